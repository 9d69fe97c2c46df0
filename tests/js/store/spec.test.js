import assert from "node:assert/strict";
import test from "node:test";
import {
  chooseDataset, mergeSpec, moveFrozen, nest, pathOfPointer, pathsOf, setActivation, setLayerActivation,
  setUnits, toggleFeature, toggleFrozen, valueAt, withoutAuto,
} from "../../../static/js/store/spec.js";

const spec = {
  task: "classification",
  dataset: { key: "circle", samples: 200, noise: 0.1 },
  hidden_layers: [{ units: 4, activation: "tanh" }, { units: 2, activation: "tanh" }],
  features: ["x1", "x2"],
  optimizer: { key: "sgd", learning_rate: 0.03 },
};

test("fields merge, and an object whose key changes is replaced", () => {
  const faster = mergeSpec(spec, { optimizer: { learning_rate: 0.3 } });
  assert.deepEqual(faster.optimizer, { key: "sgd", learning_rate: 0.3 });
  assert.deepEqual(mergeSpec(spec, { optimizer: { key: "adam" } }).optimizer, { key: "adam" });
  assert.equal(spec.optimizer.learning_rate, 0.03);
});

test("units and activations change in place, and the weights stay", () => {
  const wider = setUnits(spec, 1, 8);
  assert.deepEqual(wider.hidden_layers.map(({ units }) => units), [4, 8]);
  assert.equal(wider.keep_weights, true);
  assert.deepEqual(withoutAuto({ ...wider, loss: "auto" }), { hidden_layers: wider.hidden_layers });
  assert.deepEqual(
    setActivation(spec, "relu").hidden_layers.map(({ activation }) => activation), ["relu", "relu"]);
});

test("features keep the catalog's order", () => {
  const order = ["x1", "x2", "sin_x1"];
  const both = toggleFeature({ features: ["x2", "sin_x1"] }, "x1", order);
  assert.deepEqual(both.features, order);
  assert.deepEqual(toggleFeature(spec, "x1", order).features, ["x2"]);
});

test("another data set keeps samples and noise, another task resets the loss", () => {
  const hyperparameters = [{ name: "samples" }, { name: "noise" }];
  const moons = { key: "moons", task: "classification", hyperparameters };
  assert.deepEqual(chooseDataset(spec, moons), { dataset: { key: "moons", samples: 200, noise: 0.1 } });
  const few = { ...moons, hyperparameters: [{ name: "samples", minimum: 1, maximum: 50 }] };
  assert.deepEqual(chooseDataset(spec, few), { dataset: { key: "moons" } });
  const plane = { key: "plane", task: "regression", hyperparameters: [{ name: "rows" }] };
  assert.deepEqual(chooseDataset(spec, plane), {
    dataset: { key: "plane" }, task: "auto", loss: "auto", output_activation: "auto",
  });
});

test("what was chosen for other columns or classes goes back to auto", () => {
  const circle = { key: "circle", task: "classification", classes: ["a", "b"], columns: ["x1", "x2"], hyperparameters: [] };
  const rings = { ...circle, key: "rings3", classes: ["a", "b", "c"] };
  const iris = { ...rings, key: "iris", columns: ["w", "h"] };
  const output = { task: "auto", loss: "auto", output_activation: "auto" };
  const columns = { features: "auto", standardize: "auto" };
  const weighted = { ...spec, class_weights: [1, 2] };
  assert.deepEqual(chooseDataset(spec, { ...circle, key: "xor" }, circle), { dataset: { key: "xor" } });
  assert.deepEqual(chooseDataset(spec, rings, circle), { dataset: { key: "rings3" }, ...output });
  assert.deepEqual(chooseDataset(weighted, iris, rings), { dataset: { key: "iris" }, ...columns });
  assert.deepEqual(chooseDataset(weighted, rings, circle).class_weights, null);
  assert.deepEqual(chooseDataset({ ...spec, model: "perceptron" }, circle), {
    dataset: { key: "circle" }, ...columns });
});

test("layers have an activation each, and stay frozen where others come and go", () => {
  assert.deepEqual(setLayerActivation(spec, 1, "relu").hidden_layers.map((one) => one.activation),
    ["tanh", "relu"]);
  assert.deepEqual(toggleFrozen({ frozen_layers: [1] }, 0), { frozen_layers: [0, 1] });
  assert.deepEqual(toggleFrozen({ frozen_layers: [0, 1] }, 1), { frozen_layers: [0] });
  const places = [-1, 2, 0];
  assert.deepEqual(moveFrozen({ frozen_layers: [0, 1, 2] }, (layer) => places[layer]),
    { frozen_layers: [0, 2] });
  assert.deepEqual(moveFrozen(spec, (layer) => layer), {});
});

test("paths lead in and out", () => {
  assert.deepEqual(nest("optimizer.learning_rate", 3), { optimizer: { learning_rate: 3 } });
  assert.equal(valueAt(spec, "dataset.noise"), 0.1);
  assert.equal(valueAt(spec, "regularizer.rate"), undefined);
  assert.deepEqual(pathsOf({ dataset: { key: "xor" }, seed: 1, features: ["x1"] }),
    ["dataset.key", "seed", "features"]);
  assert.equal(pathOfPointer("/optimizer/learning_rate"), "optimizer.learning_rate");
  assert.equal(pathOfPointer("#/seed"), "seed");
  assert.deepEqual(withoutAuto({ loss: "auto", seed: 3 }), { seed: 3 });
});
