// @ts-check
// Activation functions on whole arrays, in place: the twins of engine/activations/.
// tests/fixtures/forward.json holds both sides to the same numbers.

/** @typedef {Float32Array | Float64Array} FloatArray */

// tanh by linear interpolation in a table, about five times as fast as Math.tanh. The error is
// spacing² / 8 · max|tanh″| (0.77) = 3.7e-7 inside, and 1 − tanh(8) = 2.3e-7 beyond the limit.
const LIMIT = 8;
const STEPS_PER_UNIT = 512;
const MIDDLE = LIMIT * STEPS_PER_UNIT;
const TABLE = Float64Array.from({ length: 2 * MIDDLE + 2 }, (_, index) =>
  Math.tanh((index - MIDDLE) / STEPS_PER_UNIT),
);

/**
 * @param {number} z
 * @returns {number} tanh(z) with an absolute error below 1e-6; NaN for NaN.
 */
export function fastTanh(z) {
  if (z >= LIMIT) return 1;
  if (z <= -LIMIT) return -1;
  const place = z * STEPS_PER_UNIT + MIDDLE;
  const index = place | 0;
  return TABLE[index] + (TABLE[index + 1] - TABLE[index]) * (place - index);
}

// log(1 + e^−t) in the same way: the error is at most 1/4 · spacing² / 8 = 1.2e-7 inside, and
// log(1 + e^−16) = 1.1e-7 beyond.
const FAR = 2 * LIMIT;
const CORNER = Float64Array.from({ length: FAR * STEPS_PER_UNIT + 2 }, (_, index) =>
  Math.log1p(Math.exp(-index / STEPS_PER_UNIT)),
);

/**
 * @param {number} t At least 0.
 * @returns {number} By how much softplus at ±t is above its corner; NaN for NaN.
 */
function roundOff(t) {
  if (t >= FAR) return 0;
  const place = t * STEPS_PER_UNIT;
  const index = place | 0;
  return CORNER[index] + (CORNER[index + 1] - CORNER[index]) * (place - index);
}

/** @param {FloatArray} values Replaced by tanh(z). */
function tanh(values) {
  for (let i = 0; i < values.length; i += 1) values[i] = fastTanh(values[i]);
}

/** @param {FloatArray} values Replaced by 1 / (1 + e^−z) = (1 + tanh(z / 2)) / 2. */
function sigmoid(values) {
  for (let i = 0; i < values.length; i += 1) values[i] = 0.5 + 0.5 * fastTanh(0.5 * values[i]);
}

/** @param {FloatArray} values Replaced by max(0, z); NaN stays NaN. */
function relu(values) {
  for (let i = 0; i < values.length; i += 1) if (values[i] < 0) values[i] = 0;
}

/** @param {FloatArray} values z below zero is replaced by 0.01 z. */
function leakyRelu(values) {
  for (let i = 0; i < values.length; i += 1) if (values[i] < 0) values[i] *= 0.01;
}

/** @param {FloatArray} values z below zero is replaced by e^z − 1 = 2t / (1 − t), t = tanh(z / 2). */
function elu(values) {
  for (let i = 0; i < values.length; i += 1) {
    if (values[i] >= 0) continue;
    const t = fastTanh(0.5 * values[i]);
    values[i] = (2 * t) / (1 - t);
  }
}

const GELU_LINEAR = Math.sqrt(2 / Math.PI);
const GELU_CUBIC = GELU_LINEAR * 0.044715;

/** @param {FloatArray} values Replaced by z / 2 · (1 + tanh(√(2/π) (z + 0.044715 z³))). */
function gelu(values) {
  for (let i = 0; i < values.length; i += 1) {
    const z = values[i];
    values[i] = 0.5 * z * (1 + fastTanh(z * (GELU_LINEAR + GELU_CUBIC * z * z)));
  }
}

/** @param {FloatArray} values Replaced by z / (1 + e^−z) = z / 2 · (1 + tanh(z / 2)). */
function swish(values) {
  for (let i = 0; i < values.length; i += 1) {
    const half = 0.5 * values[i];
    values[i] = half + half * fastTanh(half);
  }
}

/** @param {FloatArray} values Replaced by log(1 + e^z) = max(0, z) + log(1 + e^−|z|). */
function softplus(values) {
  for (let i = 0; i < values.length; i += 1) {
    const z = values[i];
    values[i] = (z > 0 ? z : 0) + roundOff(Math.abs(z));
  }
}

/** @param {FloatArray} values Replaced by 1 where z ≥ 0, else 0. */
function step(values) {
  for (let i = 0; i < values.length; i += 1) values[i] = values[i] >= 0 ? 1 : 0;
}

/** @param {FloatArray} values Replaced by +1 where z > 0, else −1. */
function sign(values) {
  for (let i = 0; i < values.length; i += 1) values[i] = values[i] > 0 ? 1 : -1;
}

/** Leave the values as they are: a(z) = z. */
function identity() {}

/**
 * Key of the activation → function that replaces an array of z by its activations.
 * @type {Readonly<Record<string, (values: FloatArray) => void>>}
 */
export const ACTIVATIONS = Object.freeze({
  identity, sigmoid, tanh, relu, leaky_relu: leakyRelu, elu, gelu, swish, softplus, step, sign,
});

/**
 * Turn the logits of several units into probabilities, in place: e^z / Σ e^z at every place.
 * The largest logit is subtracted first, so nothing overflows.
 * @param {readonly FloatArray[]} units One array a unit, all of one length.
 */
export function softmax(units) {
  const places = units.length > 0 ? units[0].length : 0;
  for (let i = 0; i < places; i += 1) {
    let largest = -Infinity;
    for (const unit of units) if (unit[i] > largest) largest = unit[i];
    let sum = 0;
    for (const unit of units) {
      unit[i] = Math.exp(unit[i] - largest);
      sum += unit[i];
    }
    for (const unit of units) unit[i] /= sum;
  }
}
