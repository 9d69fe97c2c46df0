// @ts-check
// Numbers as the page writes them, in the language that is spoken: three significant digits, its
// own decimal mark, thin spaces between thousands.
import { computed } from "@preact/signals";
import { language } from "../texts/texts.js";

const THIN_SPACE = "\u2009";
const MINUS = "\u2212";
const LARGE = 1e6;
const SMALL = 1e-4;
/** @type {Record<string, string>} */
const SUPERSCRIPTS = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷",
  8: "⁸", 9: "⁹" };

/** The decimal mark of the language. */
export const decimalMark = computed(() =>
  new Intl.NumberFormat(language.value).formatToParts(0.5)
    .find(({ type }) => type === "decimal")?.value ?? ".");

/** Digits of the program as the page writes them. @param {string} digits */
const written = (digits) => digits.replace(".", decimalMark.value).replace("-", MINUS);

/** @param {number} value A whole number. */
export function formatCount(value) {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, THIN_SPACE);
}

/** "1.23 × 10⁻⁵". @param {number} value @param {number} digits */
function formatPower(value, digits) {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const power = [...exponent.replace("+", "")].map((sign) => SUPERSCRIPTS[sign]).join("");
  return `${written(mantissa)}${THIN_SPACE}×${THIN_SPACE}10${power}`;
}

/** @param {number | null | undefined} value @param {number} [digits] Significant digits. */
export function formatNumber(value, digits = 3) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  const size = Math.abs(value);
  if (size === Infinity) return value < 0 ? `${MINUS}∞` : "∞";
  if (size >= LARGE || (size > 0 && size < SMALL)) return formatPower(value, digits);
  const power = Number(size.toExponential(digits - 1).split("e")[1]); // as it is when rounded
  if (power >= digits) return (value < 0 ? MINUS : "") + formatCount(size);
  const decimals = digits - 1 - power;
  return written(value.toFixed(Math.max(0, decimals)));
}

/**
 * A loss keeps its width while it falls: three decimals.
 * @param {number | null | undefined} value
 */
export function formatLoss(value) {
  if (value === null || value === undefined) return "–";
  if (value > 0 && value < 0.0005) return `<${THIN_SPACE}${written("0.001")}`;
  return value < 100 ? written(value.toFixed(3)) : formatNumber(value);
}

/** A share of mistakes: 0 % is said only of none. @param {number | null | undefined} share */
export function formatMistakes(share) {
  if (share === null || share === undefined) return "–";
  if (share > 0 && share < 0.01) return `<${THIN_SPACE}1${THIN_SPACE}%`;
  return `${Math.round(share * 100)}${THIN_SPACE}%`;
}

/** 100 % is said only of all of them. @param {number} share 0 to 1 */
export function formatPercent(share) {
  return `${share === 1 ? 100 : Math.min(99, Math.round(share * 100))}${THIN_SPACE}%`;
}

/** The end of an axis: three significant digits, and no zeros for their own sake. */
export function formatTick(/** @type {number} */ value) {
  const size = Math.abs(value);
  if (size >= LARGE || (size > 0 && size < SMALL)) return formatPower(value, 3);
  return written(String(Number(value.toPrecision(3))));
}

/** A value as a person would type it. @param {number} value */
export function formatInput(value) {
  if (Number.isInteger(value)) return String(value);
  const isSmall = value !== 0 && Math.abs(value) < 1e-6; // from there on JavaScript has no powers
  const digits = isSmall ? value.toExponential() : String(Number(value.toPrecision(6)));
  return digits.replace(".", decimalMark.value);
}
