import assert from "node:assert/strict";
import test from "node:test";
import "../../vendored.js";

const { differencesOf, removeRun, takeRun } =
  await import("../../../../static/js/store/charts/pinned_runs.js");
const { createLossTable } = await import("../../../../static/js/store/charts/loss_table.js");

const CATALOG = {
  optimizers: [{ key: "sgd", label: "SGD",
    hyperparameters: [{ name: "learning_rate", label: "Learning rate" }] },
  { key: "adam", label: "Adam", hyperparameters: [] }],
  activations: [{ key: "tanh", label: "Tanh" }, { key: "relu", label: "ReLU" }],
  datasets: [{ key: "circle", label: "Circle", hyperparameters: [] },
    { key: "spiral", label: "Spiral", hyperparameters: [] }],
  fields: [{ name: "batch_size", label: "Batch size" }],
};
const layers = (activation, ...units) => units.map((count) => ({ units: count, activation }));
const SPEC = {
  optimizer: { key: "sgd", learning_rate: 0.03 }, hidden_layers: layers("tanh", 4, 2),
  batch_size: 10, dataset: { key: "circle", samples: 500 }, loss: "bce",
  output_activation: "sigmoid", features: ["x1", "x2"], seed: 42,
  seeds: { data: 1, split: 2, init: 3 },
};
const told = (changes) => differencesOf(CATALOG, { ...SPEC, ...changes }, SPEC)
  .map(({ name, kind, value }) => [name, kind, value]);

test("the same experiment has no difference, whatever its seed was called", () => {
  assert.deepEqual(told({ seed: 7 }), []);
});

test("numbers are named by the catalog", () => {
  assert.deepEqual(told({ optimizer: { key: "sgd", learning_rate: 0.3 }, batch_size: 1 }),
    [["Learning rate", "value", "0.3"], ["Batch size", "value", "1"]]);
});

test("another entry speaks for itself", () => {
  assert.deepEqual(told({ optimizer: { key: "adam", learning_rate: 0.03 } }),
    [[null, "entry", "Adam"]]);
});

test("layers differ in their units, or in what these do", () => {
  assert.deepEqual(told({ hidden_layers: layers("tanh", 8) }), [[null, "layers", "8"]]);
  assert.deepEqual(told({ hidden_layers: layers("relu", 4, 2) }), [[null, "entry", "ReLU"]]);
});

test("what follows from other data is not said beside them; other seeds come last", () => {
  assert.deepEqual(told({ dataset: { key: "spiral", samples: 200 }, loss: "mse",
    output_activation: "tanh", features: ["x1"], seeds: { data: 1, split: 9, init: 9 } }),
  [[null, "entry", "Spiral"], [null, "other", "init"]]);
});

function store(steps) {
  const losses = createLossTable();
  for (let step = 0; step < steps; step += 1) {
    losses.addFrame({ stepFrom: step, stepTo: step + 1, stride: 1, losses: [1], epoch: 0,
      metrics: { train_loss: step % 5 === 0 ? step : null, test_loss: null } });
  }
  return { losses, spec: { value: SPEC }, step: { value: steps } };
}

test("a pinned run is thinned, and keeps what was measured and its last row", () => {
  const [run] = takeRun(store(1000), []);
  assert.ok(run.columns.step.length <= 400);
  assert.equal(run.columns.step.at(-1), 1000);
  assert.equal(run.columns.train.at(-1), 995);
  assert.ok(run.columns.train.every((loss) => loss !== null));
});

test("the lowest free number names the next run; nothing is pinned of nothing", () => {
  const three = [1, 2, 3].reduce((pinned) => takeRun(store(10), pinned), []);
  assert.deepEqual(three.map(({ number }) => number), [1, 2, 3]);
  const again = takeRun(store(10), removeRun(three, 2));
  assert.deepEqual(again.map(({ number }) => number), [1, 2, 3]);
  assert.deepEqual(takeRun(store(0), []), []);
});
