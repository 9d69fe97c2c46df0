import assert from "node:assert/strict";
import test from "node:test";
import {
  bestOf, curveOf, endOf, highestOf, joinCurves, marksUpTo, rescale, thin, valueAt,
} from "../../../../static/js/store/runs/curves.js";

test("a curve has what is known, over steps or epochs", () => {
  const columns = { step: [0, 10, 20, 30], train: [1, null, 0.5, 0.25] };
  assert.deepEqual(curveOf(columns, "train"), { x: [0, 20, 30], y: [1, 0.5, 0.25] });
  assert.deepEqual(curveOf(columns, "train", 10).x, [0, 2, 3]);
  assert.deepEqual(rescale({ x: [0, 40], y: [1, 2] }, 40), { x: [0, 1], y: [1, 2] });
});

test("curves share one axis, and have gaps where others have values", () => {
  const [a, b] = [{ x: [0, 2], y: [1, 2] }, { x: [0, 1, 3], y: [5, 6, 7] }];
  assert.deepEqual(joinCurves([a, b]),
    [[0, 1, 2, 3], [1, null, 2, null], [5, 6, null, 7]]);
  assert.deepEqual(joinCurves([]), [[]]);
});

test("a place reads the newest value before it", () => {
  const curve = { x: [0, 10, 20], y: [3, 2, 1] };
  assert.deepEqual([-1, 0, 9, 10, 99].map((x) => valueAt(curve, x)), [null, 3, 3, 2, 1]);
  assert.equal(valueAt({ x: [], y: [] }, 5), null);
});

test("marks of a table are round, few, and go to the end", () => {
  assert.deepEqual(marksUpTo(2000, 9), [0, 500, 1000, 1500, 2000]);
  assert.deepEqual(marksUpTo(50, 9), [0, 10, 20, 30, 40, 50]);
  assert.deepEqual(marksUpTo(0, 9), [0]);
  assert.equal(marksUpTo(1234, 9).at(-1), 1234);
  assert.ok(marksUpTo(1234, 9).length <= 10);
});

test("a run that blows up does not flatten the others", () => {
  assert.equal(highestOf([[0.7, 0.1], [0.7, 1e9]]), 1.5 * 0.7);
  assert.equal(highestOf([[0.7, 0.8], [null, 0.2]]), 0.8);
  assert.equal(highestOf([[]]), 0);
});

test("a thinned curve keeps its end", () => {
  const long = { x: Array.from({ length: 1001 }, (_, x) => x), y: new Array(1001).fill(1) };
  const { x } = thin(long, 100);
  assert.ok(x.length <= 102);
  assert.equal(x.at(-1), 1000);
});

test("the best is the lowest of those that have not diverged", () => {
  const run = (loss, diverged = false) => ({ loss, diverged });
  assert.equal(bestOf([run(0.3), run(0.1, true), run(0.2), run(null)]), 2);
  assert.equal(bestOf([run(null), run(0.1, true)]), -1);
});

test("an end is its mean over the last fifth, and falling is no jump", () => {
  const x = Array.from({ length: 11 }, (_, row) => 10 * row);
  const jumpy = { x, y: [1, 1, 1, 1, 1, 1, 1, 1, 0.1, 0.6, 0.05] };
  assert.deepEqual(endOf(jumpy), { mean: 0.25, jumps: true });
  const steady = { x, y: [1, 1, 1, 1, 1, 1, 1, 1, 0.5, 0.25, 0] };
  assert.deepEqual(endOf(steady), { mean: 0.25, jumps: false });
  assert.deepEqual(endOf({ x: [0], y: [0.7] }), { mean: 0.7, jumps: false });
  assert.equal(endOf({ x: [], y: [] }), null);
});
