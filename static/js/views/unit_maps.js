// @ts-check
// Evaluates the streamed network on a grid, at most once a drawn frame, at a resolution that the
// screen can afford.
import { FEATURES } from "../nn/features.js";
import { createForward } from "../nn/forward.js";

const SIZES = [100, 80, 60, 50, 40, 30, 24, 18];
const SIZE_RUNNING = 40;
const WORK_RUNNING = 1.7e6; // multiplications and activations: about 5 ms
const WORK_RESTING = 2.5e7;
const ACTIVATION_WORK = 12;
const FEATURE_SIZE = 50;

/** @typedef {import("../nn/forward.js").Maps} Maps */

/** @param {any} network @param {boolean} running */
export function gridSize(network, running) {
  let perPoint = 0;
  for (const { W, b } of network.layout) {
    perPoint += W.shape[0] * W.shape[1] + ACTIVATION_WORK * b.shape[0];
  }
  const budget = running ? WORK_RUNNING : WORK_RESTING;
  const fits = (/** @type {number} */ size) =>
    (!running || size <= SIZE_RUNNING) && size * size * perPoint <= budget;
  return SIZES.find(fits) ?? SIZES[SIZES.length - 1];
}

export function createUnitMaps() {
  /** @type {any} */
  let known = null;
  /** @type {ReturnType<typeof createForward> | null} */
  let forward = null;
  /** Of inputs, on or off, as long as the plane stays. @type {Map<string, Float32Array>} */
  const inputs = new Map();
  /** @type {any} */
  let plane = null;

  return {
    /**
     * @param {any} network
     * @param {Float32Array} parameters
     * @param {boolean} running
     * @param {any} view The plane that the map shows.
     * @returns {Maps}
     */
    evaluate(network, parameters, running, view) {
      if (network !== known) {
        forward = createForward(network);
        known = network;
      }
      const size = gridSize(network, running);
      return /** @type {any} */ (forward).grid(parameters, size, view);
    },

    /**
     * The map of something that can be an input, whether it is one at present or not.
     * @param {string} key
     * @param {any} view
     * @param {any} preprocessing
     */
    feature(key, view, preprocessing) {
      if (view !== plane) inputs.clear();
      plane = view;
      const map = inputs.get(key) ?? sampleInput(view, inputOf(key, preprocessing));
      inputs.set(key, map);
      return map;
    },
  };
}

/**
 * The value of an input at a sample: a feature as it is, a column from −1 to +1 over its range.
 * @param {string} key
 * @param {any} preprocessing
 * @returns {(sample: Float64Array) => number}
 */
function inputOf(key, { planar = true, columns, ranges }) {
  if (planar) return (sample) => FEATURES[key](sample[0], sample[1]);
  const at = columns.indexOf(key);
  const { minimum, maximum } = ranges[at];
  const half = (maximum - minimum) / 2 || 1;
  return (sample) => (sample[at] - (minimum + maximum) / 2) / half;
}

/** @param {any} view @param {(sample: Float64Array) => number} input */
function sampleInput({ x, y, axes: [across, up], held }, input) {
  const map = new Float32Array(FEATURE_SIZE * FEATURE_SIZE);
  const sample = Float64Array.from(held);
  const share = (/** @type {number} */ at) => (at + 0.5) / FEATURE_SIZE;
  for (let at = 0; at < map.length; at += 1) {
    const [row, column] = [Math.floor(at / FEATURE_SIZE), at % FEATURE_SIZE];
    if (across >= 0) sample[across] = x[0] + share(column) * (x[1] - x[0]);
    if (up >= 0) sample[up] = y[1] - share(row) * (y[1] - y[0]);
    map[at] = input(sample);
  }
  return map;
}
