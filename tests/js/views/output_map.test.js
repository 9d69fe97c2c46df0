import assert from "node:assert/strict";
import test from "node:test";
import { blendLook, hasManyClasses, outputLook, wantedLook } from "../../../static/js/views/output_map.js";

const map = Float32Array.of(0.25);
const maps = { features: [], layers: [[map, map, map]], sums: null };
const colors = { palette: { classTables: [0, 1, 2, 3] }, values: [-1, 1] };
const classifies = { task: "classification" };
const networkOf = (activation, more = {}) => ({ layout: [{ activation }], preprocessing: {}, ...more });

test("of two classes every output is colored by its own map", () => {
  const look = outputLook(networkOf("softmax"), classifies, maps, 0, colors);
  assert.deepEqual(look, { map, scale: 2, shift: -1, level: 0.5 });
});

test("of many classes an output has its class's color, and the whole is all of them", () => {
  const network = networkOf("softmax", { classes: ["a", "b", "c"] });
  assert.ok(hasManyClasses(network, classifies));
  const look = outputLook(network, classifies, maps, 2, colors);
  assert.deepEqual(look, { map, scale: 1, shift: 0, level: 0.5, table: 2 });
  assert.deepEqual(blendLook(network, maps).blend, maps.layers[0]);
});

test("the boundary of a yes or no lies where the sum is zero", () => {
  const sum = Float32Array.of(-3);
  const neuron = { ...maps, sums: [sum] };
  const step = outputLook(networkOf("step"), classifies, neuron, 0, colors);
  assert.deepEqual(step, { map, scale: 2, shift: -1, level: 0, line: sum });
  const sign = outputLook(networkOf("sign"), classifies, neuron, 0, colors);
  assert.equal(sign.map, sum); // so that a sum of 0 shows as undecided
  assert.equal(sign.scale * 0 + sign.shift, 0);
});

test("an output of values has the scale of its own target, within the colors' range", () => {
  const preprocessing = { target_mean: [0, 3], target_scale: [1, 2] };
  const network = networkOf("identity", { preprocessing });
  const look = outputLook(network, { task: "regression" }, maps, 1, colors);
  assert.deepEqual(look, { map, scale: 2, shift: 3, level: null, bend: 1 });
  const wide = outputLook(network, { task: "regression" }, maps, 1, { ...colors, values: [-1, 7] });
  assert.deepEqual([wide.scale, wide.shift], [0.5, 0]); // the mean, 3, is in the middle
  const bent = outputLook(network, { task: "regression" }, maps, 1, { ...colors, values: [2, 7, 3] });
  assert.deepEqual([bent.scale, bent.shift, bent.bend], [0.5, 0, 4]); // 2 has the color of −1
});

test("colors say what the viewer wants, in steps or not", () => {
  const table = Uint32Array.from({ length: 256 }, (_, at) => at);
  const palette = { table, signTable: "two", sureTable: table };
  const plain = { color: "probability", steps: false };
  const look = { map, scale: 2, shift: -1, level: 0.5 };
  assert.deepEqual(wantedLook(look, plain, palette, true), { ...look, table });
  assert.equal(wantedLook(look, { ...plain, color: "class" }, palette, true).table, "two");
  assert.equal(wantedLook(look, { ...plain, color: "class" }, palette, false).table, table);
  const stepped = wantedLook(look, { ...plain, steps: true }, palette, true).table;
  assert.equal(new Set(stepped).size, 10);
  assert.equal(stepped[0], stepped[25]);
  assert.notEqual(stepped[127], stepped[128]); // the boundary is the edge of a step
  const blend = [map, map, map];
  const many = wantedLook({ ...look, blend }, { color: "confidence", steps: true }, palette, true);
  assert.deepEqual([many.color, many.steps, many.blend], ["confidence", true, blend]);
});
