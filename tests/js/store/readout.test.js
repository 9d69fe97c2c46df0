import assert from "node:assert/strict";
import test from "node:test";
import { readOutputs, readProbe } from "../../../static/js/store/readout.js";

const classifies = { task: "classification" };
const networkOf = (activation, more = {}) =>
  ({ layout: [{ activation, b: { shape: [1] } }], preprocessing: {}, ...more });
const read = (activation, z, a) => readOutputs(networkOf(activation), classifies, { z: [z], a: [a] });

test("two classes told by one output have two shares", () => {
  assert.deepEqual(read("sigmoid", 1, 0.75), { shares: [0.25, 0.75], best: 1, values: [0.75] });
  assert.deepEqual(read("tanh", -1, -0.5), { shares: [0.75, 0.25], best: 0, values: [-0.5] });
  assert.deepEqual(read("sigmoid", 0, 0.5).best, 0); // as the engine: class 1 only above 0
});

test("a bare score and a plain yes or no have no shares", () => {
  assert.deepEqual(read("identity", 2, 2), { shares: null, best: 1, values: [2] });
  assert.deepEqual(read("step", 0, 1).best, 1); // the threshold unit fires at 0
  assert.deepEqual(read("sign", 0, -1).best, null); // the perceptron is undecided there
  assert.deepEqual(read("sign", 0.1, 1), { shares: null, best: 1, values: [1] });
});

test("of many classes the largest share is called", () => {
  const outputs = { z: [1, 3, 2], a: [0.1, 0.6, 0.3] };
  const { shares, best } = readOutputs(networkOf("softmax"), classifies, outputs);
  assert.deepEqual([shares, best], [[0.1, 0.6, 0.3], 1]);
});

test("values are in the units of their targets", () => {
  const preprocessing = { target_mean: [152, 0], target_scale: [77, 2] };
  const network = networkOf("identity", { preprocessing });
  const { values, shares } = readOutputs(network, { task: "regression" }, { z: [1, 1], a: [1, 1] });
  assert.deepEqual([values, shares], [[229, 2], null]);
});

test("a probe of another network says nothing", () => {
  const flow = { value: { features: [], layers: [{ z: [1, 1], a: [1, 1] }] } };
  const store = { network: { value: networkOf("sigmoid") }, spec: { value: classifies }, flow };
  assert.equal(readProbe(store), null);
  assert.equal(readProbe({ ...store, flow: { value: null } }), null);
});
