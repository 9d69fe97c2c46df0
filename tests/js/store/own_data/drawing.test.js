import assert from "node:assert/strict";
import test from "node:test";
import { CATALOG, SPEC, welcome } from "../play.js";

const { createStore } = await import("../../../../static/js/store/store.js");
const { receiveWelcome } = await import("../../../../static/js/store/receive.js");
const { createDrawingActions, whyUnused } = await import("../../../../static/js/store/own_data/drawing.js");

const CIRCLE = { key: "circle", kind: "generator", task: "classification", columns: ["x1", "x2"],
  classes: ["outside", "inside"], hyperparameters: [], domain: [-6, 6] };
const spec = { ...SPEC, model: "network", task: "classification", dataset: { key: "circle" },
  features: ["x1", "x2"] };
const points = { inputs: [[1, 1], [2, 2], [-1, 3]], targets: [0, 1, 1], split: [] };

/** A page that trains on the circle, and what it sends. */
function draw() {
  const store = createStore();
  store.catalog.value = { ...CATALOG, datasets: [CIRCLE] };
  receiveWelcome(store, welcome({ spec, classes: ["outside", "inside"], points }));
  const [sent, waiting] = [[], []];
  const push = async (patch) => sent.push(patch) > 0;
  const timers = { schedule: (action) => waiting.push(action), cancel: () => undefined };
  const actions = createDrawingActions({ store, push, timers });
  return { store, sent, actions, rest: () => waiting.splice(0).forEach((action) => action()) };
}

test("what is drawn is sent as soon as a network can learn it, and the weights stay", () => {
  const { store, sent, actions, rest } = draw();
  actions.draw_start({});
  actions.draw_begin();
  actions.draw_add({ places: [[1, 1], [2, 1]] });
  rest();
  assert.deepEqual(sent, []);
  assert.equal(whyUnused(store), "second_class");
  actions.draw_class({ index: 1 });
  actions.draw_begin();
  actions.draw_add({ places: [[-2, -2]] });
  rest();
  const [{ dataset, keep_weights, task, loss }] = sent;
  assert.deepEqual(dataset.points.map(({ y }) => y), [0, 0, 1]);
  assert.deepEqual([dataset.key, keep_weights, task], ["points", true, "auto"]);
  assert.equal(loss, undefined); // two classes, as before
});

test("a third class and values need another output", () => {
  const { sent, actions, rest } = draw();
  actions.draw_start({ from: "present" });
  actions.draw_class({ index: 2 });
  actions.draw_add({ places: [[0, 0]] });
  rest();
  assert.equal(sent.at(-1).loss, "auto");
  actions.draw_task({ task: "regression" });
  rest();
  assert.equal(sent.at(-1).task, "regression");
  assert.deepEqual(sent.at(-1).dataset.points.map(({ y }) => y), [-1, 0, 0, 1]);
});

test("a stroke is taken back as a whole", () => {
  const { store, actions } = draw();
  actions.draw_start({ from: "present" });
  actions.draw_begin();
  for (const x of [0, 1, 2]) actions.draw_add({ places: [[x, 0]] });
  assert.equal(store.drawn.value.now.points.length, 6);
  actions.draw_undo();
  assert.equal(store.drawn.value.now.points.length, 3);
  actions.draw_undo();
  assert.equal(store.drawn.value.now.points.length, 0);
  actions.draw_redo();
  actions.draw_redo();
  assert.equal(store.drawn.value.now.points.length, 6);
});

test("to end sends what is left, and so does another view", () => {
  const { store, sent, actions } = draw();
  actions.draw_start({ from: "present" });
  actions.draw_end();
  assert.equal(sent.length, 1);
  actions.draw_start({});
  store.view.value = "compare";
  assert.equal(store.drawing.value, null);
});

test("points that come with an experiment are one's own; a truth table is not", () => {
  const { store } = draw();
  const own = [{ x: [0.5, 1], y: -1 }, { x: [-2, 0], y: 1 }];
  store.spec.value = { ...spec, dataset: { key: "points", points: own } };
  assert.deepEqual(store.drawn.value.now.points.map(({ y }) => y), [0, 1]);
  const gate = [{ x: [0, 0], y: 0 }, { x: [1, 0], y: 1 }];
  store.spec.value = { ...spec, dataset: { key: "points", points: gate } };
  assert.deepEqual(store.drawn.value.now.points[0].x, [0.5, 1]);
});

test("a single neuron learns no three classes", () => {
  const { store, sent, actions, rest } = draw();
  store.spec.value = { ...spec, model: "perceptron" };
  actions.draw_start({ from: "present" });
  actions.draw_class({ index: 2 });
  actions.draw_add({ places: [[0, 0]] });
  rest();
  assert.equal(whyUnused(store), "model");
  assert.deepEqual(sent, []);
});
