// @ts-check
// Moments of a run, in a bounded memory. When there is no room for another, every second one goes
// and each later one stands for twice as many: so they always span the whole run evenly.

const MOST = 400;
const MOST_BYTES = 24 * 1024 * 1024;
const LEAST = 3; // the first, the newest, and one between

/**
 * @typedef {object} Moment What a frame left the network with.
 * @property {number} step
 * @property {number} epoch
 * @property {any} metrics The newest known then, or null.
 * @property {Float32Array} parameters
 */

/** @param {{most?: number, bytes?: number}} [limits] */
export function createSnapshots({ most = MOST, bytes = MOST_BYTES } = {}) {
  /** In order; the last is the newest, kept or not. @type {Moment[]} */
  const moments = [];
  /** Which arrival each was. @type {number[]} */
  const numbers = [];
  let stride = 1; // arrivals that a kept moment stands for
  let arrivals = 0;

  const isKept = (/** @type {number} */ number) => number % stride === 0;

  /** @param {number} length */
  function cut(length) {
    moments.length = length;
    numbers.length = length;
  }

  function clear() {
    cut(0);
    stride = 1;
    arrivals = 0;
  }

  /** The newest moment; another at the same step takes its place. @param {Moment} moment */
  function add(moment) {
    const last = moments.length - 1;
    const isSame = moments[last]?.step === moment.step;
    const number = isSame ? numbers[last] : arrivals;
    if (last >= 0 && (isSame || !isKept(numbers[last]))) cut(last);
    arrivals = number + 1;
    moments.push(isKept(number) ? ownCopy(moment) : moment);
    numbers.push(number);
    if (moments.length > roomFor(moment)) halve();
  }

  /** @param {Moment} moment */
  function roomFor({ parameters }) {
    return Math.min(most, Math.max(LEAST, Math.floor(bytes / Math.max(1, parameters.byteLength))));
  }

  function halve() {
    stride *= 2;
    const newest = numbers.length - 1;
    let kept = 0;
    numbers.forEach((number, at) => {
      if (!isKept(number) && at !== newest) return;
      [moments[kept], numbers[kept]] = [moments[at], number];
      kept += 1;
    });
    cut(kept);
  }

  /** Forget what came after a step. @param {number} step */
  function truncate(step) {
    cut(moments.findLastIndex((moment) => moment.step <= step) + 1);
    if (moments.length === 0) clear();
    else arrivals = /** @type {number} */ (numbers.at(-1)) + 1;
  }

  /** Where the moment at a step is, or the one nearest to it; −1: none. @param {number} step */
  function indexAt(step) {
    const after = moments.findIndex((moment) => moment.step >= step);
    if (after < 0) return moments.length - 1;
    const isEarlierNearer = after > 0 && step - moments[after - 1].step < moments[after].step - step;
    return isEarlierNearer ? after - 1 : after;
  }

  return { moments, add, clear, truncate, indexAt };
}

/** Without the rest of the frame that it is a part of. @param {Moment} moment */
const ownCopy = (moment) => ({ ...moment, parameters: moment.parameters.slice() });
