import assert from "node:assert/strict";
import test from "node:test";
import { outputLook } from "../../../static/js/views/output_map.js";

const map = Float32Array.of(0.25);

test("every output is colored by its own map", () => {
  const network = { layout: [{ activation: "softmax" }], preprocessing: {} };
  const look = outputLook(network, { task: "classification" }, map, 0);
  assert.deepEqual(look, { map, scale: 2, shift: -1, level: 0.5 });
});

test("an output of values has the scale of its own target", () => {
  const preprocessing = { target_mean: [0, 3], target_scale: [1, 2] };
  const network = { layout: [{ activation: "identity" }], preprocessing };
  const look = outputLook(network, { task: "regression" }, map, 1);
  assert.deepEqual(look, { map, scale: 2, shift: 3, level: null });
});
