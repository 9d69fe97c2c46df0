// @ts-check
// What the map shows: two columns from left to right and from bottom to top, over their ranges;
// all others are held. Pure.
import { entryOf } from "./catalog.js";

const USUAL = Object.freeze([-6, 6]);
const MARGIN = 0.1; // beyond the range, as a share of it: room for the axes' names
const DRAWN = "points";
const FEW = Object.freeze({ span: 3, margin: 0.5 }); // of points drawn close together, as of gates

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
  if (high - low < FEW.span) return widen(low, high, FEW.margin);
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

/**
 * Low and high end of the colors of values.
 * @param {any} network
 * @param {any} catalog
 * @param {any} spec
 * @param {number} unit Which of the targets.
 * @returns {[number, number]}
 */
export function valueRange(network, catalog, spec, unit = 0) {
  if (entryOf(catalog, "datasets", spec?.dataset?.key)?.kind === "generator") return [-1, 1];
  const [low, high] = rememberExtent(network.points?.targets ?? [], unit);
  if (high > low) return [low, high];
  const { target_mean: means = [0], target_scale: scales = [1] } = network.preprocessing;
  return [means[unit] - 2 * scales[unit], means[unit] + 2 * scales[unit]];
}
