import assert from "node:assert/strict";
import test from "node:test";
import { describeNetwork } from "../../../static/js/store/network/shape.js";
import { endsOf } from "../../../static/js/views/edge_shape.js";
import { isThere, standOf, valueOf, wiringOf } from "../../../static/js/views/lit.js";

/** Two inputs, then layers of these widths. */
function networkOf(...widths) {
  let offset = 0;
  const take = (count) => (offset += count) - count;
  const layout = widths.map((width, at) => {
    const rows = at === 0 ? 2 : widths[at - 1];
    return {
      W: { offset: take(rows * width), shape: [rows, width] },
      b: { offset: take(width), shape: [width] },
    };
  });
  return { layout, featureKeys: ["x1", "x2"], preprocessing: { features: ["x1", "x2"] } };
}

test("a bias whose unit has gone is not there", () => {
  const bias = { layer: 0, from: -1, to: 3 };
  assert.equal(isThere(networkOf(4, 2, 1), bias), true);
  assert.equal(isThere(networkOf(2, 2, 1), bias), false);
  assert.equal(isThere(networkOf(4, 2, 1), { layer: 3, from: 0, to: 0 }), false);
  assert.equal(isThere(networkOf(4, 2, 1), { layer: 1, from: 4, to: 0 }), false);
  assert.equal(isThere(networkOf(4, 2, 1), null), false);
  assert.equal(isThere(null, bias), false);
});

test("an edge and a bias have the value of their own parameter", () => {
  const network = networkOf(2, 1); // W0 at 0–3, b0 at 4–5, W1 at 6–7, b1 at 8
  const parameters = Float32Array.from({ length: 9 }, (_, at) => at);
  assert.equal(valueOf(network, { layer: 0, from: 1, to: 0 }, parameters), 2);
  assert.equal(valueOf(network, { layer: 0, from: -1, to: 1 }, parameters), 5);
  assert.equal(valueOf(network, { layer: 1, from: -1, to: 0 }, parameters), 8);
});

test("the card of a bias stands at its tile, that of an edge at the edge", () => {
  const network = networkOf(4, 2, 1);
  const geometry = describeNetwork(network, { width: 640, height: 480 });
  const layers = network.layout.map((_, layer) => endsOf(geometry, network, layer));
  const tile = geometry.layers[0].tiles[3];
  const bias = standOf(geometry, { layer: 0, from: -1, to: 3 }, layers);
  assert.deepEqual(bias, { x: Math.max(110, tile.x), y: tile.y + tile.size });
  const edge = standOf(geometry, { layer: 1, from: 0, to: 1 }, layers);
  const { x0, x1 } = layers[1][1];
  assert.equal(edge.x, (x0 + x1) / 2);
});

test("shapes and inputs tell one wiring from another, weights do not", () => {
  assert.equal(wiringOf(networkOf(4, 2, 1)), wiringOf({ ...networkOf(4, 2, 1), generation: 7 }));
  assert.notEqual(wiringOf(networkOf(4, 2, 1)), wiringOf(networkOf(3, 2, 1)));
  const other = { ...networkOf(4, 2, 1), preprocessing: { features: ["x1", "sin_x1"] } };
  assert.notEqual(wiringOf(networkOf(4, 2, 1)), wiringOf(other));
});
