// @ts-check
// A picture in ink: one pixel of a canvas for each square, in the color of the text around it.
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { html } from "../../html.js";
import { watchSystemColors } from "../palette.js";

/** Rises when the system's colors change. */
function useSystemColors() {
  const count = useSignal(0);
  useEffect(() => watchSystemColors(() => { count.value += 1; }), []);
  return count.value;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {readonly number[]} inks
 * @param {readonly number[]} shape Height and width.
 * @param {number} most Of the ink of a square.
 */
function paint(canvas, inks, [height, width], most) {
  canvas.width = width;
  canvas.height = height;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = getComputedStyle(canvas).color;
  inks.forEach((ink, at) => {
    context.globalAlpha = Math.max(0, Math.min(1, ink / most));
    context.fillRect(at % width, Math.floor(at / width), 1, 1);
  });
}

/** @param {{inks: readonly number[], shape: readonly number[], most: number, theme: string}} props */
export function InkPicture({ inks, shape, most, theme }) {
  const canvas = useRef(/** @type {any} */ (null));
  const colors = useSystemColors();
  useEffect(() => paint(canvas.current, inks, shape, most), [inks, shape, most, theme, colors]);
  return html`<canvas ref=${canvas} class="ink" width="1" height="1" aria-hidden="true"></canvas>`;
}

/** The darkest ink that the data have. @param {any} network */
export const mostInk = ({ preprocessing: { ranges } }) =>
  Math.max(1, ...ranges.map((/** @type {{maximum: number}} */ { maximum }) => maximum));
