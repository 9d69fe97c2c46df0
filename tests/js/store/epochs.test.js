import assert from "node:assert/strict";
import test from "node:test";
import { updatesPerEpoch } from "../../../static/js/store/epochs.js";

const points = { split: [...new Array(400).fill("train"), ...new Array(100).fill("test")] };

test("updates per epoch follow from the train split", () => {
  const updates = (spec) => updatesPerEpoch(spec, points);
  assert.deepEqual([1, 10, 300, 1000, "full"].map((size) => updates({ batch_size: size })),
    [400, 40, 2, 1, 1]);
  assert.deepEqual([null, 10].map((size) => updates({ model: "perceptron", batch_size: size })),
    [400, 400]);
});

test("where nothing is known, or trained with, there is no number", () => {
  assert.equal(updatesPerEpoch({ batch_size: 1 }, null), null);
  assert.equal(updatesPerEpoch(null, points), null);
  assert.equal(updatesPerEpoch({ batch_size: null }, points), null);
  assert.equal(updatesPerEpoch({ batch_size: 1 }, { split: ["test"] }), null);
});
