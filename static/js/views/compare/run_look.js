// @ts-check
// How runs are told apart: a color, a dash and a letter each.
import { html } from "../../html.js";
import { classColor } from "../palette.js";

const CLASSES = Object.freeze([0, 5, 2, 3]); // which of the class colors
const DASHES = Object.freeze([[], [9, 4], [2, 3], [10, 3, 2, 3]]);
const GHOST_DASH = Object.freeze([1, 3]);

/** @param {number} slot */
export const letterOf = (slot) => "ABCD"[slot];

/** For canvases. @param {import("../palette.js").Palette} palette @param {number} slot */
export const colorOfSlot = (palette, slot) => classColor(palette, CLASSES[slot]);

/** @param {number} slot −1: a ghost. @returns {readonly number[]} */
export const dashOf = (slot) => (slot < 0 ? GHOST_DASH : DASHES[slot]);

/** The line of a run, as in the chart. @param {{slot: number}} props slot −1: a ghost. */
export function LineKey({ slot }) {
  const stroke = slot < 0 ? "var(--quiet)" : `var(--class-${CLASSES[slot]})`;
  return html`
    <svg class="line-key" viewBox="0 0 28 8" aria-hidden="true" style=${{ stroke }}>
      <path d="M1 4h26" stroke-dasharray=${dashOf(slot).join(" ")} />
    </svg>`;
}
