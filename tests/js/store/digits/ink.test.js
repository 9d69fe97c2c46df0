import assert from "node:assert/strict";
import test from "node:test";
import { centerOfMass, countBlocks, inkBitmap, pictureOf } from "../../../../static/js/store/digits/ink.js";

const SIDE = 32;
const bitmap = (isDark) => Array.from({ length: SIDE * SIDE }, (_, at) =>
  isDark(at % SIDE, Math.floor(at / SIDE)));
const sum = (values) => values.reduce((all, value) => all + value, 0);
const oval = (x, y, width, height) => Array.from({ length: 41 }, (_, at) => {
  const angle = (2 * Math.PI * at) / 40;
  return [x + width * Math.sin(angle), y - height * Math.cos(angle)];
});
/** Rows, then columns, that have ink: first and last. */
function extentOf(picture) {
  const rows = Array.from({ length: 8 }, (_, row) => sum(picture.slice(8 * row, 8 * row + 8)));
  const columns = Array.from({ length: 8 }, (_, at) => sum(picture.filter((_, i) => i % 8 === at)));
  return [rows, columns].map((sums) =>
    [sums.findIndex((ink) => ink > 0), sums.findLastIndex((ink) => ink > 0)]);
}

test("dots are counted in blocks of four by four", () => {
  const counts = countBlocks(bitmap((x, y) => x < 4 && y >= 4 && y < 6));
  assert.equal(counts.length, 64);
  assert.deepEqual([counts[8], sum(counts)], [8, 8]); // second row, first column: half dark
  assert.ok(countBlocks(bitmap(() => true)).every((count) => count === 16));
});

test("the center of mass is where the dots balance", () => {
  assert.deepEqual(centerOfMass(bitmap((x, y) => x >= 8 && x < 12 && y < 2)), [10, 1]);
  assert.deepEqual(centerOfMass(bitmap(() => false)), [16, 16]);
});

test("nothing drawn is no picture", () => {
  assert.equal(pictureOf([]), null);
  assert.equal(pictureOf([[]]), null);
});

test("a drawing fills the height, small or large, wherever it is", () => {
  const large = pictureOf([oval(0.5, 0.5, 0.25, 0.4)]);
  const small = pictureOf([oval(0.2, 0.8, 0.0625, 0.1)]);
  assert.deepEqual(extentOf(large), [[0, 7], [1, 6]]); // as nearly all of the data
  for (let at = 0; at < 64; at += 1) assert.ok(Math.abs(large[at] - small[at]) <= 1);
});

test("a wide drawing is narrowed to the width of the data", () => {
  const [rows, columns] = extentOf(pictureOf([oval(0.5, 0.5, 0.45, 0.3)]));
  assert.deepEqual([rows, columns], [[0, 7], [1, 6]]);
});

test("lines are as thick as makes as much ink as the data have", () => {
  for (const strokes of [[oval(0.5, 0.5, 0.25, 0.4)],
    [oval(0.5, 0.3, 0.16, 0.2), oval(0.5, 0.7, 0.2, 0.2)]]) {
    assert.ok(Math.abs(sum(pictureOf(strokes)) - 312) <= 16);
  }
  const one = pictureOf([[[0.5, 0.1], [0.5, 0.9]]]);
  assert.ok(sum(one) > 250 && sum(one) < 340);
  assert.equal(one[3 * 8 + 3], 16);
});

test("it is centered by its center of mass, as far as it stays whole", () => {
  const hook = [[[0.4, 0.1], [0.4, 0.9], [0.44, 0.9]]];
  const [x, y] = centerOfMass(inkBitmap(hook));
  assert.ok(Math.abs(x - 16.2) < 0.75 && Math.abs(y - 16) < 1.5, `${x} ${y}`);
  const seven = pictureOf([[[0.3, 0.1], [0.7, 0.1], [0.4, 0.9]]]);
  assert.equal(sum(seven.filter((_, at) => at % 8 === 0 || at % 8 === 7)), 0);
});

test("a dot is a dot, not a giant", () => {
  const dot = pictureOf([[[0.9, 0.9]]]);
  assert.ok(sum(dot) > 50 && sum(dot) < 100);
  const [x] = centerOfMass(inkBitmap([[[0.9, 0.9]]]));
  assert.ok(Math.abs(x - 16.2) < 0.6);
});
