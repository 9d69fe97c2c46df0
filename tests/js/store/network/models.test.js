import assert from "node:assert/strict";
import test from "node:test";
import { chooseGate, chooseModel, fits, losesPoints, modelOf, unitLayer } from "../../../../static/js/store/network/models.js";

const two = { key: "circle", task: "classification", classes: ["out", "in"], hyperparameters: [] };
const three = { key: "rings3", task: "classification", classes: ["a", "b", "c"], hyperparameters: [] };
const gate = { key: "and", weights: [1, 1], threshold: 2,
  truth_table: [[0, 0, 0], [0, 1, 0], [1, 0, 0], [1, 1, 1]] };
const catalog = {
  models: [{ key: "network" }, { key: "perceptron" }, { key: "threshold" }],
  datasets: [three, two], gates: [gate],
  defaults: { dataset: { key: "circle" }, test_fraction: 0.2, features: "auto", standardize: "auto" },
};
const spec = { model: "network", task: "classification", dataset: { key: "circle" }, loss: "mse" };

test("what can be done depends on the model", () => {
  const about = (model) => {
    const { isNetwork, isTrained } = modelOf(catalog, { model });
    return [isNetwork, isTrained];
  };
  assert.deepEqual(["network", "perceptron", "threshold"].map(about),
    [[true, true], [false, true], [false, false]]);
  assert.equal(modelOf(null, null).isNetwork, true);
});

test("a neuron tells two classes apart, a network whatever there is", () => {
  assert.deepEqual([fits("perceptron", two), fits("perceptron", three), fits("network", three)],
    [true, false, true]);
  assert.equal(fits("threshold", { ...two, classes: null }), false);
});

test("a model that cannot learn the data gets others, and no field that it does not know", () => {
  assert.deepEqual(chooseModel(catalog, spec, "perceptron"), { model: "perceptron" });
  const rings = { ...spec, dataset: { key: "rings3" } };
  const patch = chooseModel(catalog, rings, "perceptron");
  assert.deepEqual([patch.model, patch.dataset], ["perceptron", { key: "circle" }]);
  assert.ok(!("loss" in patch) && !("output_activation" in patch));
});

test("a threshold unit begins as a gate; a network does not keep its truth table", () => {
  const patch = chooseModel(catalog, spec, "threshold");
  assert.deepEqual(patch, chooseGate(gate));
  assert.deepEqual(patch.dataset.points[1], { x: [0, 1], y: 0 });
  const table = { ...spec, model: "threshold", dataset: patch.dataset };
  assert.deepEqual(chooseModel(catalog, table, "perceptron"), { model: "perceptron" });
  assert.deepEqual(chooseModel(catalog, table, "network"), { model: "network", ...catalog.defaults });
});

test("the bias is minus the threshold", () => {
  assert.deepEqual(unitLayer([1, -2], 1.5), { W: [[1], [-2]], b: [-1.5] });
  assert.ok(Object.is(unitLayer([1], 0).b[0], 0));
  assert.deepEqual(unitLayer(["two"], "one"), { W: [["two"]], b: ["one"] });
});

test("points that a person drew stay when the model changes", () => {
  const drawn = (ys) => ({ ...spec, model: "perceptron",
    dataset: { key: "points", points: ys.map((y, at) => ({ x: [at + 0.5, 2], y })) } });
  assert.deepEqual(chooseModel(catalog, drawn([0, 1]), "network"), { model: "network" });
  assert.deepEqual(chooseModel(catalog, drawn([0, 1]), "perceptron"), { model: "perceptron" });
  assert.equal(losesPoints(catalog, drawn([0, 1]), "perceptron"), false);
});

test("a neuron is not asked to learn three classes or values that were drawn", () => {
  const classes = { ...spec, dataset: { key: "points",
    points: [0, 1, 2].map((y) => ({ x: [3, y], y })) } };
  assert.equal(losesPoints(catalog, classes, "perceptron"), true);
  assert.equal(losesPoints(catalog, classes, "network"), false);
  assert.equal(losesPoints({ ...catalog, gates: [] }, classes, "threshold"), true);
  assert.equal(losesPoints(catalog, spec, "perceptron"), false, "the catalog has all its data still");
  const { dataset } = chooseModel(catalog, classes, "perceptron"); // as a template asks for it
  assert.deepEqual(dataset, { key: "circle" });
  const values = { ...classes, task: "regression" };
  assert.equal(losesPoints(catalog, values, "perceptron"), true);
});
