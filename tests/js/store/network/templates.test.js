import assert from "node:assert/strict";
import test from "node:test";
import { TEMPLATES, templatePatch } from "../../../../static/js/store/network/templates.js";

const TWO = { task: "classification", classes: ["a", "b"], columns: ["x1", "x2"],
  hyperparameters: [] };
const catalog = {
  gates: [],
  defaults: { dataset: { key: "circle" }, test_fraction: 0.2, features: "auto",
    standardize: "auto" },
  datasets: [
    { key: "circle", ...TWO }, { key: "gaussians", ...TWO }, { key: "xor", ...TWO },
    { key: "hills", ...TWO, task: "regression", classes: null },
  ],
};
const spec = { model: "network", task: "classification", dataset: { key: "circle" },
  hidden_layers: [{ units: 5, activation: "relu" }], frozen_layers: [0], features: ["x1"] };

test("a template changes the layers and leaves the rest", () => {
  const tanh = (/** @type {number} */ units) => ({ units, activation: "tanh" });
  assert.deepEqual(templatePatch(catalog, spec, "small"),
    { frozen_layers: [], hidden_layers: [tanh(4), tanh(2)] });
  assert.deepEqual(templatePatch(catalog, { ...spec, frozen_layers: [] }, "deep"),
    { hidden_layers: [tanh(8), tanh(8), tanh(8)] });
});

test("logistic regression has no hidden layer, and two classes", () => {
  const auto = { loss: "auto", output_activation: "auto" };
  assert.deepEqual(templatePatch(catalog, spec, "logistic"),
    { ...auto, frozen_layers: [], hidden_layers: [] });
  const onValues = templatePatch(catalog,
    { ...spec, dataset: { key: "hills" }, task: "regression" }, "logistic");
  assert.deepEqual([onValues.dataset.key, onValues.task], ["gaussians", "auto"]);
});

test("XOR comes with its data and its two inputs", () => {
  const patch = templatePatch(catalog, spec, "xor");
  assert.deepEqual([patch.dataset.key, patch.features], ["xor", ["x1", "x2"]]);
  assert.deepEqual(patch.hidden_layers, [{ units: 2, activation: "tanh" }]);
});

test("a perceptron is another model, and a network comes back from it", () => {
  assert.deepEqual(templatePatch(catalog, spec, "perceptron"), { model: "perceptron" });
  const single = { ...spec, model: "perceptron", hidden_layers: [], frozen_layers: null };
  const back = templatePatch(catalog, single, "small");
  assert.deepEqual([back.model, back.hidden_layers.length], ["network", 2]);
});

test("every template has a key of its own", () => {
  assert.equal(new Set(TEMPLATES.map(({ key }) => key)).size, TEMPLATES.length);
});
