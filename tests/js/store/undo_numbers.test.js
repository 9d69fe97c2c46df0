import assert from "node:assert/strict";
import test from "node:test";
import { playOpen } from "./play.js";

const { createUndoActions } = await import("../../../static/js/store/undo.js");
const { createEditActions } =
  await import("../../../static/js/store/network/edit_number.js");

const SPEC = { loss: "mse", hidden_layers: [] };

test("a number that was set by hand comes back, unless its network is gone", async () => {
  const { store } = await playOpen();
  const sent = [];
  const desk = { store, push: async () => true, command: async (type, { edits: [edit] }) => {
    sent.push(edit);
    const parameters = store.now.value.parameters.slice();
    parameters[edit.unit] = edit.value;
    store.now.value = { ...store.now.value, parameters };
    return {};
  } };
  store.now.value = { ...store.now.value, parameters: new Float32Array([1, 2, 3]) };
  store.requested.value = SPEC;
  const undo = createUndoActions(desk, () => 0);
  const { set_number: set } = createEditActions(desk);
  const place = { layer: 0, from: 0, to: 0 };
  await set({ place, value: 9 });
  await set({ place, value: 10 }); // stepped on: one change
  assert.equal(store.undo.past.value.length, 1);
  await undo.undo();
  assert.deepEqual(sent.at(-1), { layer: 0, input: 0, unit: 0, value: 1 });
  await undo.redo();
  assert.equal(sent.at(-1).value, 10);
  store.network.value = { ...store.network.value, generation: 99 };
  await undo.undo();
  assert.equal(sent.length, 4);
  assert.equal(store.undo.past.value.length, 0);
});
