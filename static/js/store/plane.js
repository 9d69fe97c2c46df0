// @ts-check
// What the map shows: two columns from left to right and from bottom to top, over their ranges;
// all others are held. Pure.
import { entryOf } from "./catalog.js";
import { isTruthTable } from "./own_data/own_points.js";

const USUAL = Object.freeze([-6, 6]);
const MARGIN = 0.1; // beyond the range, as a share of it: room for the axes' names
const DRAWN = "points";
const FEW = Object.freeze({ span: 3, margin: 0.5 }); // of points close together, as of gates

/** @typedef {{minimum: number, maximum: number, mean: number, median: number}} Range */
/**
 * @typedef {import("../nn/forward.js").Plane & {
 *   planar: boolean, names: (string | null)[], ranges: (Range | null)[],
 * }} View names and ranges: of the two axes.
 */
/** @typedef {{axes: string[] | null, held: "mean" | "median"}} Wish What the viewer chose. */

/** @param {number} low @param {number} high @param {number} share @returns {[number, number]} */
function widen(low, high, share) {
  const margin = high > low ? (high - low) * share : Math.max(1, Math.abs(low)) * 0.5;
  return [low - margin, high + margin];
}

/**
 * Lowest and highest of many values, one or several a row; of none, the other way round.
 * @param {readonly any[]} rows
 * @param {number} [only] Which value of a row.
 * @returns {[number, number]}
 */
function extentOf(rows, only) {
  let [low, high] = [Infinity, -Infinity];
  for (const row of rows) {
    const values = Array.isArray(row) ? row : [row];
    for (let at = only ?? 0; at < (only === undefined ? values.length : only + 1); at += 1) {
      if (values[at] < low) low = values[at];
      if (values[at] > high) high = values[at];
    }
  }
  return [low, high];
}

/** @param {Range} range @param {any} spec */
function around({ minimum, maximum }, spec) {
  const isFew = spec.dataset.key === DRAWN && maximum - minimum < FEW.span;
  return widen(minimum, maximum, isFew ? FEW.margin : MARGIN);
}

/**
 * The square that shows points in the plane: the data set's own, or one around drawn points.
 * @param {any} catalog
 * @param {any} spec
 * @param {any[][]} inputs Of the points, as far as they are known.
 */
export function squareOf(catalog, spec, inputs) {
  const own = entryOf(catalog, "datasets", spec?.dataset?.key)?.domain;
  if (own) return own;
  const [low, high] = extentOf(inputs);
  if (low > high) return USUAL;
  if (isTruthTable(spec?.dataset?.points)) return widen(low, high, FEW.margin);
  return low >= USUAL[0] && high <= USUAL[1] ? USUAL : widen(low, high, MARGIN);
}

/**
 * @param {any} network
 * @param {any} catalog
 * @param {any} spec
 * @param {Wish} wish
 * @returns {View}
 */
export function planeOf(network, catalog, spec, { axes: chosen, held: by }) {
  const { planar = true, columns = ["x1", "x2"], ranges = [] } = network.preprocessing;
  if (planar) {
    const square = squareOf(catalog, spec, network.points?.inputs ?? []);
    return { planar, x: square, y: square, axes: [0, 1], held: [0, 0], names: ["x1", "x2"],
      ranges: [null, null] };
  }
  const names = axesOf(columns, chosen, entryOf(catalog, "datasets", spec.dataset.key)?.axes);
  const axes = names.map((name) => (name === null ? -1 : columns.indexOf(name)));
  const own = axes.map((at) => ranges[at] ?? null);
  const [x, y] = own.map((range) => (range ? around(range, spec) : [0, 1]));
  const held = ranges.map((/** @type {Range} */ range) => range[by]);
  return { planar, x, y, axes, held, names, ranges: own };
}

/**
 * Two different columns: those chosen, else those that the data set names, else the first.
 * @param {string[]} columns
 * @param {string[] | null} chosen
 * @param {string[] | undefined} usual
 * @returns {(string | null)[]} null: there is no second column.
 */
function axesOf(columns, chosen, usual = []) {
  const fits = (/** @type {string[] | null | undefined} */ pair) =>
    pair?.length === 2 && pair.every((name) => columns.includes(name));
  const pair = [chosen, usual].find(fits);
  return pair ? [...pair] : [columns[0], columns[1] ?? null];
}

