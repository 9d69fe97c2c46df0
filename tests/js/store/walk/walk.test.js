import "../../vendored.js";
import assert from "node:assert/strict";
import test from "node:test";
import { generation, playOpen, settle, SPEC } from "../play.js";

const { createWalkActions, deliveryOf, sampleNow } = await import("../../../../static/js/store/walk/walk.js");

const WEIGHTS = [0.5, -0.25, 0.125];
const POINTS = { inputs: [[0, 1], [2, 1], [4, 1]], targets: [0, 1, 1], split: ["test", "train", "train"] };

/** What the server tells of a network of one unit. */
function traceOf([first, second, bias], step = 0, sample = 1) {
  const layer = { activation: "tanh", frozen: false, inputs: [2, 1], W: [[first], [second]], b: [bias],
    z: [1], a: [0.7], da: null, slope: null, dz: [0.2], dW: [[0.4], [0.2]], db: [0.2],
    W_after: [[first - 1], [second]], b_after: [bias], updates: 0, memory_W: [], memory_b: [] };
  return { model: "network", generation: 1, step, sample, split: "train", inputs: [2, 1],
    features: [2, 1], target: 1, coded_target: [1], outputs: [0.7], loss: 0.5, loss_after: 0.4,
    learning_rate: 0.03, gradient_norm: 1, clip_factor: 1, updated: true, layers: [layer] };
}

/** A page whose server has these weights, with the view open. */
async function walking() {
  const server = { weights: WEIGHTS, step: 0, fails: /** @type {Error | null} */ (null) };
  const trace = async (_, { row }) => {
    if (server.fails) throw server.fails;
    return traceOf(server.weights, server.step, row ?? null);
  };
  const game = await playOpen({ trace }, { points: POINTS, spec: { ...SPEC, task: "classification" },
    layout: [{ W: { offset: 0, shape: [2, 1] }, b: { offset: 2, shape: [1] }, activation: "tanh" }],
    classes: ["no", "yes"],
    preprocessing: { features: ["x1", "x2"], mean: [0, 0], scale: [1, 1] } },
  [createWalkActions]);
  const [stream] = game.streams;
  const frame = () => stream.on.frame({ generation: 1, seq: 1, stepFrom: 0, stepTo: server.step,
    epoch: 0, stride: 1, losses: [], gradients: [], metrics: { train_loss: null },
    parameters: Float32Array.from(server.weights) });
  frame();
  game.dispatch({ type: "show_view", view: "step" });
  await settle();
  return { ...game, server, stream, frame, walk: game.store.walk };
}

test("the walk begins with a train sample, and goes where one says", async () => {
  const { walk, dispatch, store } = await walking();
  assert.deepEqual([walk.status.value, walk.trace.value.sample], ["ready", 1]);
  assert.deepEqual(store.probe.value.sample, [2, 1]);
  for (const [to, at] of [["next", 1], ["last", 5], ["next", 5], ["previous", 4], ["first", 0]]) {
    dispatch({ type: "walk_go", to });
    assert.equal(walk.at.value, at);
  }
  dispatch({ type: "walk_phase", phase: "update" });
  assert.equal(walk.station.value.kind, "change");
  dispatch({ type: "walk_sample", sample: { row: 2 } });
  assert.equal(sampleNow(store).inputs, POINTS.inputs[2]); // known before its trace
  await settle();
  assert.deepEqual([walk.trace.value.sample, walk.station.value.kind], [2, "change"]);
  dispatch({ type: "show_view", view: "network" });
  assert.deepEqual([walk.trace.value, walk.status.value, store.probe.value], [null, "off", null]);
});

test("whatever changes the numbers takes them away at once, and says why", async () => {
  const { walk, server, frame, stream, store } = await walking();
  walk.at.value = 3;
  server.weights = [1, 1, 1];
  frame();
  assert.equal(walk.trace.value, null);
  await settle();
  assert.deepEqual([walk.note.value.key, walk.at.value], ["step.note.weights", 0]);
  server.step = 7;
  frame();
  await settle();
  assert.deepEqual(walk.note.value, { key: "step.note.step", values: { step: 7 } });
  stream.on.event({ type: "configured", spec: { ...SPEC, batch_size: 1 } });
  await settle();
  assert.equal(walk.note.value.key, "step.note.settings");
  stream.on.event(generation({ generation: 2 }));
  assert.deepEqual([walk.trace.value, walk.note.value.key], [null, "step.note.network"]);
  assert.equal(store.walk.status.value, "loading");
});

