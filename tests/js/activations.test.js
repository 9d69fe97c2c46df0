import assert from "node:assert/strict";
import { test } from "node:test";

import { ACTIVATIONS, fastTanh, softmax } from "../../static/js/nn/activations.js";

test("the fast tanh errs by less than 1e-6 everywhere", () => {
  let worst = 0;
  for (let z = -12; z <= 12; z += 1 / 1024 + 1e-5) {
    worst = Math.max(worst, Math.abs(fastTanh(z) - Math.tanh(z)));
  }
  assert.ok(worst < 1e-6, `worst error ${worst}`);
});

test("the fast tanh is odd, exact at zero and at the ends, and passes NaN on", () => {
  assert.equal(fastTanh(0), 0);
  assert.equal(fastTanh(8), 1);
  assert.equal(fastTanh(-Infinity), -1);
  assert.ok(Math.abs(fastTanh(0.3) + fastTanh(-0.3)) < 1e-15);
  assert.ok(Number.isNaN(fastTanh(NaN)));
});

test("activations replace their input", () => {
  const apply = (key, values) => {
    const array = Float64Array.from(values);
    ACTIVATIONS[key](array);
    return [...array];
  };
  assert.deepEqual(apply("identity", [-2, 3]), [-2, 3]);
  assert.deepEqual(apply("relu", [-2, 0, 3]), [0, 0, 3]);
  assert.deepEqual(apply("sigmoid", [0, 40, -40]), [0.5, 1, 0]);
  assert.deepEqual(apply("tanh", [0, 40, -40]), [0, 1, -1]);
});

test("softmax sums to one at every place and does not overflow", () => {
  const units = [Float64Array.of(0, 1000), Float64Array.of(Math.log(3), 0)];
  softmax(units);
  assert.ok(Math.abs(units[0][0] - 0.25) < 1e-15);
  assert.ok(Math.abs(units[1][0] - 0.75) < 1e-15);
  assert.deepEqual([units[0][1], units[1][1]], [1, 0]);
});
