// @ts-check
// A formula as MathML. It may be broken before its equals, plus and minus signs: each piece is a
// <math> of its own.
import { html } from "../../html.js";
import { isSign, numberText } from "../../store/network/formula.js";

const BREAKS = Object.freeze(["=", "+", "−", "→"]);

/** @typedef {import("../../store/network/formula.js").Part} Part */

/** @param {Part} part @returns {any} */
function write(part) {
  if (typeof part === "string") {
    // A sign at the start of a piece still stands between two values.
    if (isSign(part)) return html`<mo form="infix">${part}</mo>`;
    return !/[\p{L}\d]/u.test(part) ? html`<mo>${part}</mo>`
      : html`<mi mathvariant="normal">${part}</mi>`;
  }
  if ("number" in part) return html`<mn>${numberText(part)}</mn>`;
  if ("sub" in part) return html`<msub><mi mathvariant="normal">${part.sub[0]}</mi><mn>${part.sub[1]}</mn></msub>`;
  if ("over" in part) return html`<mfrac>${part.over.map(row)}</mfrac>`;
  if ("root" in part) return html`<msqrt>${part.root.map(write)}</msqrt>`;
  if ("power" in part && part.power[1][0] === "2") {
    return html`<mrow>${part.power[0].map(write)}<mo lspace="0" rspace="0">²</mo></mrow>`;
  }
  if ("power" in part) return html`<msup>${part.power.map(row)}</msup>`;
  return html`<mrow><mo>(</mo>${part.group.map(write)}<mo>)</mo></mrow>`;
}

/** @param {Part[]} parts */
const row = (parts) => html`<mrow>${parts.map(write)}</mrow>`;

/** Pieces between which a line may be broken. @param {Part[]} formula @returns {Part[][]} */
export function piecesOf(formula) {
  /** @type {Part[][]} */
  const pieces = [[]];
  for (const part of formula) {
    const isBreak = typeof part === "string" && BREAKS.includes(part);
    const last = pieces[pieces.length - 1];
    const isLeading = last.length === 0 || (last.length === 1 && isSign(last[0]));
    if (isBreak && !isLeading) pieces.push([]);
    pieces[pieces.length - 1].push(part);
  }
  return pieces;
}

/** @param {{formula: Part[]}} props */
export function Formula({ formula }) {
  return html`
    <span class="formula">${piecesOf(formula).map((piece) => html`<math
      displaystyle="true">${row(piece)}</math><wbr />`)}</span>`;
}