test("a frame with the same weights leaves the walk alone", async () => {
  const { walk, frame, called } = await walking();
  const { value } = walk.trace;
  frame();
  await settle();
  assert.equal(walk.trace.value, value);
  assert.equal(called("trace").length, 1);
});

test("an answer of another moment is not shown; it is asked for again", async () => {
  const { walk, server, frame, timers } = await walking();
  server.weights = [9, 9, 9]; // the page has not heard of it yet
  walk.chosen.value = { row: 2 };
  await settle();
  assert.equal(walk.trace.value, null);
  frame();
  await settle();
  assert.equal(walk.trace.value.layers[0].W[0][0], 9);
  server.weights = [8, 8, 8];
  walk.chosen.value = { row: 1 };
  await settle();
  for (let turn = 0; turn < 30; turn += 1) await timers.run();
  assert.equal(walk.status.value, "elsewhere");
});

test("training is paused when the view opens, and nothing is shown while it runs", async () => {
  const { walk, stream, dispatch, store } = await walking();
  dispatch({ type: "show_view", view: "network" });
  stream.on.event({ type: "state", state: "running", steps_per_second: 5 });
  dispatch({ type: "show_view", view: "step" });
  assert.equal(stream.sent.at(-1).type, "pause");
  assert.deepEqual([walk.status.value, walk.note.value.key], ["running", "step.note.paused"]);
  stream.on.event({ type: "state", state: "paused" });
  await settle();
  assert.ok(walk.trace.value && store.view.value === "step");
});

test("the step that was shown happens, and is told from another edit", async () => {
  const { walk, server, stream, dispatch, frame } = await walking();
  dispatch({ type: "walk_apply" });
  assert.deepEqual([stream.sent.at(-1).type, stream.sent.at(-1).body],
    ["set_parameters", { layers: [{ W: [[-0.5], [-0.25]], b: [0.125] }] }]);
  server.weights = [-0.5, -0.25, 0.125];
  frame();
  await settle();
  assert.deepEqual(walk.note.value, { key: "step.note.applied",
    values: { before: 0.5, after: 0.4, count: 3 } });
});

test("a step is sent as one message that the server takes, or not at all", () => {
  const most = 65_536;
  const catalog = { limits: { message_bytes: most } };
  /** A layer of so many inputs to ten units, of which so many rows move. */
  const stepOf = (inputs, rows, number) => {
    const W = Array.from({ length: inputs }, () => new Array(10).fill(number));
    const W_after = W.map((row, at) => row.map((w) => (at < rows ? -w / 3 : w)));
    return { model: "network", layers: [{ W, b: [0], W_after, b_after: [0] }] };
  };
  const whole = stepOf(200, 200, 0.1);
  assert.deepEqual(deliveryOf(whole, catalog).body.layers[0].W, whole.layers[0].W_after);
  const small = -1.23456789e-11; // twenty characters each
  for (const [inputs, rows] of [[200, 200], [400, 400], [440, 440], [480, 480], [900, 50]]) {
    const { body, bytes } = deliveryOf(stepOf(inputs, rows, small), catalog);
    if (body) assert.ok(JSON.stringify({ type: "set_parameters", id: "c9999", ...body }).length <= most);
    assert.equal(body === null, bytes > most);
  }
  assert.equal(deliveryOf(stepOf(480, 480, small), catalog).body, null); // 4,800 numbers
  assert.equal(deliveryOf(stepOf(900, 50, small), catalog).body.edits.length, 500);
});

test("what the server refuses is said, and can be asked for again", async () => {
  const { walk, server, dispatch } = await walking();
  server.fails = new Error("inputs must hold finite numbers only");
  dispatch({ type: "walk_sample", sample: { inputs: [1, 1], target: 0 } });
  await settle();
  assert.deepEqual([walk.status.value, walk.error.value],
    ["error", "inputs must hold finite numbers only"]);
  server.fails = null;
  dispatch({ type: "walk_retry" });
  await settle();
  assert.deepEqual([walk.status.value, walk.trace.value.sample], ["ready", null]);
});
