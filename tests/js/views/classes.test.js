import assert from "node:assert/strict";
import test from "node:test";
import { mixClasses, rank, traceBoundaries } from "../../../static/js/views/blend.js";
import { cornersOf, markPath } from "../../../static/js/views/marks.js";
import { createClassColors } from "../../../static/js/views/palette.js";
import { placeOn } from "../../../static/js/views/points.js";

const ZERO = [1, 0, 0];
const LABS = [[0.5, 0.2, 0], [0.5, 0, 0.2], [0.5, -0.2, 0]];

/** @param {number[]} shares */
function mixed(shares) {
  const out = [0, 0, 0];
  mixClasses((index) => shares[index], shares.length, LABS, ZERO, out);
  return out.map((value) => Number(value.toFixed(6)));
}

test("a class that is sure has its own color, and no class at all has none", () => {
  assert.deepEqual(mixed([1, 0, 0]), LABS[0]);
  assert.deepEqual(mixed([1 / 3, 1 / 3, 1 / 3]), ZERO);
  const [lightness, a, b] = mixed([0.5, 0.5, 0]);
  assert.ok(lightness > 0.5 && lightness < 1 && a > 0 && b > 0); // between the two, and pale
});

test("places are ranked by the likeliest class and its lead", () => {
  const maps = [[0.6, 0.2], [0.3, 0.7], [0.1, 0.1]].map((map) => Float32Array.from(map));
  const room = { first: new Uint8Array(2), lead: new Float32Array(2) };
  rank(maps, room);
  assert.deepEqual([...room.first], [0, 1]);
  assert.ok(Math.abs(room.lead[0] - 0.3) < 1e-6 && Math.abs(room.lead[1] - 0.5) < 1e-6);
});

test("boundaries lie where the likeliest class changes", () => {
  const size = 6; // three upright bands, two cells wide; the middle of a cell is at .5
  const band = (at) => Float32Array.from({ length: size * size }, (_, place) =>
    (Math.floor((place % size) / 2) === at ? 0.8 : 0.1));
  const xs = new Set();
  const context = { moveTo: (x) => xs.add(x.toFixed(3)), lineTo: (x) => xs.add(x.toFixed(3)) };
  traceBoundaries(context, [0, 1, 2].map(band), size);
  assert.deepEqual([...xs].sort(), ["2.000", "4.000"]);
  xs.clear();
  traceBoundaries(context, [band(0).fill(0.9), band(1).fill(0.05), band(2).fill(0.05)], size);
  assert.equal(xs.size, 0);
});

/** @param {number} size @param {(x: number, y: number) => number[]} shares */
function linesOf(size, shares) {
  const maps = [0, 1, 2].map((index) => Float32Array.from({ length: size * size }, (_, at) =>
    shares(at % size, Math.floor(at / size))[index]));
  let [lines, from] = [[], null];
  traceBoundaries({ moveTo: (x, y) => { from = [x, y]; },
    lineTo: (x, y) => { lines.push([from, [x, y]]); } }, maps, size);
  return lines;
}

test("a boundary between two classes is drawn once, where the two are equal", () => {
  const lines = linesOf(5, (x) => [1 - x / 4, x / 4, 0]);
  assert.equal(lines.length, 4); // one a row of cells
  for (const [[x0], [x1]] of lines) assert.deepEqual([x0, x1], [2.5, 2.5]);
});

test("three classes meet in one place", () => {
  const lines = linesOf(2, (x, y) => [[1, 0, 0], [0, 1, 0], [0, 0, 1]][y === 0 ? x : 2]);
  assert.equal(lines.length, 3);
  assert.equal(new Set(lines.map(([, end]) => end.join())).size, 1);
});

test("where nobody leads there is no line", () => {
  const lines = linesOf(10, (x) => [1 / 3 + x * 1e-6, 1 / 3 - (x - 4.5) * 1e-6, 1 / 3]);
  assert.deepEqual(lines, []);
});

test("ten classes have ten marks and ten colors", () => {
  const paths = new Set(Array.from({ length: 10 }, (_, index) => markPath(index)));
  assert.equal(paths.size, 10);
  assert.equal(markPath(10), markPath(0));
  for (let index = 1; index < 10; index += 1) {
    const corners = cornersOf(index);
    const area = Math.abs(corners.reduce((sum, [x, y], at) => {
      const [nextX, nextY] = corners[(at + 1) % corners.length];
      return sum + (x * nextY - nextX * y) / 2;
    }, 0));
    assert.ok(area > 1.6 && area < 4.2, `mark ${index} has the area ${area}`); // a circle has 3.1
  }
  const colors = createClassColors(["rgb(0, 114, 178)", "rgb(230, 159, 0)"], "rgb(247, 247, 247)");
  assert.equal(colors.classTables.length, 2);
  assert.equal(colors.classTables[0][127] & 0xffffff, 0xf7f7f7);
});

test("samples stand at their two columns; without a column, in the middle", () => {
  const plane = { x: [0, 10], y: [0, 4], axes: [2, 0], held: [] };
  assert.deepEqual(placeOn(plane, 100)([1, 99, 5]), [50, 75]);
  assert.deepEqual(placeOn({ ...plane, axes: [2, -1] }, 100)([1, 99, 5]), [50, 50]);
});
