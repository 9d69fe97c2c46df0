import assert from "node:assert/strict";
import test from "node:test";
import "../../vendored.js";

const { chartsOf, createChartActions, stepsPerEpochOf } =
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

test("an epoch has as many steps as batches fill the train split", () => {
  const points = { split: [...new Array(25).fill("train"), ...new Array(9).fill("test")] };
  assert.equal(stepsPerEpochOf({ batch_size: 10 }, points), 3);
  assert.equal(stepsPerEpochOf({ batch_size: 100 }, points), 1);
  assert.equal(stepsPerEpochOf({ batch_size: "full" }, points), 1);
  assert.equal(stepsPerEpochOf({ batch_size: 10 }, null), null);
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
