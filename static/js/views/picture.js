// @ts-check
// Samples that are pictures, as ink on paper: a sample of the data, or what the inputs are held at.
import { fitCanvas } from "./pixels.js";

/**
 * @typedef {object} Frame
 * @property {number} x @property {number} y Top left, css px.
 * @property {number} side
 */

/**
 * @param {CanvasRenderingContext2D} context
 * @param {ArrayLike<number>} inks From 0 (paper) to 1, row by row.
 * @param {readonly number[]} shape Height and width, in squares.
 * @param {Frame} frame
 * @param {string} color
 */
export function drawPicture(context, inks, [height, width], { x, y, side }, color) {
  const cell = side / Math.max(height, width);
  context.fillStyle = color;
  for (let at = 0; at < inks.length; at += 1) {
    context.globalAlpha = Math.max(0, Math.min(1, inks[at]));
    // Whole pixels, so that no seams show between the squares.
    const [left, top] = [x + (at % width) * cell, y + Math.floor(at / width) * cell];
    context.fillRect(left, top, cell + 0.25, cell + 0.25);
  }
  context.globalAlpha = 1;
}

/**
 * What the inputs are held at, with the two that the map varies marked.
 * @param {HTMLCanvasElement} canvas
 * @param {any} network
 * @param {import("../store/plane.js").View} plane
 * @param {import("./palette.js").Palette} palette
 * @param {number} side css px
 */
export function paintInputs(canvas, network, plane, palette, side) {
  const { inputs: { shape, isImage }, preprocessing: { ranges, columns, features } } = network;
  const whole = extremesOf(ranges);
  const inks = plane.held.map((value, at) => {
    const { minimum, maximum } = isImage ? whole : ranges[at];
    return (value - minimum) / (maximum - minimum || 1);
  });
  const ratio = fitCanvas(canvas, side, side);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = palette.zero;
  context.fillRect(0, 0, side, side);
  drawPicture(context, inks, shape, { x: 0, y: 0, side }, palette.text);
  const cell = side / Math.max(...shape);
  const frame = (/** @type {number} */ at) =>
    [(at % shape[1]) * cell, Math.floor(at / shape[1]) * cell];
  context.lineWidth = 1.5;
  columns.forEach((/** @type {string} */ name, /** @type {number} */ at) => {
    const isVaried = plane.axes.includes(at);
    if (!isVaried && features.includes(name)) return;
    const [x, y] = frame(at);
    context.strokeStyle = isVaried ? palette.positive : palette.quiet;
    context.beginPath();
    if (isVaried) context.rect(x + 1, y + 1, cell - 2, cell - 2);
    else { // switched off: struck through
      context.moveTo(x + 3, y + 3);
      context.lineTo(x + cell - 3, y + cell - 3);
    }
    context.stroke();
  });
}

/** Of all columns. @param {{minimum: number, maximum: number}[]} ranges */
function extremesOf(ranges) {
  return {
    minimum: Math.min(...ranges.map(({ minimum }) => minimum)),
    maximum: Math.max(...ranges.map(({ maximum }) => maximum)),
  };
}
