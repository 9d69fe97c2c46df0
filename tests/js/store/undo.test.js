import assert from "node:assert/strict";
import test from "node:test";
import { generation, playOpen, settle } from "./play.js";

const { changedPaths, createUndoActions } = await import("../../../static/js/store/undo.js");
const { bounded } = await import("../../../static/js/store/turns.js");
const { createReshapeActions } = await import("../../../static/js/store/network/reshape.js");
const { receiveEvent, receiveFrame } = await import("../../../static/js/store/receive.js");

const SPEC = { loss: "mse", hidden_layers: [{ units: 2, activation: "tanh" }],
  optimizer: { key: "sgd", learning_rate: 0.03 } };

/** A page whose experiment follows what it is asked for. */
async function begin({ refuses = false } = {}) {
  const { store } = await playOpen();
  let time = 0;
  const pushed = [];
  const push = async ({ keep_weights: keep, ...spec }) => {
    pushed.push({ keep, spec });
    if (refuses) return false;
    store.requested.value = spec;
    return true;
  };
  store.requested.value = SPEC;
  const actions = createUndoActions({ store, push }, () => time);
  const change = (patch, wait = 5000) => {
    time += wait;
    store.requested.value = { ...store.requested.value, ...patch };
  };
  return { store, actions, change, pushed };
}

test("what differs is named by its path", () => {
  const after = { ...SPEC, loss: "huber", optimizer: { key: "sgd", learning_rate: 1 } };
  assert.deepEqual(changedPaths(SPEC, after), ["loss", "optimizer.learning_rate"]);
  const other = { ...SPEC, optimizer: { key: "adam", learning_rate: 0.01 } };
  assert.deepEqual(changedPaths(SPEC, other), ["optimizer.key"]);
  assert.deepEqual(changedPaths(SPEC, SPEC), []);
});

test("changes go back and forth, one by one", async () => {
  const { store, actions, change } = await begin();
  change({ loss: "huber" });
  change({ loss: "hinge" });
  await actions.undo();
  assert.equal(store.requested.value.loss, "huber");
  await actions.undo();
  assert.equal(store.requested.value.loss, "mse");
  await actions.undo(); // there is nothing more
  assert.equal(store.requested.value.loss, "mse");
  await actions.redo();
  await actions.redo();
  assert.equal(store.requested.value.loss, "hinge");
  assert.equal(store.undo.future.value.length, 0);
});

test("a change after going back is a new way forward", async () => {
  const { store, actions, change } = await begin();
  change({ loss: "huber" });
  await actions.undo();
  change({ loss: "hinge" });
  assert.equal(store.undo.future.value.length, 0);
  await actions.undo();
  assert.equal(store.requested.value.loss, "mse");
});

test("a drag is one change", async () => {
  const { store, actions, change } = await begin();
  for (const rate of [0.1, 0.3, 1]) {
    change({ optimizer: { key: "sgd", learning_rate: rate } }, 100);
  }
  await actions.undo();
  assert.equal(store.requested.value.optimizer.learning_rate, 0.03);
  await actions.redo();
  assert.equal(store.requested.value.optimizer.learning_rate, 1);
});

test("layers come back without new weights for the others", async () => {
  const { actions, change, pushed } = await begin();
  change({ hidden_layers: [] });
  await actions.undo();
  assert.deepEqual(pushed.at(-1), { keep: true, spec: SPEC });
  change({ loss: "huber" });
  await actions.undo();
  assert.equal(pushed.at(-1).keep, false);
});

test("what is refused stays to be undone", async () => {
  const { store, actions, change } = await begin({ refuses: true });
  change({ loss: "huber" });
  await actions.undo();
  assert.equal(store.undo.past.value.length, 1);
  assert.equal(store.undo.future.value.length, 0);
  await settle();
});

