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

/** @typedef {{features: Float32Array[], layers: Float32Array[][]}} Maps */

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
  /** @type {Map<string, Float32Array>} */
  const switchedOff = new Map();

  return {
    /**
     * @param {any} network
     * @param {Float32Array} parameters
     * @param {boolean} running
     * @param {readonly number[]} domain
     * @returns {Maps}
     */
    evaluate(network, parameters, running, domain) {
      if (network !== known) {
        forward = createForward(network);
        known = network;
      }
      const size = gridSize(network, running);
      return /** @type {any} */ (forward).grid(parameters, size, domain);
    },

    /**
     * The map of a feature that is not an input at present.
     * @param {string} key
     * @param {readonly number[]} domain
     */
    feature(key, [low, high]) {
      const name = `${key} ${low} ${high}`;
      const map = switchedOff.get(name) ?? sampleFeature(key, low, high);
      switchedOff.set(name, map);
      return map;
    },
  };
}

/** @param {string} key @param {number} low @param {number} high */
function sampleFeature(key, low, high) {
  const map = new Float32Array(FEATURE_SIZE * FEATURE_SIZE);
  const cell = (high - low) / FEATURE_SIZE;
  for (let at = 0; at < map.length; at += 1) {
    const [row, column] = [Math.floor(at / FEATURE_SIZE), at % FEATURE_SIZE];
    map[at] = FEATURES[key](low + (column + 0.5) * cell, high - (row + 0.5) * cell);
  }
  return map;
}
