import assert from "node:assert/strict";
import test from "node:test";
import "../vendored.js";

const { levelsOf, refine, roundLevels, scaleOf } =
  await import("../../../static/js/views/landscape/field.js");
const { sequentialOf } = await import("../../../static/js/views/landscape/colors.js");
const { projectionOf } = await import("../../../static/js/views/landscape/relief.js");
const { frameOf, prepareFlat } = await import("../../../static/js/views/landscape/flat.js");
const { toOklab } = await import("../../../static/js/views/palette.js");

const near = (a, b, within = 1e-9) => assert.ok(Math.abs(a - b) <= within, `${a} is not ${b}`);

test("a linear scale shares the losses out evenly, a logarithmic one their factors", () => {
  const linear = scaleOf([1, 3, 5, Infinity], false);
  assert.deepEqual([1, 3, 5, 9, -1].map(linear.shareOf), [0, 0.5, 1, 1, 0]);
  const log = scaleOf([0.01, 1, 0.1], true);
  near(log.shareOf(0.1), 0.5);
  assert.deepEqual([log.low, log.high, log.shareOf(Infinity)], [0.01, 1, 1]);
  const perfect = scaleOf([0, 1], true); // 0 has no logarithm
  assert.ok(perfect.low > 0 && perfect.shareOf(0) === 0);
});

test("a surface without any number, and a flat one, are drawn all the same", () => {
  assert.equal(scaleOf([Infinity, NaN], true).shareOf(3), 1);
  assert.equal(scaleOf([2, 2], true).shareOf(2), 0);
  assert.deepEqual(levelsOf(scaleOf([2, 2], false)), []);
});

test("levels are round numbers between the lowest and the highest", () => {
  assert.deepEqual(roundLevels(0.03, 0.41, 4), [0.1, 0.2, 0.3, 0.4]);
  assert.deepEqual(roundLevels(-1, 1, 5), [-0.5, 0, 0.5]);
  assert.deepEqual(levelsOf(scaleOf([0.012, 4], true)), [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]);
  const wide = levelsOf(scaleOf([1e-6, 1e2], true));
  assert.ok(wide.length <= 10 && wide.every((level) => Number.isInteger(Math.log10(level))));
  const narrow = levelsOf(scaleOf([0.5, 0.6], true));
  assert.ok(narrow.length >= 4 && narrow.every((level) => level > 0.5 && level < 0.6));
});

test("finer rows go through the computed points, last row first, and a plane stays a plane", () => {
  const size = 4;
  const plane = Float32Array.from({ length: 16 }, (_, at) =>
    0.1 + 0.1 * (at % size) + 0.15 * Math.floor(at / size));
  for (const smooth of [true, false]) {
    const fine = refine(plane, size, 3, smooth);
    assert.equal(fine.size, 10);
    for (let row = 3; row <= 6; row += 1) { // at the edge a curve has no neighbor beyond
      for (let column = 3; column <= 6; column += 1) {
        const value = fine.shares[(9 - row) * 10 + column];
        near(value, 0.1 + 0.1 * (column / 3) + 0.15 * (row / 3), 1e-6);
      }
    }
    near(fine.shares[9 * 10], plane[0], 1e-6);
    near(fine.shares[9], plane[15], 1e-6);
  }
});

test("contours of a bowl are circles at their loss", () => {
  const size = 41;
  const xs = Array.from({ length: size }, (_, at) => -1 + at / 20);
  const losses = Float64Array.from({ length: size * size }, (_, at) =>
    xs[at % size] ** 2 + xs[Math.floor(at / size)] ** 2);
  const surface = { size, losses };
  const { contours } = prepareFlat(/** @type {any} */ (surface), scaleOf(losses, false), true);
  assert.ok(contours.length >= 5);
  for (const { level, segments } of contours.filter((one) => one.level < 1)) {
    for (const [x, y] of segments) near(Math.hypot(2 * x - 1, 2 * y - 1), Math.sqrt(level), 0.01);
  }
});

test("colors go from the one of zero to a single hue in steps that look equal", () => {
  const classes = Array.from({ length: 10 }, () => "rgb(122, 79, 163)");
  const { triples } = sequentialOf({ zero: "rgb(247, 247, 247)", classes });
  assert.deepEqual(triples[0], [247, 247, 247]);
  const light = triples.map((triple) => toOklab(triple)[0]);
  const step = (light[255] - light[0]) / 255;
  light.forEach((one, at) => near(one, light[0] + step * at, 0.004));
});

test("a place on the canvas is read back where it was drawn", () => {
  const frame = frameOf(400, 300, [2, -1], 0.5);
  near(frame.fromX(frame.toX(2.2)), 2.2);
  near(frame.fromY(frame.toY(-1.3)), -1.3);
  assert.ok(frame.toY(-1.3) > frame.toY(-0.7), "up is up");
});

test("the relief stays on its canvas however it is turned, and far is above near", () => {
  for (let azimuth = 0; azimuth < 360; azimuth += 15) {
    for (const tilt of [12, 38, 80]) {
      const { place, depth } = projectionOf(420, 380, { azimuth, tilt });
      for (const u of [-1, 1]) {
        for (const v of [-1, 1]) {
          for (const h of [0, 1]) {
            const [x, y] = place(u, v, h);
            assert.ok(x >= 0 && x <= 420 && y >= 0 && y <= 380);
            assert.ok(place(u, v, 1)[1] < place(u, v, 0)[1]);
          }
          if (depth(u, v) > 0.1) assert.ok(place(u, v, 0)[1] < place(0, 0, 0)[1]);
        }
      }
    }
  }
});
