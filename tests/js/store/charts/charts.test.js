import assert from "node:assert/strict";
import test from "node:test";
import "../../vendored.js";

const { chartsOf, createChartActions } =
  await import("../../../../static/js/store/charts/charts.js");
const { createStore } = await import("../../../../static/js/store/store.js");

const NETWORK = { isNetwork: true, isTrained: true };
const NEURON = { isNetwork: false, isTrained: true };
const BY_HAND = { isNetwork: false, isTrained: false };

test("only charts that mean something are there", () => {
  assert.deepEqual(chartsOf(NETWORK, { task: "classification" }),
    ["loss", "accuracy", "gradients", "weights", "confusion"]);
  assert.deepEqual(chartsOf(NETWORK, { task: "regression" }), ["loss", "gradients", "weights"]);
  assert.deepEqual(chartsOf(NEURON, { task: "classification" }), ["loss", "weights", "confusion"]);
  assert.deepEqual(chartsOf(BY_HAND, { task: "classification" }), ["confusion"]);
});

test("the charts know how many updates an epoch of a perceptron has", () => {
  const store = createStore();
  assert.equal(store.charts.stepsPerEpoch.value, null);
  store.spec.value = { model: "perceptron" };
  store.network.value = { inputs: {}, layout: [], preprocessing: {},
    points: { inputs: [], split: ["train", "test", "train"] } };
  assert.equal(store.charts.stepsPerEpoch.value, 2);
});

test("the chosen chart comes back as soon as it makes sense again", () => {
  const store = createStore();
  const actions = createChartActions(store);
  store.spec.value = { task: "classification", test_fraction: 0.2 };
  actions.show_chart({ chart: "accuracy" });
  assert.equal(store.charts.shown.value, "accuracy");
  store.spec.value = { task: "regression", test_fraction: 0.2 };
  assert.equal(store.charts.shown.value, "loss");
  store.spec.value = { task: "classification", test_fraction: 0.2 };
  assert.equal(store.charts.shown.value, "accuracy");
});

test("nobody can choose what there is not", () => {
  const { charts, ...store } = createStore();
  const actions = createChartActions({ ...store, charts });
  actions.show_chart({ chart: "pie" });
  actions.choose_chart_axis({ axis: "y", value: "sideways" });
  assert.deepEqual([charts.chosen.value, charts.y.value], ["loss", "linear"]);
  actions.choose_chart_axis({ axis: "y", value: "log" });
  assert.equal(charts.y.value, "log");
});

test("without test points the train points are counted, and of fewer layers the last is shown", () => {
  const store = createStore();
  const actions = createChartActions(store);
  store.spec.value = { test_fraction: 0 };
  assert.equal(store.charts.split.value, "train");
  store.spec.value = { test_fraction: 0.5 };
  assert.equal(store.charts.split.value, "test");
  actions.choose_chart_layer({ layer: 5 });
  assert.equal(store.charts.layer.value, 0);
});
