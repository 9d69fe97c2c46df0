// @ts-check
// Before and after the step: what is said of the sample, and its loss. Pure.
import { createForward } from "../../nn/forward.js";
import { readOutputs } from "../readout.js";
import { flatten } from "./moment.js";
import { isNeuron, layersOf } from "./stations.js";

/**
 * @typedef {object} Result
 * @property {import("../readout.js").Readout} before @property {import("../readout.js").Readout} after
 * @property {number[]} outputsAfter Of the output layer.
 * @property {number | null} loss @property {number | null} lossAfter Null: a neuron has none.
 * @property {boolean} moves Whether any weight is another one afterwards.
 * @property {number} count Of weights and biases.
 */

/** @param {any} trace @param {any} network @param {any} spec @returns {Result} */
export function resultOf(trace, network, spec) {
  const layers = layersOf(trace);
  const forward = createForward(network);
  const [weights, weightsAfter] = [flatten(layers), flatten(layers, true)];
  const after = forward.point(Float64Array.from(weightsAfter), trace.inputs).layers.at(-1);
  const last = layers[layers.length - 1];
  const isMoved = weights.some((value, at) => value !== weightsAfter[at]);
  return {
    before: readOutputs(network, spec, last),
    after: readOutputs(network, spec, /** @type {any} */ (after)),
    outputsAfter: after?.a ?? [],
    loss: isNeuron(trace) ? null : trace.loss,
    lossAfter: isNeuron(trace) ? null : trace.loss_after,
    moves: isMoved, count: weights.length,
  };
}

/**
 * What a sample is, in words of the data: the name of its class, or its values.
 * @param {any} network
 * @param {number | number[]} target
 * @returns {{name: string} | {values: number[]}}
 */
export function truthOf({ classes }, target) {
  if (Array.isArray(target)) return { values: target };
  return classes ? { name: classes[target] ?? String(target) } : { values: [target] };
}

const MOST_TRIED = 40;
const TIE = 1e-9;

/** How far what is said of a sample is from what is true. */
function distanceOf(/** @type {import("../readout.js").Readout} */ { shares, best, values },
  /** @type {any} */ target) {
  if (Array.isArray(target)) return Math.max(...target.map((one, at) => Math.abs(one - values[at])));
  if (shares) return 1 - shares[target];
  return best === target ? 0 : 1;
}

/**
 * The one of the first train samples that the network is most wrong about: there is most to see.
 * @param {any} network @param {any} spec @param {Float32Array} parameters
 * @returns {number} Its row.
 */
export function worstOf(network, spec, parameters) {
  const { inputs = [], targets = [], split } = network.points ?? {};
  const forward = createForward(network);
  let [worst, most, tried] = [0, -1, 0];
  for (let row = 0; row < inputs.length && tried < MOST_TRIED; row += 1) {
    if (split && split[row] !== "train") continue;
    tried += 1;
    const outputs = /** @type {any} */ (forward.point(parameters, inputs[row]).layers.at(-1));
    // Where all are as wrong, larger inputs make numbers that are easier to follow.
    const size = Math.max(...inputs[row].map(Math.abs));
    const away = distanceOf(readOutputs(network, spec, outputs), targets[row]) + TIE * size;
    if (away > most) [worst, most] = [row, away];
  }
  return worst;
}
