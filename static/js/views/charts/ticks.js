// @ts-check
// Where the marks of an axis are and what stands there. Pure.
import { formatCount, formatNumber, formatPercent, formatTick } from "../../store/format.js";

const STEPS = Object.freeze([1, 2, 5]); // of every power of ten
const ROOM = 1.12; // above the highest value
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const MOST_MARKS = 5;

/** @typedef {(number | null | undefined)[]} Values */

/**
 * Lowest and highest, and the lowest above zero; where there is none, Infinity and −Infinity.
 * @param {readonly Values[]} columns
 */
export function extentOf(columns) {
  let [low, high, positive] = [Infinity, -Infinity, Infinity];
  for (const column of columns) {
    for (const value of column) {
      if (value === null || value === undefined) continue;
      if (value < low) low = value;
      if (value > high) high = value;
      if (value > 0 && value < positive) positive = value;
    }
  }
  return { low, high, positive };
}

/** From zero, or from below it where there is something. @param {readonly Values[]} columns */
export function linearRange(columns) {
  const { low, high } = extentOf(columns);
  const top = high > 0 ? high * ROOM : 1;
  return /** @type {[number, number]} */ ([low < 0 ? low * ROOM : 0, top]);
}

/** The mark at or below a value above zero. @param {number} value */
function markBelow(value) {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return power * (STEPS.findLast((step) => step * power <= value * (1 + 1e-9)) ?? 1);
}

/** The next mark above a mark. @param {number} mark */
function markAfter(mark) {
  const power = 10 ** Math.floor(Math.log10(mark) + 1e-9);
  const next = STEPS.find((step) => step * power > mark * (1 + 1e-9));
  return Number(((next ?? 10) * power).toPrecision(3));
}

/**
 * A log axis has no zero: where there are zeros, they lie on its lower edge, a power of ten below
 * all else.
 * @param {readonly Values[]} columns
 * @returns {{range: [number, number], zero: number | null}} zero: where zeros are drawn.
 */
export function logRange(columns) {
  const { low, high, positive } = extentOf(columns);
  if (positive === Infinity) return { range: [0.1, 1], zero: low <= 0 ? 0.1 : null };
  const zero = low <= 0 ? 10 ** (Math.floor(Math.log10(positive) + 1e-9) - 1) : null;
  const bottom = zero ?? markBelow(positive);
  return { range: [bottom, Math.max(high * ROOM, markAfter(bottom))], zero };
}

/**
 * Marks of a log axis: powers of ten, and where those are few, twos and fives between them.
 * @param {number} low Above zero.
 * @param {number} high
 * @param {number} [most] For which there is room.
 */
export function logMarks(low, high, most = MOST_MARKS) {
  /** @type {number[]} */
  const marks = [];
  if (!(low > 0)) return marks;
  for (let mark = markBelow(low); mark <= high * (1 + 1e-9); mark = markAfter(mark)) {
    if (mark >= low * (1 - 1e-9)) marks.push(mark);
  }
  if (marks.length <= most) return marks;
  const powers = marks.filter((mark) => Math.abs(Math.log10(mark) % 1) < 1e-9);
  if (powers.length < 2) return marks.filter((_, at) => at % Math.ceil(marks.length / most) === 0);
  const every = Math.ceil(powers.length / most);
  return powers.filter((_, at) => at % every === 0);
}

/** @param {number} power */
function powerOfTen(power) {
  const digits = [...String(Math.abs(power))].map((digit) => SUPERSCRIPTS[Number(digit)]).join("");
  return `10${power < 0 ? "⁻" : ""}${digits}`;
}

/** A mark of a log axis. @param {number} mark */
export function logLabel(mark) {
  const power = Math.log10(mark);
  const isFar = mark < 0.001 || mark >= 1e4;
  return isFar && Math.abs(power - Math.round(power)) < 1e-9 ? powerOfTen(Math.round(power))
    : formatTick(mark);
}

/** A mark of a linear axis. @param {number} value */
export const valueLabel = (value) =>
  (Math.abs(value) >= 1000 ? formatNumber(value, 2) : formatTick(Number(value.toPrecision(6))));

/** A mark of an axis of shares. @param {number} share */
export const shareLabel = (share) => (share > 1 ? "" : formatPercent(share));

/** A mark of a log axis of shares. @param {number} share */
export const logShareLabel = (share) =>
  (share > 1 ? "" : `${formatTick(Number((share * 100).toPrecision(3)))}\u2009%`);

/** A mark of an axis that is counted: whole ones only. @param {number} count */
export const countLabel = (count) => (Number.isInteger(count) ? formatCount(count) : "");
