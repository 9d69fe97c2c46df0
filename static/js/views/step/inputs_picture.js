// @ts-check
// A number for each input, where the inputs are the squares of a picture: blue adds, orange takes
// away; the strongest are framed.
import { useEffect, useRef } from "preact/hooks";
import { html } from "../../html.js";
import { strongestFirst } from "../../store/walk/forward.js";
import { t } from "../../texts/texts.js";
import { colorOf, readPalette } from "../palette.js";
import { fitCanvas, largestOf } from "../pixels.js";

const SIDE = 128; // css px
const FRAMED = 6;

/** @param {HTMLCanvasElement} canvas @param {number[]} values @param {number[]} shape */
function paint(canvas, values, [height, width]) {
  const palette = readPalette();
  const ratio = fitCanvas(canvas, SIDE, SIDE);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, SIDE, SIDE);
  const cell = SIDE / Math.max(height, width);
  const largest = largestOf(values) || 1;
  const place = (/** @type {number} */ at) => [(at % width) * cell, Math.floor(at / width) * cell];
  values.forEach((value, at) => {
    context.fillStyle = colorOf(palette, value / largest);
    context.fillRect(place(at)[0], place(at)[1], cell + 0.25, cell + 0.25);
  });
  context.strokeStyle = palette.text;
  context.lineWidth = 1.5;
  for (const at of strongestFirst(values).slice(0, FRAMED)) {
    context.strokeRect(place(at)[0] + 1, place(at)[1] + 1, cell - 2, cell - 2);
  }
}

/** @param {{values: number[], of: string, shape: number[], theme: string}} props */
export function InputsPicture({ values, of, shape, theme }) {
  const ref = useRef(/** @type {any} */ (null));
  useEffect(() => { paint(ref.current, values, shape); }, [values, theme]);
  return html`
    <figure class="walk-picture">
      <canvas ref=${ref} width="1" height="1" role="img" aria-label=${t(of)}></canvas>
      <figcaption class="walk-say">${t(of)}</figcaption>
    </figure>`;
}
