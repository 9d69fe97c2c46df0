// @ts-check
// Loss curves of several runs: put on one axis, read at a place, told in a table. Pure.

const END_FROM = 0.8; // of the way
const JUMP = 0.3; // of the mean, above the lowest before
const JUMP_LEAST = 0.02;

/** @typedef {"train" | "test" | "accuracy"} Measure Losses, and the accuracy on the test split. */
/** @typedef {{x: number[], y: number[]}} Curve x rises. */

/**
 * What a loss table knows of a column.
 * @param {{step: number[], [name: string]: any}} columns
 * @param {string} name
 * @param {number} [perUnit] Steps that count as one.
 * @returns {Curve}
 */
export function curveOf(columns, name, perUnit = 1) {
  /** @type {Curve} */
  const curve = { x: [], y: [] };
  const values = columns[name];
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row];
    if (value === null || value === undefined) continue;
    curve.x.push(columns.step[row] / perUnit);
    curve.y.push(value);
  }
  return curve;
}

/** Whether there is a test split. @param {any} spec */
export const hasTest = (spec) => (spec?.test_fraction ?? 0) > 0;

/**
 * The curve of a run, over steps or epochs. Without a test split it is that of the train split.
 * @param {import("./runs.js").Run} run
 * @param {Measure} measure
 * @param {import("./run_set.js").Unit} unit
 */
export function runCurve({ losses, spec, perEpoch }, measure, unit) {
  const split = measure === "train" || !hasTest(spec.value) ? "train" : "test";
  const name = measure === "accuracy" ? `${split}_accuracy` : split;
  return curveOf(losses.columns, name, unit === "step" ? 1 : perEpoch.value ?? 1);
}

/**
 * How a curve ends: its mean over the last fifth, and whether it rises there by much.
 * @param {Curve} curve
 * @returns {{mean: number, jumps: boolean} | null} Null: it has no value.
 */
export function endOf({ x, y }) {
  const from = END_FROM * (x.at(-1) ?? 0);
  const end = y.filter((_, row) => x[row] >= from);
  if (end.length === 0) return null;
  const mean = end.reduce((sum, value) => sum + value, 0) / end.length;
  let [lowest, rise] = [Infinity, 0];
  for (const value of end) {
    lowest = Math.min(lowest, value);
    rise = Math.max(rise, value - lowest);
  }
  return { mean, jumps: rise > Math.max(JUMP_LEAST, JUMP * mean) };
}

/** @param {Curve} curve @param {number} perUnit */
export const rescale = ({ x, y }, perUnit) => ({ x: x.map((value) => value / perUnit), y });

/**
 * One axis for all: [x, y of the first, y of the second, …], null where a curve has no value.
 * @param {readonly Curve[]} curves
 * @returns {(number | null)[][]}
 */
export function joinCurves(curves) {
  const xs = [...new Set(curves.flatMap((curve) => curve.x))].sort((a, b) => a - b);
  const places = new Map(xs.map((x, at) => [x, at]));
  const columns = curves.map(({ x, y }) => {
    const column = new Array(xs.length).fill(null);
    for (let at = 0; at < x.length; at += 1) column[/** @type {number} */ (places.get(x[at]))] = y[at];
    return column;
  });
  return [xs, ...columns];
}

/** The newest value at or before a place. @param {Curve} curve @param {number} x */
export function valueAt({ x: xs, y }, x) {
  let [low, high] = [0, xs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (xs[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : y[low - 1];
}

/**
 * Round places from 0 to the end, few enough for a table to be read.
 * @param {number} end
 * @param {number} most
 */
export function marksUpTo(end, most) {
  if (!(end > 0)) return [0];
  const raw = end / (most - 1);
  const power = 10 ** Math.floor(Math.log10(raw));
  const pace = [1, 2, 5, 10].map((m) => m * power).find((one) => one >= raw * 0.999) ?? raw;
  const count = Math.floor(end / pace + 1e-9);
  const marks = Array.from({ length: count + 1 }, (_, at) => Number((at * pace).toPrecision(10)));
  return marks[count] < end ? [...marks, end] : marks;
}

/**
 * Where the axis of the losses ends: a run that blows up leaves the picture, and the others stay
 * in sight.
 * @param {readonly (readonly (number | null)[])[]} columns
 * @param {number} [times] Of the worst loss that anyone began with.
 */
export function highestOf(columns, times = 1.5) {
  let [start, high] = [0, 0];
  for (const column of columns) {
    const first = column.find((value) => value !== null) ?? 0;
    if (first > start) start = first;
    for (const value of column) if (value !== null && value > high) high = value;
  }
  return start > 0 ? Math.min(high, times * start) : high;
}

/**
 * Fewer rows, the last among them.
 * @param {Curve} curve
 * @param {number} most
 * @returns {Curve}
 */
export function thin({ x, y }, most) {
  const every = Math.max(1, Math.ceil(x.length / most));
  const keeps = (/** @type {any} */ _value, /** @type {number} */ at) =>
    at % every === 0 || at === x.length - 1;
  return { x: x.filter(keeps), y: y.filter(keeps) };
}

/**
 * Who is best of those that have not diverged, and by which loss.
 * @param {readonly {loss: number | null, diverged: boolean}[]} results
 * @returns {number} −1: nobody is known to be.
 */
export function bestOf(results) {
  let best = -1;
  results.forEach(({ loss, diverged }, at) => {
    if (diverged || loss === null) return;
    if (best < 0 || loss < /** @type {number} */ (results[best].loss)) best = at;
  });
  return best;
}
