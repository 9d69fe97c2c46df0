import assert from "node:assert/strict";
import test from "node:test";
import {
  BINS, createWeightHistory, histogramOf, occupiedBins, widened,
} from "../../../../static/js/store/charts/weight_history.js";

const LAYER = { W: { offset: 1, shape: [2, 2] } };
const weights = (...values) => Float32Array.from([99, ...values, 99]);
const sum = (counts) => counts.reduce((all, count) => all + count, 0);

test("a histogram counts a layer's weights alone, those beyond the range at its ends", () => {
  const counts = histogramOf(weights(-1, 0, 0.999, 7), LAYER, 1);
  assert.deepEqual([counts[0], counts[BINS / 2], counts[BINS - 1], sum(counts)], [1, 1, 2, 4]);
});

test("twice the range has the same weights in bins twice as wide", () => {
  const some = weights(-0.9, -0.01, 0.01, 0.9);
  assert.deepEqual(widened(histogramOf(some, LAYER, 1)), histogramOf(some, LAYER, 2));
});

test("the scale widens with the weights, for what was before too", () => {
  const history = createWeightHistory();
  history.add(0, weights(0.1, 0.1, -0.1, 0), [LAYER]);
  assert.equal(history.layer(0).range, 0.125);
  history.add(1, weights(3, 0.1, -0.1, 0), [LAYER]);
  const { range, columns } = history.layer(0);
  assert.equal(range, 4);
  assert.deepEqual(columns[0], histogramOf(weights(0.1, 0.1, -0.1, 0), LAYER, 4));
  const [first, last] = occupiedBins(history.layer(0));
  assert.ok(first < BINS / 2 && last > BINS * 0.85 && last <= BINS);
});

test("a long run is kept in bounded memory, evenly", () => {
  const history = createWeightHistory();
  for (let step = 0; step < 5000; step += 1) history.add(step, weights(1, 1, 1, 1), [LAYER]);
  const gaps = history.steps.slice(1).map((step, at) => step - history.steps[at]);
  assert.ok(history.steps.length <= 240 && history.steps.length >= 120);
  assert.equal(new Set(gaps.slice(0, -1)).size, 1);
  assert.equal(history.layer(0).columns.length, history.steps.length);
});

test("an edit by hand takes the place of its step, a rewind cuts, another shape begins anew", () => {
  const history = createWeightHistory();
  history.add(0, weights(0, 0, 0, 0), [LAYER]);
  history.add(0, weights(1, 1, 1, 1), [LAYER]);
  assert.deepEqual([history.steps, history.layer(0).range], [[0], 1]);
  for (let step = 1; step < 5; step += 1) history.add(step, weights(0, 0, 0, 0), [LAYER]);
  history.truncate(2);
  assert.deepEqual([history.steps, history.layer(0).columns.length], [[0, 1, 2], 3]);
  history.add(3, weights(0, 0, 0, 0), [{ W: { offset: 0, shape: [1, 3] } }]);
  assert.deepEqual(history.steps, [3]);
});

test("weights that are no numbers any more are left out", () => {
  const history = createWeightHistory();
  history.add(0, weights(0, NaN, 0, 0), [LAYER]);
  history.add(1, weights(0, Infinity, 0, 0), [LAYER]);
  assert.deepEqual(history.steps, []);
});
