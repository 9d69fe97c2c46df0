// @ts-check
// What the outputs of the network say about one sample: probabilities of the classes, a plain yes
// or no, or values in the units of the target. Pure: the twin of engine/head.py and decision.py.

/**
 * @typedef {object} Readout
 * @property {number[] | null} shares Of the classes, adding up to 1; null: there are none.
 * @property {number | null} best The class that is called; null: undecided, or no classes.
 * @property {number[]} values Of the targets, in their units; of classes the bare outputs.
 */

/** @param {readonly number[]} values */
export const largestAt = (values) =>
  values.reduce((best, value, at) => (value > values[best] ? at : best), 0);

/** @param {any} network @param {readonly number[]} a @returns {number[]} */
function inUnits({ preprocessing: { target_mean: means = [], target_scale: scales = [] } }, a) {
  return a.map((value, at) => value * (scales[at] ?? 1) + (means[at] ?? 0));
}

/** Of two classes told by one output. @param {string} activation @param {number} a */
function sharesOfTwo(activation, a) {
  if (activation === "sigmoid") return [1 - a, a];
  return activation === "tanh" ? [(1 - a) / 2, (1 + a) / 2] : null;
}

/** @param {string} activation @param {number} z @returns {number | null} */
function calledOfTwo(activation, z) {
  if (activation === "step") return z >= 0 ? 1 : 0;
  if (activation === "sign" && z === 0) return null;
  return z > 0 ? 1 : 0;
}

/**
 * @param {any} network
 * @param {any} spec
 * @param {{z: number[], a: number[]}} outputs Of the last layer.
 * @returns {Readout}
 */
export function readOutputs(network, spec, { z, a }) {
  if (spec.task !== "classification") {
    return { shares: null, best: null, values: inUnits(network, a) };
  }
  const { activation } = network.layout[network.layout.length - 1];
  if (activation === "softmax") return { shares: a, best: largestAt(a), values: a };
  return {
    shares: sharesOfTwo(activation, a[0]), best: calledOfTwo(activation, z[0]), values: a,
  };
}

/** Of the probe, by the newest weights; null: nothing is probed. @param {any} store */
export function readProbe({ network, spec, flow }) {
  const values = flow.value;
  if (!values || !network.value || !spec.value) return null;
  const outputs = values.layers[values.layers.length - 1];
  if (outputs.a.length !== network.value.layout[values.layers.length - 1]?.b.shape[0]) return null;
  return readOutputs(network.value, spec.value, outputs);
}
