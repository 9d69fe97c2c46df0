import assert from "node:assert/strict";
import test from "node:test";
import { shareOut, strokesOf, thresholdOf } from "../../../static/js/views/crowd.js";

test("small layers draw all of their edges, large ones share what is left", () => {
  assert.deepEqual(shareOut([240, 14400, 120], 2000), [240, 1640, 120]);
  assert.deepEqual(shareOut([16, 64, 8], 2000), [16, 64, 8]);
  assert.deepEqual(shareOut([5000, 5000], 2000), [1000, 1000]);
});

test("the threshold keeps as many as asked for", () => {
  const weights = Float32Array.of(-4, 1, 3, -2);
  assert.equal(thresholdOf(weights, 2), 3);
  assert.equal(thresholdOf(weights, 4), 0);
  assert.equal(thresholdOf(weights, 0), Infinity);
  assert.deepEqual([...weights], [-4, 1, 3, -2]); // the network's own numbers stay in order
});

test("edges that look the same are one stroke, the weakest are left out", () => {
  const weights = Float32Array.of(1, -1, 1.001, 0.001, -9);
  const strokes = strokesOf(weights, 4, 20, null);
  assert.deepEqual(strokes.map(({ edges }) => edges), [[0, 2], [1], [4]]);
  assert.deepEqual(strokes.map(({ weight }) => Math.sign(weight)), [1, -1, -1]);
  for (const { weight, edges } of strokes) {
    assert.ok(Math.abs(Math.sqrt(Math.abs(weight)) - Math.sqrt(Math.abs(weights[edges[0]]))) < 0.15);
  }
});

test("however many edges there are, the strokes are few", () => {
  const weights = Float32Array.from({ length: 14400 }, (_, at) => Math.sin(at) * 30);
  const strokes = strokesOf(weights, 2000, 20, null);
  assert.ok(strokes.length <= 34);
  const drawn = strokes.reduce((sum, { edges }) => sum + edges.length, 0);
  assert.ok(drawn >= 2000 && drawn < 2100);
});

test("edges of the unit looked at are drawn however weak, over the faded ones", () => {
  const weights = Float32Array.of(5, 0.01, 4, -0.02);
  const strokes = strokesOf(weights, 1, 20, (index) => index % 2 === 1);
  assert.deepEqual(strokes.map(({ faded, edges }) => [faded, edges]),
    [[true, [0]], [false, [1]], [false, [3]]]);
});
