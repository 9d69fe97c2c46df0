import assert from "node:assert/strict";
import test from "node:test";
import "../../vendored.js";

const { linearRange, logLabel, logMarks, logRange, shareLabel } =
  await import("../../../../static/js/views/charts/ticks.js");
const { rowAfterKey } = await import("../../../../static/js/views/charts/line_plot.js");
const { spread } = await import("../../../../static/js/views/charts/drawing.js");
const { barsOf, placesOf, strengths } =
  await import("../../../../static/js/views/charts/strip.js");

const near = (found, wanted) => found.forEach((value, at) =>
  assert.ok(Math.abs(value / wanted[at] - 1) < 1e-9, `${found} is not ${wanted}`));

test("a linear axis begins at zero and has room above", () => {
  assert.deepEqual(linearRange([[null, 1], [0.5, null]]), [0, 1.12]);
  assert.deepEqual(linearRange([[]]), [0, 1]);
  assert.ok(linearRange([[-1, 1]])[0] < -1);
});

test("a log axis begins at a mark and has two at least", () => {
  const { range, zero } = logRange([[0.03, 0.6]]);
  near(range, [0.02, 0.672]);
  assert.equal(zero, null);
  near(logRange([[0.41, 0.42]]).range, [0.2, 0.5]);
});

test("zeros lie on the lower edge, a power of ten below all else", () => {
  const { range, zero } = logRange([[0, 0.03, 0.4]]);
  near([range[0], zero], [0.001, 0.001]);
  assert.deepEqual(logRange([[0, 0]]), { range: [0.1, 1], zero: 0.1 });
  assert.equal(logRange([[null]]).zero, null);
});

test("marks are powers of ten, with twos and fives where those are few", () => {
  near(logMarks(0.02, 0.7), [0.02, 0.05, 0.1, 0.2, 0.5]);
  near(logMarks(0.0001, 1), [0.0001, 0.001, 0.01, 0.1, 1]);
  assert.ok(logMarks(1e-12, 1).length <= 5);
  near(logMarks(0.0001, 1, 3), [0.0001, 0.01, 1]);
  assert.deepEqual(logMarks(0, 1), []); // where nothing is known yet
  assert.deepEqual([0.01, 1e-5, 1e6].map(logLabel), ["0.01", "10⁻⁵", "10⁶"]);
});

test("an axis of shares has nothing above all of them", () => {
  assert.deepEqual([0, 0.5, 1, 1.5].map(shareLabel), ["0\u2009%", "50\u2009%", "100\u2009%", ""]);
});

test("keys lead through a chart, by leaps or row by row, and never out of it", () => {
  assert.equal(rowAfterKey("ArrowLeft", false, null, 1000), 990);
  assert.equal(rowAfterKey("ArrowLeft", true, 500, 1000), 499);
  assert.equal(rowAfterKey("PageUp", false, 50, 1000), 0);
  assert.equal(rowAfterKey("End", false, 5, 1000), 999);
  assert.equal(rowAfterKey("ArrowRight", false, 999, 1000), 999);
  assert.equal(rowAfterKey("x", false, 5, 1000), undefined);
  assert.equal(rowAfterKey("Home", false, null, 0), undefined);
});

test("names at the ends of lines do not lie on each other", () => {
  assert.deepEqual(spread([50, 50, 10], 10, 0, 100), [50, 60, 10]);
  assert.deepEqual(spread([99, 98], 10, 0, 100), [100, 90]);
});

test("histograms stand where their steps are, the last one up to now", () => {
  assert.deepEqual(placesOf([0, 10, 30], 40), [[0, 0.25], [0.25, 0.75], [0.75, 1]]);
});

test("the more weights the stronger, and one is still seen", () => {
  const [none, one, most] = strengths([0, 1, 100]);
  assert.deepEqual([none, most], [0, 1]);
  assert.ok(one > 0.2 && one < 0.3);
});

test("few weights are shown in wide bars, and none is lost", () => {
  const bars = barsOf([1, 0, 0, 2, 0, 0, 0, 3], 6);
  assert.deepEqual(bars, { bins: 4, counts: [3, 3] });
  assert.equal(barsOf([1, 1], 5000).bins, 1);
});
