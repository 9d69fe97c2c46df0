import assert from "node:assert/strict";
import test from "node:test";
import { balancedWeights, countClasses, imbalanceOf } from "../../../static/js/store/balance.js";

const points = { targets: [0, 0, 0, 1, 0, 1], split: ["train", "train", "test", "train", "train", "test"] };

test("samples are counted by class and split", () => {
  assert.deepEqual(countClasses(points, ["a", "b", "c"]), [
    { train: 3, test: 1, all: 4 }, { train: 1, test: 1, all: 2 }, { train: 0, test: 0, all: 0 },
  ]);
  assert.equal(countClasses({ targets: [[0.5]] }, null), null);
  assert.equal(countClasses(null, ["a"]), null);
});

const sizes = (...all) => all.map((train) => ({ train, test: 0, all: train }));

test("a class is rare from three times fewer on", () => {
  assert.equal(imbalanceOf(sizes(30, 10)), null);
  assert.deepEqual(imbalanceOf(sizes(10, 31, 12)), { most: 1, least: 0, times: 3.1 });
  assert.equal(imbalanceOf(sizes(5, 0)).times, Infinity);
});

test("weights make every class count the same", () => {
  const range = { minimum: 0.001, maximum: 1000 };
  const weights = balancedWeights(sizes(90, 10), range);
  assert.deepEqual(weights, [0.556, 5]);
  assert.ok(Math.abs(weights[0] * 90 - weights[1] * 10) < 0.1);
  assert.deepEqual(balancedWeights(sizes(10, 0), range), [1, 1]);
  assert.deepEqual(balancedWeights(sizes(9999, 1), { ...range, maximum: 100 })[1], 100);
});
