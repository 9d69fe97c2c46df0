import assert from "node:assert/strict";
import test from "node:test";
import { describeNetwork, sourcesOf } from "../../../../static/js/store/network/shape.js";

/** @param {number[]} counts Units of every layer, output last. */
function networkOf(counts) {
  return {
    featureKeys: ["x1", "x2", "x1_squared"],
    preprocessing: { features: ["x2", "x1_squared"] },
    layout: counts.map((count) => ({ b: { shape: [count] } })),
  };
}

test("a small network fits, its columns apart and centered on one line", () => {
  const stage = { width: 700, height: 540 };
  const geometry = describeNetwork(networkOf([4, 2, 1]), stage);
  assert.deepEqual([geometry.width, geometry.height], [700, 540]);
  const xs = [geometry.inputs, ...geometry.layers].map(({ x }) => x);
  assert.ok(xs.every((x, index) => index === 0 || x - xs[index - 1] >= 78));
  const middles = [geometry.inputs, ...geometry.layers].map(({ tiles }) =>
    (tiles[0].y + tiles.at(-1).y + tiles.at(-1).size) / 2);
  for (const middle of middles) assert.equal(middle, middles[0]);
});

test("many layers and many units make the stage larger, not the tiles too small", () => {
  const deep = describeNetwork(networkOf(Array(12).fill(3)), { width: 700, height: 540 });
  assert.ok(deep.width > 700);
  const tall = describeNetwork(networkOf([100, 1]), { width: 700, height: 540 });
  assert.ok(tall.height > 540);
  assert.equal(tall.layers[0].tiles[0].size, 14);
  assert.ok(tall.inputs.tiles[0].size > 40);
});

test("edges start at the features that are on", () => {
  const network = networkOf([2, 1]);
  const geometry = describeNetwork(network, { width: 700, height: 540 });
  assert.deepEqual(sourcesOf(geometry, network, 0), geometry.inputs.tiles.slice(1));
  assert.deepEqual(sourcesOf(geometry, network, 1), geometry.layers[0].tiles);
});

test("many columns are small rows, a picture is one tile that all edges leave", () => {
  const names = Array.from({ length: 30 }, (_, at) => `column_${at}`);
  const table = { ...networkOf([4, 3]), featureKeys: names, classes: ["a", "b", "long_name"],
    inputs: { planar: false, form: "tiles" }, preprocessing: { features: [names[2]] } };
  const stage = { width: 700, height: 540 };
  const rows = describeNetwork(table, stage);
  assert.ok(rows.height <= 540);
  assert.ok(rows.inputs.tiles[0].size < 14 && rows.names > 72);
  assert.ok(rows.width - rows.layers[1].x > 80); // room for the names of the classes
  const picture = { ...table, inputs: { planar: false, form: "picture" } };
  const { inputs } = describeNetwork(picture, stage);
  assert.deepEqual([inputs.tiles.length, inputs.squares.length], [1, 30]);
  const [source] = sourcesOf(describeNetwork(picture, stage), picture, 0);
  const [tile] = inputs.tiles;
  assert.equal(source.x + source.size, tile.x + tile.size);
  assert.ok(source.y > tile.y && source.y < tile.y + tile.size);
});

test("before the first welcome there is nothing to place", () => {
  assert.equal(describeNetwork(null, { width: 1, height: 1 }), null);
});
