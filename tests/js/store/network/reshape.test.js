import assert from "node:assert/strict";
import test from "node:test";
import { signal } from "@preact/signals";
import { createReshapeActions } from "../../../../static/js/store/network/reshape.js";

const layoutOf = (/** @type {number[]} */ [inputs, hidden]) => [
  { W: { offset: 0, shape: [inputs, hidden] }, b: { offset: inputs * hidden, shape: [hidden] } },
  { W: { offset: (inputs + 1) * hidden, shape: [hidden, 1] },
    b: { offset: (inputs + 2) * hidden, shape: [1] } },
];

/** A server that rebuilds with weights of −1, and notes what it is told. */
function createDesk({ running = false, limit = 65_536 } = {}) {
  const said = /** @type {any[]} */ ([]);
  const spec = { hidden_layers: [{ units: 2, activation: "tanh" }], frozen_layers: [] };
  const network = (/** @type {number} */ units, generation = 1) => ({ generation,
    layout: layoutOf([1, units]), preprocessing: { features: ["x1"] }, hiddenUnits: [[0, 1]] });
  const store = {
    spec: signal(spec), wanted: signal(spec), network: signal(network(2)), frameCount: signal(0),
    connection: signal("open"), running: signal(running), stepsPerSecond: signal(50),
    catalog: signal({ limits: { message_bytes: limit } }),
    parameters: Float32Array.from([1, 2, 3, 4, 5, 6, 7]),
  };
  const push = async (/** @type {any} */ patch) => {
    said.push(["push", patch]);
    store.spec.value = store.wanted.value = { ...spec, ...patch };
    queueMicrotask(() => {
      const { units } = patch.hidden_layers[0] ?? {};
      if (!units) return;
      store.parameters = new Float32Array(3 * units + 1).fill(-1);
      store.network.value = network(units, store.network.value.generation + 1);
      store.frameCount.value += 1;
    });
    return true;
  };
  const command = async (/** @type {string} */ type, /** @type {any} */ body) => {
    said.push([type, body]);
    return {};
  };
  const api = { putWeights: async (/** @type {any[]} */ ...put) => said.push(["put", ...put]) };
  const session = () => ({ id: "a", token: "b" });
  const timers = { schedule: () => 0 };
  return { desk: /** @type {any} */ ({ store, push, command, api, session, timers }), said };
}

test("a network that trains waits until its weights are where they belong", async () => {
  const { desk, said } = createDesk({ running: true });
  await createReshapeActions(desk).insert_unit({ layer: 0, at: 1 });
  assert.deepEqual(said.map(([type]) => type),
    ["pause", "push", "set_parameters", "hide_unit", "run"]);
  const [{ W, b }, output] = said[2][1].layers;
  assert.deepEqual([W, b], [[[1, -1, 2]], [3, -1, 4]]);
  assert.deepEqual(output, { W: [[5], [-1], [6]], b: [7] });
  assert.deepEqual(said[3][1], { layer: 0, unit: 2, hidden: true }); // it was the second
  assert.deepEqual(said[4][1], { steps_per_second: 50 });
});

test("what does not fit into a message goes by a call", async () => {
  const { desk, said } = createDesk({ limit: 210 });
  await createReshapeActions(desk).drop_unit({ layer: 0, at: 0 });
  assert.deepEqual(said[1], ["put", "a", "b", [{ W: [[2]], b: [4] }, { W: [[6]], b: [7] }]]);
});

test("two changes at once come one after the other", async () => {
  const { desk, said } = createDesk();
  const act = createReshapeActions(desk);
  await Promise.all([act.insert_unit({ layer: 0, at: 2 }), act.drop_unit({ layer: 0, at: 0 })]);
  const pushes = said.filter(([type]) => type === "push");
  assert.deepEqual(pushes.map(([, { hidden_layers: [{ units }] }]) => units), [3, 2]);
});

test("without a connection the server is asked to keep what it can, later", async () => {
  const { desk, said } = createDesk();
  desk.store.connection.value = "reconnecting";
  await createReshapeActions(desk).drop_layer({});
  assert.deepEqual(said, [["push", { hidden_layers: [], keep_weights: true }]]);
});
