// @ts-check
// Of which moment a trace is: of which network, settings and weights. A number is shown only while
// the page is at that very moment. Pure.
import { isNeuron, layersOf } from "./stations.js";

/**
 * @typedef {object} Moment
 * @property {number} generation
 * @property {number} step
 * @property {string} spec
 * @property {string} hidden
 * @property {Float32Array} parameters
 */

/** @param {any} store @returns {Moment | null} Null: there is no network, or no weights of it yet. */
export function momentOf({ network, spec, step, parameters }) {
  const { value: known } = network;
  if (!known || !spec.value || parameters.length === 0) return null;
  return {
    generation: known.generation, step: step.value, parameters,
    spec: JSON.stringify(spec.value), hidden: JSON.stringify(known.hiddenUnits),
  };
}

/** @param {ArrayLike<number>} one @param {ArrayLike<number>} other */
const areSame = (one, other) => one === other || (one.length === other.length
  && Array.prototype.every.call(one, (value, at) => Object.is(value + 0, other[at] + 0)));

/**
 * What has changed from one moment to another, the most far-reaching first; null: nothing.
 * @param {Moment} before @param {Moment} now
 * @returns {"network" | "settings" | "step" | "hidden" | "weights" | null}
 */
export function changeBetween(before, now) {
  if (before.generation !== now.generation) return "network";
  if (before.spec !== now.spec) return "settings";
  if (before.step !== now.step) return "step";
  if (before.hidden !== now.hidden) return "hidden";
  return areSame(before.parameters, now.parameters) ? null : "weights";
}

/**
 * Weights in the order of the stream's parameters.
 * @param {import("./stations.js").TracedLayer[]} layers
 * @param {boolean} [after] Those after the step.
 */
export const flatten = (layers, after = false) => layers.flatMap((layer) =>
  [...(after ? layer.W_after : layer.W).flat(), ...(after ? layer.b_after : layer.b)]);

/** As the stream has them: single precision. @param {(number | null)[]} values */
const streamed = (values) => Float32Array.from(values, (value) => value ?? NaN);

/**
 * Whether a trace is of this moment.
 * @param {any} trace
 * @param {Moment} moment
 * @param {boolean} isAveraged Whether a perceptron answers by another line than the one that learns.
 */
export function isOf(trace, { generation, step, parameters }, isAveraged) {
  if (trace.generation !== generation || trace.step !== step) return false;
  if (isAveraged && isNeuron(trace)) return true;
  return areSame(streamed(flatten(layersOf(trace))), parameters);
}

/** Whether the weights became what a trace had announced. @param {number[]} announced @param {Float32Array} parameters */
export const haveBecome = (announced, parameters) => areSame(streamed(announced), parameters);
