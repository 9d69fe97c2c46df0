// @ts-check
// What went wrong with a run that is under way: told from its curves and its units. Pure.
import { createForward } from "../nn/forward.js";

const MOST_POINTS = 120;
const MOST_WORK = 4e6; // weights times points: some milliseconds
const RISE = 1.25; // of the test loss over its lowest
const RISE_LEAST = 0.02;
const SHARE_DEAD = 0.5; // of the units that can die
const CUT_OFF = Object.freeze(["relu"]); // 0 with slope 0 wherever the sum is negative

/** @typedef {{lowest: number, step: number, loss: number}} Rise */
/** @typedef {{dead: number, of: number, isCut?: true}} Units Is cut: a whole layer is dead. */

/**
 * Whether the test loss has turned: it was lower, and the train loss was not.
 * @param {{step: number[], train: (number | null)[], test: (number | null)[]}} columns
 * @returns {Rise | null}
 */
export function riseOf({ step, train, test }) {
  let at = -1;
  for (let row = 0; row < step.length; row += 1) {
    const value = test[row];
    if (value != null && (at < 0 || value < /** @type {number} */ (test[at]))) at = row;
  }
  const last = test.findLastIndex((value) => value != null);
  if (at < 0 || last <= at) return null;
  const [lowest, loss] = [/** @type {number} */ (test[at]), /** @type {number} */ (test[last])];
  const [before, now] = [train[at], train.findLast((value) => value != null)];
  const isLearned = before != null && now != null && now < before;
  const isRisen = loss > RISE * lowest && loss - lowest > RISE_LEAST;
  return isLearned && isRisen ? { lowest, step: step[at], loss } : null;
}

/**
 * Units that put out 0 at every point, of those that can.
 * @param {any} network
 * @param {Float32Array} parameters
 * @returns {Units | null} Null: not known.
 */
export function countDead(network, parameters) {
  const { layout, points } = network;
  const hidden = layout.slice(0, -1);
  const places = hidden.flatMap((/** @type {any} */ { activation, b }, /** @type {number} */ at) =>
    (CUT_OFF.includes(activation) ? Array.from({ length: b.shape[0] }, (_, unit) => [at, unit]) : []));
  const inputs = trainInputs(points);
  if (places.length === 0 || inputs.length === 0 || parameters.length === 0) return null;
  if (parameters.length * inputs.length > MOST_WORK) return null;
  const forward = createForward(network);
  const values = inputs.map((sample) => forward.point(parameters, sample).layers);
  const dead = places.filter(([layer, unit]) =>
    values.every((layers) => layers[layer].a[unit] === 0));
  const isCut = hidden.some((/** @type {any} */ { b }, /** @type {number} */ at) =>
    dead.filter(([layer]) => layer === at).length === b.shape[0]);
  return { dead: dead.length, of: places.length, ...(isCut && { isCut }) };
}

/** Some of the points that are trained on. @param {any} points @returns {number[][]} */
function trainInputs(points) {
  const { inputs = [], split = [] } = points ?? {};
  const train = inputs.filter((/** @type {any} */ _, /** @type {number} */ at) =>
    split[at] !== "test");
  const every = Math.max(1, Math.ceil(train.length / MOST_POINTS));
  return train.filter((/** @type {any} */ _, /** @type {number} */ at) => at % every === 0);
}

/** Whether so many units are dead that the network is hurt. */
export const isHurt = (/** @type {Units | null} */ units) => units !== null && units.dead > 0
  && (units.isCut === true || units.dead >= SHARE_DEAD * units.of);

/**
 * Whether weights come from training: every initializer sets all biases to zero.
 * @param {any} network
 * @param {Float32Array} parameters
 */
export const hasLearned = ({ layout }, parameters) =>
  layout.some((/** @type {any} */ { b }) =>
    parameters.subarray(b.offset, b.offset + b.shape[0]).some((bias) => bias !== 0));
