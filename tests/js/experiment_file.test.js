import assert from "node:assert/strict";
import test from "node:test";
import { readExperiment, writeExperiment } from "../../static/js/net/experiment_file.js";

const keyOf = (text) => {
  try {
    readExperiment(text);
  } catch (error) {
    return error.key;
  }
  return null;
};
const file = (more) => JSON.stringify({ format: "nn-playground experiment", version: 1, ...more });

test("what is saved is opened again", () => {
  const parts = { experiment: { loss: "mse" }, checkpoint: { step: "12" }, history: { losses: [] } };
  assert.deepEqual(readExperiment(writeExperiment(parts)), parts);
  const bare = { experiment: {}, checkpoint: null, history: null };
  assert.deepEqual(readExperiment(writeExperiment(bare)), bare);
});

test("a checkpoint of the API is an experiment, too", () => {
  const checkpoint = { format: "nn-playground checkpoint", version: 1, step: "3" };
  assert.deepEqual(readExperiment(JSON.stringify(checkpoint)),
    { experiment: null, checkpoint, history: null });
});

test("anything else is refused, and said why", () => {
  for (const text of ["{", "", "x1,x2,class"]) assert.equal(keyOf(text), "saving.not_json");
  for (const other of ["null", "7", "[]", "{}", '{"format": "other"}']) {
    assert.equal(keyOf(other), "saving.not_ours", other);
  }
  assert.equal(keyOf(file({ version: 2, experiment: {} })), "saving.other_version");
  assert.equal(keyOf(file({ experiment: [] })), "saving.damaged");
  assert.equal(keyOf(file({ experiment: {}, checkpoint: "x" })), "saving.damaged");
});
