// @ts-check
// Formulas with numbers in them: as parts that a view writes as MathML, and as plain text. Pure.
import { formatInput, formatNumber } from "../format.js";

/**
 * @typedef {{number: number | null, wrapped?: boolean, given?: boolean}} Value
 * @typedef {string | Value | {sub: [string, string]} | {over: [Part[], Part[]]} | {root: Part[]}
 *   | {power: [Part[], Part[]]} | {group: Part[]}} Part A string is a name or a sign.
 */
/** @typedef {Part[]} Formula */
/** @typedef {{label?: string, formula: Formula}} Line */

export const DIGITS = 4;

/** @param {number | null} value @returns {Part} */
export const num = (value) => ({ number: value });

/** A number that somebody chose, as it was chosen: 0.03. @param {number} value @returns {Part} */
export const given = (value) => ({ number: value, given: true });

/** A number after another sign: negative ones stand in parentheses. */
export const factor = (/** @type {number | null} */ value) =>
  /** @type {Part} */ ({ number: value, wrapped: value !== null && value < 0 });

/** @param {string} base @param {string | number} index @returns {Part} */
export const sub = (base, index) => ({ sub: [base, String(index)] });

/** @param {Part[]} top @param {Part[]} bottom @returns {Part} */
export const over = (top, bottom) => ({ over: [top, bottom] });

/** @param {Part[]} inside @returns {Part} */
export const root = (inside) => ({ root: inside });

/** @param {Part[]} base @param {Part[]} exponent @returns {Part} */
export const power = (base, exponent) => ({ power: [base, exponent] });

/** @param {Part[]} base @returns {Part} */
export const square = (base) => power(base, ["2"]);

/** In parentheses. @param {Part[]} inside @returns {Part} */
export const group = (inside) => ({ group: inside });

/** f(…). @param {string} name @param {Part[]} inside @returns {Part[]} */
export const apply = (name, inside) => [name, group(inside)];

/** A sum of products. @param {(number | null)[]} left @param {(number | null)[]} right */
export const products = (left, right) =>
  left.flatMap((value, at) => [
    ...(at > 0 ? ["+"] : []), at > 0 ? factor(value) : num(value), "·", factor(right[at]),
  ]);

/** @param {Value} value */
export function numberText({ number, wrapped, given: asGiven }) {
  const text = asGiven && number !== null ? formatInput(number) : formatNumber(number, DIGITS);
  return wrapped ? `(${text})` : text;
}

const SIGNS = Object.freeze(["=", "+", "−", "·", "→", "×"]);

/** Whether a name is a sign between values. @param {Part} part */
export const isSign = (part) => typeof part === "string" && SIGNS.includes(part);

/** @param {Part} part @returns {string} */
function partText(part) {
  if (typeof part === "string") return isSign(part) && part !== "·" ? ` ${part} ` : part;
  if ("number" in part) return numberText(part);
  if ("sub" in part) return part.sub.join("");
  if ("over" in part) return `${bracketed(part.over[0])}/${bracketed(part.over[1])}`;
  if ("root" in part) return `√(${textOf(part.root)})`;
  if ("power" in part) return powerText(part.power);
  return `(${textOf(part.group)})`;
}

/** @param {[Part[], Part[]]} power */
function powerText([base, exponent]) {
  const above = textOf(exponent);
  return `${textOf(base)}${above === "2" ? "²" : `^(${above})`}`;
}

/** @param {Part[]} parts */
const bracketed = (parts) => (parts.length > 1 ? `(${textOf(parts)})` : textOf(parts));

/** @param {Formula} formula */
export const textOf = (formula) => formula.map(partText).join("");
