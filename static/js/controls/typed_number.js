// @ts-check
// What a person types into a field for numbers. Pure.
import { decimalMark } from "../store/format.js";

const SPACES = /[\s\u2009\u202f]/g; // between thousands, of any width
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** Groups of three, and a decimal mark that is not the mark between them. */
const GROUPED = /^[+-]?[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*(?!\1)[.,]\d+$/;
const MANY_GROUPS = /^[+-]?[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})+$/;
const ONE_GROUP = /^[+-]?[1-9]\d{0,2}([.,])\d{3}$/;

/** @param {string} text */
const plain = (text) => text.replace(SPACES, "").replace("\u2212", "-");

/**
 * Whether a text may mean a thousand or one: "1.000" in German, "1,000" in English, and in a field
 * for whole numbers both in both.
 * @param {string} text
 * @param {boolean} [integer] Whether a whole number is asked for.
 */
export function isAmbiguous(text, integer = false) {
  const mark = ONE_GROUP.exec(plain(text))?.[1];
  return mark !== undefined && (integer || mark !== decimalMark.value);
}

/** Digits with a decimal point and nothing between thousands. @param {string} text */
function normal(text) {
  if (MANY_GROUPS.test(text)) return text.replace(/[.,]/g, "");
  const grouped = GROUPED.exec(text);
  return (grouped ? text.replaceAll(grouped[1], "") : text).replace(",", ".");
}

/**
 * The number that is meant, with a decimal comma or point; or the text, where it is none or may
 * mean two things: the server says at the field what it wants.
 * @param {string} text
 * @param {boolean} [integer] Whether a whole number is asked for.
 * @returns {number | string}
 */
export function parseTyped(text, integer = false) {
  const digits = normal(plain(text));
  if (!NUMBER.test(digits) || isAmbiguous(text, integer)) return text.trim();
  const value = Number(digits);
  return Number.isFinite(value) ? value : text.trim();
}
