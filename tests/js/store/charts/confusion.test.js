import assert from "node:assert/strict";
import test from "node:test";
import {
  calledClasses, countConfusion, isAffordable, pointsOf, recallOf,
} from "../../../../static/js/store/charts/confusion.js";

test("one output says yes above the middle of its activation", () => {
  assert.deepEqual(calledClasses([[0.5, 0.51, 0.2]], "sigmoid"), [0, 1, 0]);
  assert.deepEqual(calledClasses([[-0.1, 0, 0.1]], "tanh"), [0, 0, 1]);
  assert.deepEqual(calledClasses([[0, 1]], "step"), [0, 1]);
});

test("of many outputs the largest counts, of equal ones the first", () => {
  assert.deepEqual(calledClasses([[0.2, 0.4], [0.5, 0.4], [0.3, 0.2]], "softmax"), [1, 0]);
});

test("rows are what points are, columns what they are called", () => {
  const { counts, total, right } = countConfusion([0, 0, 1, 2], [0, 1, 1, 0], 3);
  assert.deepEqual(counts, [[1, 1, 0], [0, 1, 0], [1, 0, 0]]);
  assert.deepEqual([total, right], [4, 2]);
  assert.equal(recallOf(counts[0], 0), 0.5);
  assert.equal(recallOf([0, 0], 1), null);
});

test("points of a split, in their order", () => {
  const points = { inputs: [[1], [2], [3]], targets: [0, 1, 0], split: ["train", "test", "train"] };
  assert.deepEqual(pointsOf(points, "train"), { inputs: [[1], [3]], targets: [0, 0] });
});

test("many points of a large network are left to the server", () => {
  assert.ok(isAffordable(1797, 1226));
  assert.ok(!isAffordable(50_000, 5000));
});
