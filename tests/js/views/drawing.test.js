import assert from "node:assert/strict";
import test from "node:test";
import { traceContour } from "../../../static/js/views/contour.js";
import { createTable, fromOklab, toOklab } from "../../../static/js/views/palette.js";
import { nextEdge, nextPlace } from "../../../static/js/views/rove.js";
import { createUnitMaps, gridSize } from "../../../static/js/views/unit_maps.js";

test("OKLab there and back is the same color", () => {
  for (const color of [[224, 130, 20], [43, 108, 176], [0, 0, 0], [255, 255, 255]]) {
    assert.deepEqual(fromOklab(toOklab(color)), color);
  }
  assert.ok(Math.abs(toOklab([255, 255, 255])[0] - 1) < 1e-6);
});

test("the table runs from negative over zero to positive", () => {
  const { table, css } = createTable("rgb(224, 130, 20)", "rgb(247, 247, 247)", "rgb(43, 108, 176)");
  assert.deepEqual([css[0], css[255]], ["rgb(224, 130, 20)", "rgb(43, 108, 176)"]);
  assert.equal(table.length, 256);
  assert.equal(table[0] >>> 24, 255);
  const lightness = [...table].map((pixel) =>
    toOklab([pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255])[0]);
  for (let i = 1; i < 128; i += 1) assert.ok(lightness[i] >= lightness[i - 1] - 0.005);
  for (let i = 129; i < 256; i += 1) assert.ok(lightness[i] <= lightness[i - 1] + 0.005);
});

/** Collect what traceContour draws. */
function contourOf(map, size, level, side) {
  const points = [];
  const context = { moveTo: (x, y) => points.push([x, y]), lineTo: (x, y) => points.push([x, y]) };
  traceContour(context, map, size, level, side);
  return points;
}

test("the contour of a slope is a straight line where the level is", () => {
  const size = 4; // cell centers at 0.5, 1.5, 2.5, 3.5; value = column
  const map = Array.from({ length: 16 }, (_, at) => at % size);
  const points = contourOf(map, size, 1.25, 4);
  assert.equal(points.length, 6);
  for (const [x] of points) assert.ok(Math.abs(x - 1.75) < 1e-12);
});

test("the contour of a circle has its radius", () => {
  const size = 40;
  const map = Array.from({ length: size * size }, (_, at) => {
    const [x, y] = [(at % size) + 0.5 - 20, Math.floor(at / size) + 0.5 - 20];
    return Math.hypot(x, y);
  });
  const points = contourOf(map, size, 10, 40);
  assert.ok(points.length > 100);
  for (const [x, y] of points) assert.ok(Math.abs(Math.hypot(x - 20, y - 20) - 10) < 0.1);
  assert.deepEqual(contourOf(map, size, 100, 40), []);
});

const network = {
  featureKeys: ["x1", "x2", "x3"],
  layout: [{ W: { shape: [2, 4] }, b: { shape: [4] } }, { W: { shape: [4, 1] }, b: { shape: [1] } }],
};

test("arrows move between tiles and stay on the network", () => {
  const from = (tile, key) => nextPlace({ key, target: { dataset: { tile } } }, network);
  assert.equal(from("-1:0", "ArrowDown"), "-1:1");
  assert.equal(from("-1:0", "ArrowUp"), "-1:0");
  assert.equal(from("-1:1", "ArrowRight"), "0:2");
  assert.equal(from("0:3", "ArrowRight"), "1:0");
  assert.equal(from("1:0", "ArrowRight"), "1:0");
  assert.equal(from("1:0", "Enter"), null);
  const picture = { ...network, inputs: { form: "picture" } };
  const step = (tile, key) => nextPlace({ key, target: { dataset: { tile } } }, picture);
  assert.deepEqual([step("0:3", "ArrowLeft"), step("-1:0", "ArrowDown")], ["-1:0", "-1:0"]);
});

test("arrows move between weights and into the next layer", () => {
  const from = (edge, key) => nextEdge({ key }, edge, network);
  assert.deepEqual(from({ layer: 0, from: 0, to: 3 }, "ArrowDown"), { layer: 0, from: 1, to: 0 });
  assert.deepEqual(from({ layer: 0, from: 0, to: 0 }, "ArrowUp"), { layer: 0, from: 0, to: 0 });
  assert.deepEqual(from({ layer: 0, from: 1, to: 2 }, "ArrowRight"), { layer: 1, from: 0, to: 0 });
  assert.deepEqual(from({ layer: 1, from: 2, to: 0 }, "ArrowRight"), { layer: 1, from: 2, to: 0 });
});

/** @param {number[]} widths Inputs, then units of every layer. */
const networkOf = (...widths) => ({
  layout: widths.slice(1).map((width, at) => ({ W: { shape: [widths[at], width] }, b: { shape: [width] } })),
});

test("maps are fine at rest, coarse while running, coarser for large networks", () => {
  const small = networkOf(2, 4, 2, 1);
  assert.deepEqual([gridSize(small, false), gridSize(small, true)], [100, 40]);
  assert.equal(gridSize(networkOf(2, 8, 8, 8, 8, 8, 8, 1), true), 40);
  const large = networkOf(2, 200, 200, 1);
  assert.ok(gridSize(large, false) < 100);
  assert.equal(gridSize(large, true), 18);
});

test("a feature that is off has its map too, made once", () => {
  const { feature } = createUnitMaps();
  const plane = { x: [-6, 6], y: [-6, 6], axes: [0, 1], held: [0, 0] };
  const map = feature("x2", plane, { planar: true });
  assert.equal(map.length, 2500);
  assert.ok(Math.abs(map[0] - 5.88) < 1e-6); // the top row is the largest x2
  assert.ok(Math.abs(map.at(-1) + 5.88) < 1e-6);
  assert.equal(feature("x2", plane, { planar: true }), map);
  assert.notEqual(feature("x2", { ...plane }, { planar: true }), map);
});

test("a column has its own map: a slope on an axis, else what it is held at", () => {
  const { feature } = createUnitMaps();
  const range = { minimum: 0, maximum: 10 };
  const preprocessing = { planar: false, columns: ["a", "b", "c"], ranges: [range, range, range] };
  const plane = { x: [0, 10], y: [0, 10], axes: [2, 0], held: [5, 7.5, 5] };
  const held = feature("b", plane, preprocessing);
  assert.deepEqual([held[0], held.at(-1)], [0.5, 0.5]);
  const across = feature("c", plane, preprocessing);
  assert.ok(Math.abs(across[0] + 0.98) < 1e-6 && Math.abs(across[49] - 0.98) < 1e-6);
  assert.ok(Math.abs(feature("a", plane, preprocessing)[0] - 0.98) < 1e-6);
});
