import assert from "node:assert/strict";
import test from "node:test";
import {
  dataFor, layersOf, outcomeOf, scratchSpec, targetsOf, transferBody,
} from "../../../../static/js/store/runs/transfer_plan.js";

const range = (name, maximum) => ({ name, minimum: 1, maximum });
const GENERATOR = {
  kind: "generator", columns: ["x1", "x2"], classes: ["a", "b"],
  hyperparameters: [range("samples", 50_000), range("noise", 0.5)],
};
const DIGITS = { kind: "real", columns: ["p0", "p1", "p2"], classes: ["5", "6", "7", "8", "9"] };
const CATALOG = {
  datasets: [
    { key: "circle", ...GENERATOR }, { key: "moons", ...GENERATOR },
    { key: "digits_0_4", ...DIGITS, hyperparameters: [range("samples_per_class", 177)] },
    { key: "digits_5_9", ...DIGITS, hyperparameters: [range("samples_per_class", 174)] },
    { key: "iris", kind: "real", columns: ["a"], classes: ["x", "y", "z"], samples: 150,
      hyperparameters: [] },
  ],
};
const [, MOONS, , FIVES, IRIS] = CATALOG.datasets;
const keys = (entries) => entries.map(({ key }) => key);

test("points in the plane go to points, columns to the same columns", () => {
  const of = (key, preprocessing) =>
    keys(targetsOf(CATALOG, { dataset: { key } }, preprocessing));
  assert.deepEqual(of("circle", { planar: true, columns: ["x1", "x2"] }), ["moons"]);
  assert.deepEqual(of("digits_0_4", { planar: false, columns: ["p0", "p1", "p2"] }), ["digits_5_9"]);
  assert.deepEqual(of("iris", { planar: false, columns: ["a"] }), []);
});

test("few examples to learn from, many that nobody has seen", () => {
  assert.deepEqual(dataFor(FIVES, 10, {}),
    { dataset: { key: "digits_5_9", samples_per_class: 100 }, test_fraction: 0.9 });
  const twenty = dataFor(FIVES, 20, {});
  assert.equal(twenty.dataset.samples_per_class, 174);
  assert.ok(Math.abs(twenty.test_fraction - (1 - 20 / 174)) < 1e-6);
  assert.deepEqual(dataFor(MOONS, 10, { noise: 0.1 }),
    { dataset: { key: "moons", samples: 200, noise: 0.1 }, test_fraction: 0.9 });
  assert.equal(dataFor(MOONS, 50, {}).dataset.samples, 500);
  assert.deepEqual(dataFor(IRIS, 10, {}), { dataset: { key: "iris" }, test_fraction: 0.8 });
  assert.equal(dataFor(FIVES, 0, {}).test_fraction, 0.2);
});

test("the plan says what the server needs; from scratch nothing is frozen", () => {
  const spec = { dataset: { key: "digits_0_4" }, features: ["p0"], standardize: true, seed: 1,
    seeds: { init: 2 } };
  const plan = { keep: 1, mode: "thaw", perClass: 10 };
  const body = transferBody(spec, FIVES, plan);
  assert.deepEqual([body.keep_layers, body.freeze], [1, true]);
  assert.deepEqual([body.spec.features, body.spec.standardize, body.spec.seeds.init], [["p0"], true, 2]);
  assert.equal(transferBody(spec, FIVES, { ...plan, mode: "tuned" }).freeze, false);
  assert.deepEqual(scratchSpec({ frozen_layers: [0], seed: 1 }), { frozen_layers: [], seed: 1 });
});

test("layers are taken from the first on, and locked where they are frozen", () => {
  const layers = layersOf([{ units: 4 }, { units: 3 }, { units: 2 }], 2, [0]);
  assert.deepEqual(layers.map(({ kept, locked }) => [kept, locked]),
    [[true, true], [true, false], [false, false]]);
});

const run = (step, metrics, task = "classification") => ({
  step: { value: step }, metrics: { value: metrics }, spec: { value: { task, test_fraction: 0.9 } },
  points: { value: { split: new Array(450).fill("test") } },
});

test("an outcome says whether it helped, beyond chance", () => {
  const verdict = (a, b) =>
    outcomeOf(run(50, { test_accuracy: a }), run(50, { test_accuracy: b })).verdict;
  assert.equal(verdict(0.86, 0.79), "better");
  assert.equal(verdict(0.85, 0.84), "same");
  assert.equal(verdict(0.7, 0.8), "worse");
  assert.equal(outcomeOf(run(50, { test_accuracy: 1 }), run(40, { test_accuracy: 1 })), null);
  assert.equal(outcomeOf(run(0, null), run(0, null)), null);
  const losses = outcomeOf(run(9, { test_loss: 0.1 }, "regression"),
    run(9, { test_loss: 0.2 }, "regression"));
  assert.deepEqual([losses.verdict, losses.isShare], ["better", false]);
});