/**
 * The axes after one of them was chosen: where that is the other one, they change places.
 * @param {(string | null)[]} names
 * @param {number} which 0 or 1
 * @param {string} name
 */
export function chooseAxis(names, which, name) {
  const other = names[1 - which] === name ? names[which] : names[1 - which];
  return which === 0 ? [name, other] : [other, name];
}

/** Of targets, which are the same for as long as the data are. @type {WeakMap<any, any>} */
const extents = new WeakMap();

/** @param {any[]} targets @param {number} unit @returns {[number, number]} */
function rememberExtent(targets, unit) {
  const known = extents.get(targets) ?? [];
  extents.set(targets, known);
  known[unit] ??= extentOf(targets, unit);
  return known[unit];
}

/** Zero where the values lie around it, else their mean. */
function middleOf(/** @type {number} */ low, /** @type {number} */ high, /** @type {number} */ mean) {
  if (low < 0 && high > 0) return 0;
  return mean > low && mean < high ? mean : (low + high) / 2;
}

/**
 * Low end, high end and middle of the colors of values: what is below the middle is negative in
 * color, what is above it positive.
 * @param {any} network
 * @param {any} catalog
 * @param {any} spec
 * @param {number} unit Which of the targets.
 * @returns {[number, number, number]}
 */
export function valueRange(network, catalog, spec, unit = 0) {
  if (entryOf(catalog, "datasets", spec?.dataset?.key)?.kind === "generator") return [-1, 1, 0];
  const { target_mean: means = [0], target_scale: scales = [1] } = network.preprocessing;
  const [low, high] = rememberExtent(network.points?.targets ?? [], unit);
  if (spec?.dataset?.key === DRAWN && low >= -1 && high <= 1) return [-1, 1, 0];
  if (high > low) return [low, high, middleOf(low, high, means[unit])];
  return [means[unit] - 2 * scales[unit], means[unit] + 2 * scales[unit], means[unit]];
}

/**
 * A value as −1 to +1 between the ends: each half of the colors is linear.
 * @param {number} value
 * @param {readonly number[]} range Low, high, and the middle if it is not in the middle.
 */
export function signedShare(value, [low, high, middle = (low + high) / 2]) {
  return (value - middle) / (value < middle ? middle - low : high - middle);
}

/**
 * The sample at a place of the map; both shares run from 0 to 1, from the left and from the top.
 * @param {View} plane
 * @param {number} across
 * @param {number} down
 * @returns {number[]}
 */
export function sampleAt({ x, y, axes, held }, across, down) {
  const sample = [...held];
  if (axes[0] >= 0) sample[axes[0]] = x[0] + across * (x[1] - x[0]);
  if (axes[1] >= 0) sample[axes[1]] = y[1] - down * (y[1] - y[0]);
  return sample;
}

/**
 * The place of a sample on the map, as shares; without an axis in the middle.
 * @param {View} plane
 * @param {readonly number[]} sample
 * @returns {[number, number]}
 */
export function placeAt({ x, y, axes: [across, up] }, sample) {
  return [
    across < 0 ? 0.5 : (sample[across] - x[0]) / (x[1] - x[0]),
    up < 0 ? 0.5 : (y[1] - sample[up]) / (y[1] - y[0]),
  ];
}

/**
 * The point that is drawn nearest to a place of the map.
 * @param {View} plane
 * @param {{inputs: number[][], split?: string[]} | null} points
 * @param {readonly number[]} sample
 * @param {{within: number, isShown: (split: string) => boolean}} search within: share of the side.
 * @returns {number} Its index; −1: none.
 */
export function nearestPoint(plane, points, sample, { within, isShown }) {
  const [x, y] = placeAt(plane, sample);
  let [best, least] = [-1, within * within];
  points?.inputs.forEach((input, at) => {
    if (!isShown(points.split?.[at] ?? "train")) return;
    const [otherX, otherY] = placeAt(plane, input);
    const away = (otherX - x) ** 2 + (otherY - y) ** 2;
    if (away < least) [best, least] = [at, away];
  });
  return best;
}
