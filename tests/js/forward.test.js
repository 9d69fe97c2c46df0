import assert from "node:assert/strict";
import { test } from "node:test";

import { createForward } from "../../static/js/nn/forward.js";

// Two inputs → one tanh unit → one identity unit: W = [[1], [−2]], b = 0.5; then W = 3, b = −1.
const LAYOUT = [
  { W: { offset: 0, shape: [2, 1] }, b: { offset: 2, shape: [1] }, activation: "tanh" },
  { W: { offset: 3, shape: [1, 1] }, b: { offset: 4, shape: [1] }, activation: "identity" },
];
const PARAMETERS = Float32Array.of(1, -2, 0.5, 3, -1);
const PLAIN = { features: ["x1", "x2"], mean: [0, 0], scale: [1, 1] };
const square = (low, high) =>
  ({ x: [low, high], y: [low, high], axes: [0, 1], held: [0, 0] });
const close = (actual, expected, tolerance = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not near ${expected}`);

test("a point goes through every layer", () => {
  const { features, layers } = createForward({ layout: LAYOUT, preprocessing: PLAIN }).point(
    PARAMETERS,
    [2, 1],
  );
  assert.deepEqual(features, [2, 1]);
  assert.deepEqual(layers[0].z, [0.5]);
  close(layers[0].a[0], Math.tanh(0.5));
  close(layers[1].z[0], 3 * Math.tanh(0.5) - 1, 3e-6);
  assert.deepEqual(layers[1].a, layers[1].z);
});

test("many samples come out as each of them alone", () => {
  const forward = createForward({ layout: LAYOUT, preprocessing: PLAIN, hiddenUnits: [[0, 0]] });
  const open = createForward({ layout: LAYOUT, preprocessing: PLAIN });
  const samples = [[2, 1], [0, 0], [-3, 0.5]];
  for (const one of [forward, open]) {
    const [outputs] = one.outputs(PARAMETERS, samples);
    samples.forEach((sample, at) =>
      close(outputs[at], one.point(PARAMETERS, sample).layers[1].a[0], 1e-12));
  }
  assert.deepEqual([...forward.outputs(PARAMETERS, samples)[0]], [-1, -1, -1]);
});

test("the grid's first row is the top and its places are cell centers", () => {
  const { grid } = createForward({ layout: LAYOUT, preprocessing: PLAIN });
  const { features } = grid(PARAMETERS, 2, square(-6, 6));
  assert.deepEqual([...features[0]], [-3, 3, -3, 3]); // x1
  assert.deepEqual([...features[1]], [3, 3, -3, -3]); // x2
});

test("the grid agrees with the point at every cell", () => {
  const forward = createForward({ layout: LAYOUT, preprocessing: PLAIN });
  const { layers } = forward.grid(PARAMETERS, 4, square(-2, 2));
  for (let place = 0; place < 16; place += 1) {
    const position = [-1.5 + (place % 4), 1.5 - Math.floor(place / 4)];
    const at = forward.point(PARAMETERS, position);
    close(layers[0][0][place], at.layers[0].a[0]);
    close(layers[1][0][place], at.layers[1].a[0], 3e-6);
  }
});

test("features are standardized before they enter", () => {
  const preprocessing = { features: ["x1_squared", "x2"], mean: [4, 1], scale: [2, 0.5] };
  const { features } = createForward({ layout: LAYOUT, preprocessing }).point(PARAMETERS, [3, 2]);
  assert.deepEqual(features, [2.5, 2]);
});

test("a grid of the same size reuses its maps and follows weights and domain", () => {
  const { grid } = createForward({ layout: LAYOUT, preprocessing: PLAIN });
  const plane = square(-1, 1);
  const first = grid(PARAMETERS, 2, plane);
  const before = first.layers[0][0][0];
  const other = grid(PARAMETERS, 3, plane);
  const again = grid(PARAMETERS.map((value) => -value), 2, plane);
  assert.equal(again, first);
  assert.equal(again.layers[0][0], first.layers[0][0]);
  assert.equal(again.layers[0][0][0], -before);
  assert.notEqual(other, first);
  assert.equal(grid(PARAMETERS, 2, square(-8, 8)).features[0][0], -4);
});

test("a network without hidden layers and a softmax output", () => {
  const layout = [
    { W: { offset: 0, shape: [1, 3] }, b: { offset: 3, shape: [3] }, activation: "softmax" },
  ];
  const preprocessing = { features: ["x2"], mean: [0], scale: [1] };
  const forward = createForward({ layout, preprocessing });
  const parameters = Float64Array.of(0, 0, 0, 0, Math.log(2), Math.log(5));
  const { layers } = forward.point(parameters, [1, 7]);
  [0.125, 0.25, 0.625].forEach((share, unit) => close(layers[0].a[unit], share, 1e-12));
  close(layers[0].z[2], Math.log(5), 1e-12);
});

// Three columns, of which the network sees the third and the first; the second is held at 5.
const COLUMNS = { planar: false, columns: ["a", "b", "c"], features: ["c", "a"], mean: [10, 0],
  scale: [2, 1] };

test("columns are inputs by name, whatever their order", () => {
  const { point } = createForward({ layout: LAYOUT, preprocessing: COLUMNS });
  assert.deepEqual(point(PARAMETERS, [3, 5, 14]).features, [2, 3]);
});

test("the grid varies two columns over their ranges and holds the others", () => {
  const { grid } = createForward({ layout: LAYOUT, preprocessing: COLUMNS });
  const plane = { x: [0, 4], y: [10, 30], axes: [0, 2], held: [9, 5, 9] };
  const { features } = grid(PARAMETERS, 2, plane);
  assert.deepEqual([...features[1]], [1, 3, 1, 3]); // a, from left to right
  assert.deepEqual([...features[0]], [7.5, 7.5, 2.5, 2.5]); // c = 25 and 15, standardized
  const held = { x: [0, 4], y: [0, 1], axes: [0, -1], held: [0, 5, 12] };
  assert.deepEqual([...grid(PARAMETERS, 2, held).features[0]], [1, 1, 1, 1]);
});

test("the grid of columns agrees with the point at every cell", () => {
  const forward = createForward({ layout: LAYOUT, preprocessing: COLUMNS });
  const plane = { x: [-1, 1], y: [8, 12], axes: [0, 2], held: [0, 5, 0] };
  const { layers } = forward.grid(PARAMETERS, 4, plane);
  for (let place = 0; place < 16; place += 1) {
    const across = -0.75 + 0.5 * (place % 4);
    const at = forward.point(PARAMETERS, [across, 5, 11.5 - Math.floor(place / 4)]);
    close(layers[1][0][place], at.layers[1].a[0], 3e-6);
  }
});

test("a hidden unit puts out 0, wherever it is looked at", () => {
  const hidden = createForward({ layout: LAYOUT, preprocessing: PLAIN, hiddenUnits: [[0, 0]] });
  const { layers } = hidden.point(PARAMETERS, [2, 1]);
  assert.deepEqual([layers[0].z, layers[0].a, layers[1].a], [[0.5], [0], [-1]]);
  assert.deepEqual([...hidden.grid(PARAMETERS, 1, square(-6, 6)).layers[1][0]], [-1]);
});

test("an output that says yes or no keeps its sums", () => {
  const layout = [{ ...LAYOUT[0], activation: "sign" }];
  const { sums, layers } = createForward({ layout, preprocessing: PLAIN })
    .grid(Float32Array.of(1, 0, 0), 2, square(-2, 2));
  assert.deepEqual([...sums[0]], [-1, 1, -1, 1]);
  assert.deepEqual([...layers[0][0]], [-1, 1, -1, 1]);
  const plain = createForward({ layout: LAYOUT, preprocessing: PLAIN });
  assert.equal(plain.grid(PARAMETERS, 2, square(-2, 2)).sums, null);
});

test("unknown keys are named", () => {
  const strange = [{ ...LAYOUT[0], activation: "cube" }];
  assert.throws(() => createForward({ layout: strange, preprocessing: PLAIN }), /"cube"/);
  const preprocessing = { ...PLAIN, features: ["x1", "x9"] };
  assert.throws(() => createForward({ layout: LAYOUT, preprocessing }), /"x9"/);
  const column = { ...COLUMNS, features: ["c", "d"] };
  assert.throws(() => createForward({ layout: LAYOUT, preprocessing: column }), /"d"/);
});