test("a press while a change is under way waits for it, and undoes it alone", async () => {
  const { store, actions, change, pushed } = await begin();
  change({ loss: "huber" });
  store.pending.value = { batch_size: 5 };
  const done = actions.undo();
  await settle();
  assert.deepEqual(pushed, []);
  change({ batch_size: 5 }); // it has arrived
  store.pending.value = {};
  await done;
  assert.deepEqual([store.requested.value.loss, store.requested.value.batch_size], ["huber", undefined]);
  assert.equal(store.undo.past.value.length, 1);
  assert.equal(store.undo.future.value.length, 1);
});

test("two presses at once undo two changes, and both can be redone", async () => {
  const { store, actions, change } = await begin();
  change({ loss: "huber" });
  change({ loss: "hinge" });
  await Promise.all([actions.undo(), actions.undo()]);
  assert.equal(store.requested.value.loss, "mse");
  await Promise.all([actions.redo(), actions.redo()]);
  assert.equal(store.requested.value.loss, "hinge");
});

test("presses work through the page's own dispatch, whose count of what is under way has them in it", async () => {
  const game = await playOpen({}, { requested: SPEC }, [createUndoActions]);
  const { store, dispatch, streams: [stream] } = game;
  store.requested.value = { ...SPEC, loss: "huber" };
  const done = dispatch({ type: "undo" });
  for (let at = 0; at < 5; at += 1) await settle();
  const asked = stream.sent.find(({ type }) => type === "configure");
  assert.equal(asked.body.loss, "mse");
  store.requested.value = SPEC;
  asked.resolve({});
  await done;
  assert.equal(store.undo.future.value.length, 1);
});

test("what someone else changes during a turn is noted, too", async () => {
  const { store } = await playOpen();
  store.requested.value = SPEC;
  const push = async ({ keep_weights: _, ...spec }) => {
    store.requested.value = { ...spec, batch_size: 5 }; // merged with another's change
    return true;
  };
  const actions = createUndoActions({ store, push });
  store.requested.value = { ...SPEC, loss: "huber" };
  await actions.undo();
  assert.deepEqual(store.undo.past.value.map(({ paths }) => paths), [["batch_size"]]);
  assert.equal(store.undo.past.value[0].spec.batch_size, undefined);
});

test("what comes before the turn arrives does not take its place", async () => {
  const { store } = await playOpen();
  store.requested.value = SPEC;
  const push = async ({ keep_weights: _, ...spec }) => {
    store.requested.value = { ...store.requested.value, batch_size: 5 };
    store.requested.value = { ...spec, batch_size: 5 };
    return true;
  };
  const actions = createUndoActions({ store, push });
  store.requested.value = { ...SPEC, loss: "huber" };
  await actions.undo();
  assert.deepEqual(store.undo.past.value.map(({ paths }) => paths), [["batch_size"]]);
  assert.deepEqual(store.undo.future.value.map(({ spec }) => spec.loss), ["huber"]);
});

const TANH = "tanh";

/** Where the parameters of a network with two inputs and one output are. */
function layoutOf(hidden) {
  let offset = 0;
  const counts = [2, ...hidden, 1];
  return counts.slice(1).map((units, at) => {
    const W = { offset, shape: [counts[at], units] };
    const b = { offset: offset + counts[at] * units, shape: [units] };
    offset = b.offset + units;
    return { W, b, activation: TANH };
  });
}

/** Parameters as they lie in frames. */
const flat = (layers) => layers.flatMap(({ W, b }) => [...W.flat(), ...b]);

