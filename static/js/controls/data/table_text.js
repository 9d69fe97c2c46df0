// @ts-check
// Whether what somebody pastes is a table. Pure.

const DELIMITERS = Object.freeze(["\t", ";", ",", "|"]);
const LOOKED_AT = 4000; // characters
const LEAST_LINES = 3;

/** Whether text may be a table: lines that are parted alike. @param {string} text */
export function looksLikeTable(text) {
  const lines = text.slice(0, LOOKED_AT).split(/\r\n|\r|\n/).filter((line) => line.trim() !== "");
  if (lines.length < LEAST_LINES) return false;
  const parts = (/** @type {string} */ line, /** @type {string} */ one) => line.split(one).length;
  return DELIMITERS.some((one) => parts(lines[0], one) > 1
    && parts(lines[0], one) === parts(lines[1], one));
}
