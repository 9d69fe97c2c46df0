import assert from "node:assert/strict";
import test from "node:test";
import { countDead, hasLearned, isHurt, riseOf } from "../../../static/js/store/trouble.js";

test("a test loss has turned if it was lower and the train loss was not", () => {
  const step = [1, 2, 3, 4];
  const [train, test_] = [[0.5, 0.4, 0.3, 0.2], [0.5, 0.3, null, 0.45]];
  assert.deepEqual(riseOf({ step, train, test: test_ }), { lowest: 0.3, step: 2, loss: 0.45 });
  assert.equal(riseOf({ step, train: [0.5, 0.1, 0.3, 0.4], test: test_ }), null);
  assert.equal(riseOf({ step, train, test: [0.5, 0.4, 0.3, 0.2] }), null);
  assert.equal(riseOf({ step, train, test: [0.5, 0.3, 0.31, 0.31] }), null);
  assert.equal(riseOf({ step: [], train: [], test: [] }), null);
});

/** Two relu units: x1 − 9 is never positive on these points, x1 + 9 always is. */
const network = (activation) => ({
  layout: [
    { W: { offset: 0, shape: [2, 2] }, b: { offset: 4, shape: [2] }, activation },
    { W: { offset: 6, shape: [2, 1] }, b: { offset: 8, shape: [1] }, activation: "sigmoid" },
  ],
  preprocessing: { features: ["x1", "x2"], mean: [0, 0], scale: [1, 1] },
  points: { inputs: [[-6, 0], [6, 1], [20, 0]], split: ["train", "train", "test"] },
});
const PARAMETERS = new Float32Array([1, 1, 0, 0, -9, 9, 1, 1, 0]);

test("a unit is dead where it puts out 0 at every train point", () => {
  assert.deepEqual(countDead(network("relu"), PARAMETERS), { dead: 1, of: 2 });
  assert.equal(countDead(network("tanh"), PARAMETERS), null);
  assert.equal(countDead(network("relu"), new Float32Array(0)), null);
});

test("half of the units hurt, and none do not", () => {
  assert.equal(isHurt({ dead: 1, of: 2 }), true);
  assert.equal(isHurt({ dead: 1, of: 3 }), false);
  assert.equal(isHurt({ dead: 0, of: 0 }), false);
  assert.equal(isHurt(null), false);
});

test("a layer without a living unit cuts the network, however many live elsewhere", () => {
  assert.deepEqual(countDead(network("relu"), new Float32Array([0, 0, 0, 0, -9, -9, 1, 1, 0])),
    { dead: 2, of: 2, isCut: true });
  assert.equal(isHurt({ dead: 2, of: 18, isCut: true }), true);
});

test("biases tell weights that were trained from new ones", () => {
  assert.equal(hasLearned(network("relu"), PARAMETERS), true);
  assert.equal(hasLearned(network("relu"), new Float32Array([1, 1, 0, 0, 0, 0, 1, 1, 0])), false);
});
