import assert from "node:assert/strict";
import test from "node:test";
import { playOpen } from "../store/play.js";

const { Settings } = await import("../../../static/js/controls/settings.js");

/** A component by its name, somewhere in what another drew. */
function find(node, name) {
  if (Array.isArray(node)) return node.map((one) => find(one, name)).find(Boolean);
  if (node?.type?.name === name) return node;
  return node?.props ? find(node.props.children, name) : undefined;
}

test("another activation for all layers keeps what was trained", async () => {
  const { store } = await playOpen();
  store.catalog.value = { ...store.catalog.peek(), regularizers: [],
    activations: [{ key: "tanh" }, { key: "relu" }] };
  store.spec.value = { ...store.spec.value, regularizer: { key: "none" },
    hidden_layers: [{ units: 3, activation: "tanh" }] };
  const sent = [];
  const drawn = Settings({ store, dispatch: (action) => sent.push(action) });
  const settings = drawn.type(drawn.props);
  const activation = find(settings, "Activation");
  activation.type(activation.props).props.onPick("relu");
  assert.deepEqual(sent, [{ type: "configure",
    patch: { hidden_layers: [{ units: 3, activation: "relu" }], keep_weights: true } }]);
});
