// @ts-check
// What a person types into a field for numbers. Pure.

const SPACES = /[\s\u2009\u202f]/g; // between thousands, of any width
const NUMBER = /^[+-]?(\d+[.,]?\d*|[.,]\d+)(e[+-]?\d+)?$/i;
const THOUSANDS = /,\d{3}$/; // in a count "1,000" may mean a thousand, or one: the server asks

/**
 * The number that is meant, with a decimal comma or point; or the text, where it is none or may
 * mean two things: the server says at the field what it wants.
 * @param {string} text
 * @param {boolean} [integer] Whether a whole number is asked for.
 * @returns {number | string}
 */
export function parseTyped(text, integer = false) {
  const plain = text.replace(SPACES, "").replace("\u2212", "-");
  if (!NUMBER.test(plain) || (integer && THOUSANDS.test(plain))) return text.trim();
  const value = Number(plain.replace(",", "."));
  return Number.isFinite(value) ? value : text.trim();
}
