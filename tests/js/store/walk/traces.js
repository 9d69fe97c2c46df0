// Traces for tests: a 2-2-1 network computed by hand, and parts to vary.

/**
 * Two inputs, two tanh units, one sigmoid output with binary cross-entropy; plain gradient descent
 * with a learning rate of 0.5. By hand, to six digits:
 *   z1 = 0.5·1 + (−0.25)·2 + 0.1 = 0.1          a1 = tanh(0.1) = 0.0996680
 *   z2 = 0.3·1 + 0.4·2 − 0.2 = 0.9               a2 = tanh(0.9) = 0.716298
 *   z  = 1·0.0996680 − 0.5·0.716298 + 0.05 = −0.208481
 *   p  = 1 / (1 + e^0.208481) = 0.448068,  y = 1,  L = −log p = 0.802811
 *   dz = p − y = −0.551932
 *   dz1 = 1·dz·(1 − a1²) = −0.546449;  dz2 = −0.5·dz·(1 − a2²) = 0.134374
 */
const A = [Math.tanh(0.1), Math.tanh(0.9)];
const Z = A[0] - 0.5 * A[1] + 0.05;
const P = 1 / (1 + Math.exp(-Z));
const DZ = P - 1;
const BACK = [DZ * (1 - A[0] ** 2), -0.5 * DZ * (1 - A[1] ** 2)];
export const RATE = 0.5;
export const X = [1, 2];

/** @param {number[][]} W @param {number[][]} dW */
const moved = (W, dW) => W.map((row, from) => row.map((w, to) => w - RATE * dW[from][to]));
/** @param {number[]} b @param {number[]} db */
const shifted = (b, db) => b.map((one, at) => one - RATE * db[at]);

/** @param {object} layer */
function learned(layer) {
  return { frozen: false, updates: 0, memory_W: [], memory_b: [], ...layer,
    W_after: moved(layer.W, layer.dW), b_after: shifted(layer.b, layer.db) };
}

const HIDDEN = learned({
  activation: "tanh", inputs: X, W: [[0.5, 0.3], [-0.25, 0.4]], b: [0.1, -0.2],
  z: [0.1, 0.9], a: A, da: [DZ, -0.5 * DZ], slope: A.map((a) => 1 - a * a), dz: BACK,
  dW: X.map((x) => BACK.map((dz) => x * dz)), db: BACK,
});
const OUTPUT = learned({
  activation: "sigmoid", inputs: A, W: [[1], [-0.5]], b: [0.05], z: [Z], a: [P],
  da: null, slope: null, dz: [DZ], dW: A.map((a) => [a * DZ]), db: [DZ],
});

export const TRACE = Object.freeze({
  model: "network", generation: 1, step: 4, sample: 0, split: "train", inputs: X, features: X,
  target: 1, coded_target: [1], outputs: [P], loss: -Math.log(P), loss_after: 0.3,
  learning_rate: RATE, gradient_norm: 1, clip_factor: 1, updated: true, layers: [HIDDEN, OUTPUT],
});

export const NETWORK = Object.freeze({
  generation: 1, hiddenUnits: [], classes: ["no", "yes"], featureKeys: ["x1", "x2"],
  inputs: { form: "tiles" }, points: { inputs: [X], targets: [1], split: ["train"] },
  preprocessing: { planar: true, columns: ["x1", "x2"], features: ["x1", "x2"], mean: [0, 0],
    scale: [1, 1] },
  layout: [
    { W: { offset: 0, shape: [2, 2] }, b: { offset: 4, shape: [2] }, activation: "tanh" },
    { W: { offset: 6, shape: [2, 1] }, b: { offset: 8, shape: [1] }, activation: "sigmoid" },
  ],
});

export const SPEC = Object.freeze({
  task: "classification", loss: "binary_cross_entropy", optimizer: { key: "sgd", learning_rate: RATE },
  regularizer: { key: "none" }, gradient_clip: null,
});

/** A perceptron that looks at one sample, a mistake. */
export const MISTAKE = Object.freeze({
  model: "perceptron", generation: 1, step: 2, sample: 0, split: "train", inputs: X, features: X,
  target: 1, weights: [0.5, -1], bias: 0.2, sum: -1.3, output: -1, label: 1, mistake: true,
  learning_rate: 0.1, weights_after: [0.6, -0.8], bias_after: 0.3,
});

/** @param {any} trace @param {any} station @param {object} [more] Of the context. */
export const contextOf = (trace, layers, station, more = {}) => ({
  trace, layers, station, network: NETWORK, spec: SPEC, catalog: { optimizers: [] },
  name: (layer, unit) => (layer < 0 ? `x${unit + 1}` : `unit ${unit + 1}`),
  bias: (unit) => (unit === undefined ? "bias" : `bias of ${unit}`), ...more,
});
