// @ts-check
// Numbers as the page writes them: three significant digits, thin spaces between thousands.

const THIN_SPACE = "\u2009";
const MINUS = "\u2212";

/** @param {number} value A whole number. */
export function formatCount(value) {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, THIN_SPACE);
}

/** @param {number | null | undefined} value @param {number} [digits] Significant digits. */
export function formatNumber(value, digits = 3) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size >= 10 ** digits) return (value < 0 ? MINUS : "") + formatCount(size);
  if (size > 0 && size < 1e-4) return value.toExponential(digits - 1).replaceAll("-", MINUS);
  const decimals = size === 0 ? digits - 1 : digits - 1 - Math.floor(Math.log10(size));
  return value.toFixed(Math.max(0, Math.min(decimals, digits + 3))).replace("-", MINUS);
}

/** A loss keeps its width while it falls: three decimals. @param {number | null | undefined} value */
export function formatLoss(value) {
  if (value === null || value === undefined) return "–";
  return value < 100 ? value.toFixed(3) : formatNumber(value);
}

/** 100 % is said only of all of them. @param {number} share 0 to 1 */
export function formatPercent(share) {
  return `${share === 1 ? 100 : Math.min(99, Math.round(share * 100))}${THIN_SPACE}%`;
}

/** A value as a person would type it. @param {number} value */
export function formatInput(value) {
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential().replace("e-", "e-");
  return String(Number(value.toPrecision(6)));
}
