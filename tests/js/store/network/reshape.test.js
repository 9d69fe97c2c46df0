import assert from "node:assert/strict";
import test from "node:test";
import "../../vendored.js";

const { signal } = await import("@preact/signals");
const { createReshapeActions } = await import("../../../../static/js/store/network/reshape.js");

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
    spec: signal(spec), wanted: signal(spec), requested: signal(spec), network: signal(network(2)),
    pending: signal({}), errors: signal({}), notice: signal(null),
    undo: { past: signal([]), future: signal([]) },
    goal: signal(null), step: signal(0), epoch: signal(0),
    connection: signal("open"), running: signal(running), stepsPerSecond: signal(50),
    catalog: signal({ limits: { message_bytes: limit } }),
    now: signal({ parameters: Float32Array.from([1, 2, 3, 4, 5, 6, 7]) }),
    parameters: new Float32Array(7).fill(99), // of the moment that is looked at
  };
  const push = async (/** @type {any} */ patch) => {
    said.push(["push", patch]);
    store.spec.value = store.wanted.value = { ...spec, ...patch };
    queueMicrotask(() => {
      const { units } = patch.hidden_layers[0] ?? {};
      if (!units) return;
      store.network.value = network(units, store.network.value.generation + 1);
      store.now.value = { parameters: new Float32Array(3 * units + 1).fill(-1) };
    });
    return true;
  };
  const command = async (/** @type {string} */ type, /** @type {any} */ body) => {
    said.push([type, body]);
    return {};
  };
  const timers = { schedule: () => 0 };
  return { desk: /** @type {any} */ ({ store, push, command, timers }), said };
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

test("what does not fit into a message goes number by number, in several", async () => {
  const { desk, said } = createDesk({ limit: 200 + 2 * 66 - 100 });
  await createReshapeActions(desk).drop_unit({ layer: 0, at: 0 });
  const sent = said.filter(([type]) => type === "set_parameters").map(([, body]) => body);
  assert.ok(sent.length > 1 && sent.every(({ edits }) => edits.length === 1), JSON.stringify(sent));
  assert.deepEqual(sent.flatMap(({ edits }) => edits), [
    { layer: 0, input: 0, unit: 0, value: 2 }, { layer: 0, input: null, unit: 0, value: 4 },
    { layer: 1, input: 0, unit: 0, value: 6 }, { layer: 1, input: null, unit: 0, value: 7 },
  ]);
});

test("weights that are refused are not gone without a word", async () => {
  for (const limit of [65_536, 210]) {
    const { desk } = createDesk({ limit });
    desk.command = async () => null;
    await createReshapeActions(desk).drop_unit({ layer: 0, at: 0 });
    assert.equal(desk.store.notice.value.key, "notice.weights_lost");
  }
});

test("another network than the one asked for is left as it is, and training goes on", async () => {
  const { desk, said } = createDesk({ running: true });
  const { push } = desk;
  desk.push = (/** @type {any} */ patch) =>
    push({ ...patch, hidden_layers: [{ units: 5, activation: "tanh" }] }); // by someone else
  await createReshapeActions(desk).insert_unit({ layer: 0, at: 1 });
  assert.deepEqual(said.map(([type]) => type), ["pause", "push", "run"]);
  assert.equal(desk.store.notice.value.key, "notice.weights_lost");
});

test("a mistake in one change hinders no later one, and training goes on", async () => {
  const { desk, said } = createDesk({ running: true });
  const { push } = desk;
  desk.push = async () => { throw new Error("out of order"); };
  const act = createReshapeActions(desk);
  await act.insert_unit({ layer: 0, at: 1 });
  assert.deepEqual(said.map(([type]) => type), ["pause", "run"]);
  assert.deepEqual(Object.values(desk.store.errors.value), ["out of order"]);
  desk.push = push;
  await act.insert_unit({ layer: 0, at: 1 });
  assert.ok(said.some(([type]) => type === "set_parameters"));
});

test("the run goes on to where it was to end", async () => {
  const { desk, said } = createDesk({ running: true });
  desk.store.goal.value = { name: "test_loss", value: 0.1 };
  await createReshapeActions(desk).insert_unit({ layer: 0, at: 1 });
  assert.deepEqual(said.at(-1), ["run", { steps_per_second: 50, until: { test_loss: 0.1 } }]);
});

test("a change waits for the one under way", async () => {
  const { desk, said } = createDesk();
  desk.store.pending.value = { hidden_layers: [] };
  const done = createReshapeActions(desk).insert_unit({ layer: 0, at: 1 });
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(said, []);
  desk.store.pending.value = {};
  await done;
  assert.equal(said[0][0], "push");
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
