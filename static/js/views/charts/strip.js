// @ts-check
// Paints the weights of a layer: time from left to right, values upward, the more weights the
// stronger; at the right how many there are now. Blue is positive, orange negative, as on edges.
import { BINS } from "../../store/charts/weight_history.js";

const PRESENT = 56; // css px, of the histogram of now
const GAP = 8;
const FAINTEST = 0.14; // of a bin that has anything at all

/**
 * How strong each count is drawn, from 0 to 1.
 * @param {ArrayLike<number>} counts
 * @returns {number[]}
 */
export function strengths(counts) {
  let most = 0;
  for (let bin = 0; bin < counts.length; bin += 1) most = Math.max(most, counts[bin]);
  return Array.from(counts, (count) =>
    (count === 0 ? 0 : FAINTEST + (1 - FAINTEST) * Math.sqrt(count / most)));
}

/** Where each histogram begins and ends, in shares of the width. @param {number[]} steps @param {number} end */
export function placesOf(steps, end) {
  const first = steps[0] ?? 0;
  const span = Math.max(1, end - first);
  return steps.map((step, at) =>
    [(step - first) / span, ((steps[at + 1] ?? Math.max(end, step + 1)) - first) / span]);
}

/**
 * The weights of now in bars: the fewer weights, the wider.
 * @param {ArrayLike<number>} counts
 * @param {number} weights How many there are.
 * @returns {{bins: number, counts: number[]}} bins: of each bar.
 */
export function barsOf(counts, weights) {
  const bins = weights < 100 ? 4 : weights < 400 ? 2 : 1;
  const bars = new Array(counts.length / bins).fill(0);
  for (let bin = 0; bin < counts.length; bin += 1) bars[Math.floor(bin / bins)] += counts[bin];
  return { bins, counts: bars };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {any} picture See weights.js.
 * @param {import("./ink.js").Ink} ink
 */
export function paintStrip(canvas, picture, ink) {
  const { clientWidth, clientHeight } = canvas;
  if (clientWidth === 0 || clientHeight === 0) return;
  const scale = devicePixelRatio;
  canvas.width = Math.round(clientWidth * scale);
  canvas.height = Math.round(clientHeight * scale);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.scale(scale, scale);
  const area = { width: clientWidth - PRESENT - GAP, height: clientHeight };
  paintHistory(context, picture, ink, area);
  paintPresent(context, picture, ink, clientWidth - PRESENT, clientHeight);
  paintZero(context, picture, ink, clientWidth, clientHeight);
}

/** @param {any} picture @param {number} bin @param {number} height Top of a bin. */
const topOf = ({ first, last }, bin, height) => ((last - bin - 1) / (last - first)) * height;

/** Edges between pixels leave no seams. @param {number} place css px */
const onPixel = (place) => Math.round(place * devicePixelRatio) / devicePixelRatio;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {any} picture
 * @param {import("./ink.js").Ink} ink
 * @param {{width: number, height: number}} area
 */
function paintHistory(context, picture, ink, { width, height }) {
  const { columns, steps, end, first, last, past } = picture;
  placesOf(steps, end).forEach(([from, to], at) => {
    const [left, right] = [onPixel(from * width), onPixel(Math.min(1, to) * width)];
    if (left === right) return;
    const strong = strengths(columns[at]);
    for (let bin = first; bin < last; bin += 1) {
      if (strong[bin] === 0) continue;
      const [top, bottom] = [topOf(picture, bin, height), topOf(picture, bin - 1, height)]
        .map(onPixel);
      context.globalAlpha = strong[bin];
      context.fillStyle = bin < BINS / 2 ? ink.negative : ink.positive;
      context.fillRect(left, top, right - left, bottom - top);
    }
  });
  context.globalAlpha = 1;
  if (past === null) return;
  const span = Math.max(1, end - (steps[0] ?? 0));
  context.fillStyle = ink.accent;
  context.fillRect(((past - (steps[0] ?? 0)) / span) * width - 0.75, 0, 1.5, height);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {any} picture
 * @param {import("./ink.js").Ink} ink
 * @param {number} left
 * @param {number} height
 */
function paintPresent(context, picture, ink, left, height) {
  const bars = barsOf(picture.present, picture.count);
  const tall = (height / (picture.last - picture.first)) * bars.bins;
  const most = Math.max(1, ...bars.counts);
  bars.counts.forEach((count, bar) => {
    const bin = bar * bars.bins;
    context.fillStyle = bin < BINS / 2 ? ink.negative : ink.positive;
    context.fillRect(left, topOf(picture, bin + bars.bins - 1, height), (count / most) * PRESENT,
      Math.max(1, tall - 1));
  });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {any} picture
 * @param {import("./ink.js").Ink} ink
 * @param {number} width
 * @param {number} height
 */
function paintZero(context, picture, ink, width, height) {
  context.fillStyle = ink.edge;
  context.fillRect(0, Math.round(topOf(picture, BINS / 2 - 1, height)), width, 1);
  context.fillRect(width - PRESENT - 1, 0, 1, height);
}
