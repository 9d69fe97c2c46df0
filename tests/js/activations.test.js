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

function apply(key, values) {
  const array = Float64Array.from(values);
  ACTIVATIONS[key](array);
  return [...array];
}

test("activations replace their input", () => {
  assert.deepEqual(apply("identity", [-2, 3]), [-2, 3]);
  assert.deepEqual(apply("relu", [-2, 0, 3]), [0, 0, 3]);
  assert.deepEqual(apply("sigmoid", [0, 40, -40]), [0.5, 1, 0]);
  assert.deepEqual(apply("tanh", [0, 40, -40]), [0, 1, -1]);
  assert.deepEqual(apply("leaky_relu", [-2, 0, 3]), [-0.02, 0, 3]);
  assert.deepEqual(apply("elu", [-40, 0, 3]), [-1, 0, 3]);
  assert.deepEqual(apply("gelu", [0, 40]), [0, 40]);
  assert.deepEqual(apply("swish", [0, 40]), [0, 40]);
  assert.deepEqual(apply("softplus", [40, -40]), [40, 0]);
  assert.deepEqual(apply("step", [-1e-9, 0, 3]), [0, 1, 1]);
  assert.deepEqual(apply("sign", [-3, 0, 1e-9]), [-1, -1, 1]);
});

const GELU = (z) => Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3);
const EXACT = {
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  tanh: Math.tanh,
  elu: (z) => (z > 0 ? z : Math.expm1(z)),
  gelu: (z) => 0.5 * z * (1 + Math.tanh(GELU(z))),
  swish: (z) => z / (1 + Math.exp(-z)),
  softplus: (z) => Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z))),
};

for (const [key, exact] of Object.entries(EXACT)) {
  test(`${key} errs by less than 2e-6 everywhere, and passes NaN on`, () => {
    const places = Array.from({ length: 9_001 }, (_, index) => (index - 4_500) / 200.3);
    const worst = apply(key, places).reduce(
      (most, value, index) => Math.max(most, Math.abs(value - exact(places[index]))), 0,
    );
    assert.ok(worst < 2e-6, `worst error ${worst}`);
    assert.ok(Number.isNaN(apply(key, [NaN])[0]));
  });
}

test("softmax sums to one at every place and does not overflow", () => {
  const units = [Float64Array.of(0, 1000), Float64Array.of(Math.log(3), 0)];
  softmax(units);
  assert.ok(Math.abs(units[0][0] - 0.25) < 1e-15);
  assert.ok(Math.abs(units[1][0] - 0.75) < 1e-15);
  assert.deepEqual([units[0][1], units[1][1]], [1, 0]);
});
