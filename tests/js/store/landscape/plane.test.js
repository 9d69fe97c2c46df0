import assert from "node:assert/strict";
import test from "node:test";
import "../../vendored.js";

const { isWithin, lossAt, lowestOf, placeOf, readSurface, shapeOf, tableOf } =
  await import("../../../../static/js/store/landscape/plane.js");

/** A surface of a known function over [−2, 2]². */
function surfaceOf(loss, { size = 21, more = {} } = {}) {
  const xs = Array.from({ length: size }, (_, at) => -2 + (4 * at) / (size - 1));
  return readSurface({
    generation: 1, step: 0, kind: "random", labels: ["a", "b, \"c\""], xs, ys: xs, center: [0, 0],
    losses: xs.map((y) => xs.map((x) => loss(x, y))),
    path: { steps: [], xs: [], ys: [] }, samples: 1, of: 1,
    directions: { origin: [1, 1, 1], first: [1, 0, 0], second: [1, 2, 0] }, ...more,
  });
}

test("a place on the slice is found again, whatever the angle of the directions", () => {
  const surface = surfaceOf(() => 1);
  const at = (x, y, z = 0) => Float32Array.of(1 + x + y, 1 + 2 * y, 1 + z);
  const place = placeOf(surface, at(0.5, -1.5));
  assert.ok(Math.abs(place.x - 0.5) < 1e-6 && Math.abs(place.y + 1.5) < 1e-6);
  assert.ok(place.off < 1e-3);
  assert.ok(Math.abs(placeOf(surface, at(3, 0, 4)).off - 0.8) < 1e-6, "a 3-4-5 triangle");
  assert.deepEqual(placeOf(surface, Float32Array.of(1, 1, 1)), { x: 0, y: 0, off: 0 });
  assert.equal(placeOf(surface, Float32Array.of(1, 1)), null, "of another network");
  assert.deepEqual([isWithin(surface, { x: 2, y: -2 }), isWithin(surface, { x: 2.1, y: 0 })],
    [true, false]);
});

test("parallel directions place along the one that there is", () => {
  const directions = { origin: [0, 0], first: [2, 0], second: [4, 0] };
  const surface = surfaceOf(() => 1, { more: { directions } });
  assert.deepEqual(placeOf(surface, Float32Array.of(6, 0)), { x: 3, y: 0, off: 0 });
});

test("two weights lie where their values are", () => {
  const directions = { origin: [5, 7, 9], first: [0, 0, 1], second: [1, 0, 0] };
  const surface = surfaceOf(() => 1, { more: { directions, center: [9, 5] } });
  const { x, y } = placeOf(surface, Float32Array.of(4, 7, 11));
  assert.deepEqual([x, y], [11, 4]);
});

test("the loss between the points is that of a plane, exactly", () => {
  const surface = surfaceOf((x, y) => 3 + x - 2 * y);
  for (const [x, y] of [[0, 0], [0.33, -1.21], [2, 2], [-2, 1.999]]) {
    assert.ok(Math.abs(lossAt(surface, x, y) - (3 + x - 2 * y)) < 1e-9);
  }
  assert.equal(lossAt(surface, 2.01, 0), null);
  const broken = surfaceOf((x) => (x > 1.9 ? null : 1));
  assert.deepEqual([lossAt(broken, 2, 0), lossAt(broken, 0, 0)], [Infinity, 1]);
});

test("the lowest point and the shape of the low part are told", () => {
  const bowl = surfaceOf((x, y) => (x - 1) ** 2 + (y + 0.4) ** 2 + 0.25);
  const { x, y, loss } = lowestOf(bowl);
  assert.ok(Math.abs(x - 1) < 1e-9 && Math.abs(y + 0.4) < 1e-9 && Math.abs(loss - 0.25) < 1e-9);
  assert.equal(shapeOf(bowl).shape, "basin");
  assert.deepEqual(shapeOf(surfaceOf((_, v) => v * v)), { shape: "valley", way: "across" });
  assert.deepEqual(shapeOf(surfaceOf((u) => u * u)), { shape: "valley", way: "up" });
  assert.deepEqual(shapeOf(surfaceOf((u, v) => (u - v) ** 2)), { shape: "valley", way: "rising" });
  assert.deepEqual(shapeOf(surfaceOf((u, v) => (u + v) ** 2)), { shape: "valley", way: "falling" });
  assert.equal(shapeOf(surfaceOf(() => 0.7)).shape, "flat");
  assert.equal(shapeOf(surfaceOf(() => null)).shape, "basin", "nothing is known");
});

test("the table has every point, for other programs", () => {
  const rows = tableOf(surfaceOf((x) => (x < 0 ? null : x), { size: 3 })).trimEnd().split("\r\n");
  assert.deepEqual(rows.slice(0, 4), ['"a","b, ""c""",loss', "-2,-2,", "0,-2,0", "2,-2,2"]);
  assert.equal(rows.length, 10);
});

test("between a place without a number and one with, there is none either", () => {
  const broken = surfaceOf((x) => (x > 1.9 ? null : 1)); // the last column
  assert.deepEqual([lossAt(broken, 1.9, 0), lossAt(broken, 1.9, 0.1), lossAt(broken, 1.8, 0.1)],
    [Infinity, Infinity, 1]);
  const mirrored = surfaceOf((x) => (x < -1.9 ? null : 1));
  assert.equal(lossAt(mirrored, -1.9, 0.1), Infinity);
  assert.equal(lossAt(surfaceOf(() => null), 0.05, 0.05), Infinity);
});
