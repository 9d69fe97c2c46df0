import assert from "node:assert/strict";
import test from "node:test";
import "../vendored.js";

const {
  formatCount, formatInput, formatLoss, formatMistakes, formatNumber, formatPercent, formatTick,
} = await import("../../../static/js/store/format.js");
const { createScale } = await import("../../../static/js/store/scale.js");
const { speak } = await import("../../../static/js/texts/texts.js");

test("three significant digits", () => {
  const written = [0, 0.5, 0.034561, -1.234, 12.345, 123.4, 1234.5, 1e30, -3e-7, Infinity, null];
  assert.deepEqual(written.map((value) => formatNumber(value)), [
    "0.00", "0.500", "0.0346", "−1.23", "12.3", "123", "1 235", "1.00 × 10³⁰", "−3.00 × 10⁻⁷", "∞", "–",
  ]);
});

test("a number that is rounded up has no digit more", () => {
  assert.deepEqual([0.00999999, 0.99996, 9.99999, -0.0099999].map((value) => formatNumber(value, 4)),
    ["0.01000", "1.000", "10.00", "−0.01000"]);
  assert.deepEqual([0.0999999, 99.97, 999.7, 999.4, 1000].map((value) => formatNumber(value)),
    ["0.100", "100", "1\u2009000", "999", "1\u2009000"]);
});

test("losses keep their width, counts are grouped, 100 % means all", () => {
  assert.deepEqual([0.6931, 0.0301, 0.0002, 0, 1234.5].map(formatLoss),
    ["0.693", "0.030", "< 0.001", "0.000", "1 235"]);
  assert.deepEqual([0, 999, 1240, 1234567].map(formatCount), ["0", "999", "1 240", "1 234 567"]);
  assert.deepEqual([1, 0.998, 0.5].map(formatPercent), ["100 %", "99 %", "50 %"]);
  assert.deepEqual([0.03, 1e-5, 1e-6, 1e-8, 500].map(formatInput),
    ["0.03", "0.00001", "0.000001", "1e-8", "500"]);
});

test("ends of axes have no zeros for their own sake, no mistakes means none", () => {
  assert.deepEqual([0, 0.1, 251.2, -1.25, 1234567, 3e-5].map(formatTick),
    ["0", "0.1", "251", "−1.25", "1.23 × 10⁶", "3.00 × 10⁻⁵"]);
  assert.deepEqual([0, 0.002, 0.126, 1, null].map(formatMistakes),
    ["0 %", "< 1 %", "13 %", "100 %", "–"]);
});

test("German has a decimal comma, and the same thin spaces", async () => {
  await speak("de");
  assert.deepEqual([0.034561, -1.234, 1234.5, 1e30].map((value) => formatNumber(value)),
    ["0,0346", "−1,23", "1\u2009235", "1,00\u2009×\u200910³⁰"]);
  assert.deepEqual([0.6931, 0.0002, 1234.5].map(formatLoss), ["0,693", "<\u20090,001", "1\u2009235"]);
  assert.deepEqual([0.1, -1.25].map(formatTick), ["0,1", "−1,25"]);
  assert.deepEqual([0.03, 2.5e-8, 500].map(formatInput), ["0,03", "2,5e-8", "500"]);
  assert.deepEqual([formatPercent(0.5), formatCount(1234567)], ["50\u2009%", "1\u2009234\u2009567"]);
  await speak("en");
  assert.equal(formatInput(0.03), "0.03");
});

test("a log slider steps through 1, 2, 3, 5 of every decade", () => {
  const rate = createScale({ minimum: 1e-3, maximum: 10, integer: false, scale: "log" });
  const stops = Array.from({ length: rate.places + 1 }, (_, place) => rate.valueAt(place));
  assert.deepEqual(stops,
    [0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 3, 5, 10]);
  for (const [place, stop] of stops.entries()) assert.equal(rate.placeOf(stop), place);
  assert.equal(rate.valueAt(rate.placeOf(0.031)), 0.03);
  const batch = createScale({ minimum: 1, maximum: 40, integer: true, scale: "log" });
  assert.deepEqual([batch.valueAt(0), batch.valueAt(batch.places)], [1, 40]);
});

test("a linear slider has about a hundred round places, ends included", () => {
  const noise = createScale({ minimum: 0, maximum: 0.5, integer: false, scale: "linear" });
  assert.deepEqual([noise.places, noise.valueAt(0), noise.valueAt(3), noise.valueAt(100)],
    [100, 0, 0.015, 0.5]);
  const momentum = createScale({ minimum: 0, maximum: 0.999, integer: false, scale: "linear" });
  assert.equal(momentum.valueAt(momentum.places), 0.999);
  const units = createScale({ minimum: 1, maximum: 8, integer: true, scale: "linear" });
  assert.deepEqual([units.places, units.valueAt(3)], [7, 4]);
});
