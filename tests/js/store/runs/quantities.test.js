import assert from "node:assert/strict";
import test from "node:test";
import {
  anotherValue, baseOf, differ, labelOf, quantitiesOf, QUANTITIES, specOf,
} from "../../../../static/js/store/runs/quantities.js";

const RATE = { name: "learning_rate", default: 0.03, minimum: 1e-5, maximum: 10 };
const entries = (...keys) => keys.map((key) =>
  ({ key, label: key.toUpperCase(), hyperparameters: [RATE] }));
const CATALOG = {
  optimizers: entries("sgd", "momentum", "rmsprop", "adam"),
  activations: entries("identity", "sigmoid", "tanh", "relu"),
  models: entries("network", "perceptron"),
  fields: [{ name: "batch_size", minimum: 1, maximum: 50_000, integer: true }],
};
const SPEC = {
  model: "network", batch_size: 32, optimizer: { key: "sgd", learning_rate: 0.03 },
  hidden_layers: [{ units: 4, activation: "tanh" }], seeds: { init: 5 }, seed: 1,
};
const [rate, batch, optimizer, activation] = QUANTITIES;

test("learning rates are smaller, the present one, and larger, within the range", () => {
  assert.deepEqual(rate.usual(CATALOG, SPEC), [0.003, 0.03, 0.3, 0.9]);
  const fast = { ...SPEC, optimizer: { key: "sgd", learning_rate: 3 } };
  assert.deepEqual(rate.usual(CATALOG, fast), [0.3, 3, 10]);
});

test("batch sizes are one, some and all; epochs compare them fairly", () => {
  assert.deepEqual(batch.usual(CATALOG, SPEC), [1, 10, 32, "full"]);
  assert.deepEqual([rate.unit, batch.unit], ["step", "epoch"]);
});

test("menus offer the present entry and the best known others", () => {
  assert.deepEqual(optimizer.usual(CATALOG, SPEC), ["sgd", "momentum", "adam"]);
  const rms = { ...SPEC, optimizer: { key: "rmsprop", learning_rate: 0.1 } };
  assert.deepEqual(optimizer.usual(CATALOG, rms), ["sgd", "momentum", "rmsprop"]);
  assert.deepEqual(activation.usual(CATALOG, SPEC), ["sigmoid", "tanh", "relu"]);
});

test("all runs have the page's seeds, and differ in one thing alone", () => {
  const base = baseOf({ ...SPEC, seeds: { init: null } }, SPEC);
  assert.deepEqual(base.seeds, { init: 5 });
  assert.deepEqual(specOf(rate, base, 3), { ...base, optimizer: { key: "sgd", learning_rate: 3 } });
  assert.deepEqual(specOf(optimizer, base, "adam").optimizer, { key: "adam" });
  assert.deepEqual(specOf(optimizer, base, "sgd").optimizer, base.optimizer);
  assert.deepEqual(specOf(activation, base, "relu").hidden_layers,
    [{ units: 4, activation: "relu" }]);
});

test("what is compared makes no other experiment, all else does", () => {
  const other = { ...SPEC, optimizer: { learning_rate: 1, key: "sgd" } };
  assert.equal(differ("learning_rate", SPEC, other), false);
  assert.equal(differ("batch_size", SPEC, other), true);
  assert.equal(differ("optimizer", SPEC, { ...SPEC, optimizer: { key: "adam" } }), false);
  assert.equal(differ("activation", SPEC, specOf(activation, SPEC, "relu")), false);
  assert.equal(differ("learning_rate", SPEC, { ...SPEC, seeds: { init: 6 } }), true);
});

test("a perceptron has a learning rate alone, a threshold unit nothing", () => {
  const perceptron = { model: "perceptron", perceptron: { learning_rate: 1 }, optimizer: null };
  assert.deepEqual(quantitiesOf(perceptron), [rate]);
  assert.deepEqual(rate.usual(CATALOG, perceptron), [0.1, 1, 10]);
  assert.deepEqual(specOf(rate, perceptron, 3).perceptron, { learning_rate: 3 });
  assert.deepEqual(quantitiesOf({ model: "threshold" }), []);
  assert.deepEqual(quantitiesOf({ ...SPEC, hidden_layers: [] }), [rate, batch, optimizer]);
});

test("one more value is unlike those there are", () => {
  assert.equal(anotherValue(CATALOG, SPEC, rate, [0.003, 0.03]), 0.3);
  assert.equal(anotherValue(CATALOG, SPEC, rate, [0.003, 0.03, 0.3, 0.9]), 1.8);
  assert.equal(anotherValue(CATALOG, SPEC, optimizer, ["sgd", "momentum"]), "rmsprop");
});

test("values have names", () => {
  assert.equal(labelOf(CATALOG, batch, "full", "alle"), "alle");
  assert.equal(labelOf(CATALOG, rate, 0.3, "full"), "0.3");
  assert.equal(labelOf(CATALOG, optimizer, "adam", "full"), "ADAM");
});