/** A server that rebuilds with weights of −1, never mind what is to be kept, and a page beside it. */
async function beginWithLayers(units) {
  const { store } = await playOpen();
  store.catalog.value = { ...store.catalog.peek(), limits: { message_bytes: 65_536 } };
  let [count, time] = [1, 0];
  const spec = { ...SPEC, hidden_layers: units.map((one) => ({ units: one, activation: TANH })) };
  const show = (parameters) => receiveFrame(store, { generation: count, seq: 1, stepFrom: 0, stepTo: 0,
    epoch: 0, stride: 1, metrics: { train_loss: 1 }, losses: new Float32Array(0),
    gradients: new Float32Array(0), parameters: Float32Array.from(parameters) });
  const build = (next) => {
    const layout = layoutOf(next.hidden_layers.map((layer) => layer.units));
    const { b } = layout.at(-1);
    count += 1;
    receiveEvent(store, generation({ generation: count, why: "rebuilt", spec: next, requested: next, layout }));
    show(Array(b.offset + 1).fill(-1));
  };
  const push = async ({ keep_weights: _, ...patch }) => {
    time += 5000;
    const next = { ...store.requested.value, ...patch };
    const [old, now] = [store.requested.value, next].map((one) => JSON.stringify(one.hidden_layers));
    if (old !== now) build(next);
    else receiveEvent(store, { type: "configured", spec: next, requested: next });
    return true;
  };
  const command = async (type, { layers }) => {
    if (type === "set_parameters") show(flat(layers));
    return {};
  };
  const desk = { store, push, command, timers: { schedule: () => 0 } };
  build(spec);
  const actions = { ...createUndoActions(desk, () => time), ...createReshapeActions(desk) };
  const train = () => show(store.now.value.parameters.map((_, at) => at + 1 + time / 10_000));
  return { store, actions, train, weights: () => [...store.now.value.parameters] };
}

test("a layer that is undone leaves the trained weights from before, and comes back with its own", async () => {
  const { actions, train, weights } = await beginWithLayers([3]);
  train();
  const before = weights();
  await actions.insert_layer({ at: 0 });
  train();
  const after = weights();
  await actions.undo();
  assert.deepEqual(weights(), before);
  await actions.redo();
  assert.deepEqual(weights(), after);
});

test("a unit that is taken out of the middle comes back with its weights", async () => {
  const { actions, train, weights } = await beginWithLayers([3, 2]);
  train();
  const before = weights();
  await actions.drop_unit({ layer: 0, at: 1 });
  await actions.drop_layer({ at: 1 });
  await actions.undo();
  await actions.undo();
  assert.deepEqual(weights(), before);
});

test("equal layers that changed places go back, though the experiment does not tell", async () => {
  const { store, actions, train, weights } = await beginWithLayers([2, 2]);
  store.undo.past.value = [];
  train();
  const before = weights();
  await actions.move_layer({ at: 0, to: 1 });
  const after = weights();
  assert.notDeepEqual(after, before);
  assert.deepEqual(store.undo.past.value.map(({ paths }) => paths), [["hidden_layers"]]);
  await actions.undo();
  assert.deepEqual(weights(), before);
  assert.equal(store.undo.past.value.length, 0);
  await actions.redo();
  assert.deepEqual(weights(), after);
});

test("equal layers, one of them frozen, are one turn", async () => {
  const { store, actions, train, weights } = await beginWithLayers([2, 2]);
  store.requested.value = store.spec.value = { ...store.requested.value, frozen_layers: [0] };
  store.undo.past.value = [];
  train();
  const before = weights();
  await actions.move_layer({ at: 0, to: 1 });
  assert.deepEqual(store.requested.value.frozen_layers, [1]);
  assert.equal(store.undo.past.value.length, 1);
  await actions.undo();
  assert.deepEqual([store.requested.value.frozen_layers, weights()], [[0], before]);
});

test("a frozen layer that is thawed again keeps what was learned since", async () => {
  const { store, actions, train, weights } = await beginWithLayers([2]);
  const { value: spec } = store.requested;
  store.requested.value = store.spec.value = { ...spec, frozen_layers: [0] };
  train();
  const learned = weights();
  await actions.undo();
  assert.deepEqual(weights(), learned);
});

test("weights are kept for the latest changes, and not too many bytes of them", () => {
  const turns = (count, length) => Array.from({ length: count }, (_, at) =>
    ({ spec: at, paths: [], weights: { parameters: new Float32Array(length) } }));
  const kept = (lists) => lists.map((list) => list.filter(({ weights }) => weights).map(({ spec }) => spec));
  const [past, future] = kept(bounded(turns(15, 1), turns(15, 1)));
  assert.deepEqual([past.length, future], [15, [10, 11, 12, 13, 14]]);
  assert.deepEqual(kept(bounded(turns(5, 2 ** 19), [])), [[1, 2, 3, 4], []]); // 2 MiB each
});
