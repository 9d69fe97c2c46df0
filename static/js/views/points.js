// @ts-check
// The data points over a map: train points filled, test points hollow, colored by target.
import { colorOf } from "./palette.js";
import { fitCanvas } from "./pixels.js";

const MOST_DRAWN = 2000;
const SMALL = 2; // css px: a radius below this leaves no room for a rim

/**
 * A target as a value from −1 to +1: class 0 and 1 are the ends.
 * @param {any} target
 * @param {string} task
 */
export function targetValue(target, task) {
  const value = Array.isArray(target) ? target[0] : target;
  return task === "classification" ? 2 * value - 1 : value;
}

/**
 * @typedef {object} Look
 * @property {import("./palette.js").Palette} palette
 * @property {string} task
 * @property {readonly number[]} domain
 * @property {number} side css px
 * @property {number} radius css px
 */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{inputs: number[][], targets: any[], split?: string[]}} points
 * @param {Look} look
 */
export function paintPoints(canvas, points, { palette, task, domain, side, radius }) {
  const ratio = fitCanvas(canvas, side, side);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, side, side);
  const [low, high] = domain;
  const scale = side / (high - low);
  // Values near zero have the color of the map's zero: a gray rim keeps their points in sight.
  const outline = task === "classification" || radius < SMALL ? palette.outline : palette.quiet;
  const count = Math.min(points.inputs.length, MOST_DRAWN);
  for (let i = 0; i < count; i += 1) {
    const [x1, x2] = points.inputs[i];
    const color = colorOf(palette, targetValue(points.targets[i], task));
    context.beginPath();
    context.arc((x1 - low) * scale, (high - x2) * scale, radius, 0, 2 * Math.PI);
    if (points.split?.[i] === "test") strokeHollow(context, color, palette.outline, radius);
    else strokeFilled(context, color, outline, radius);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} color
 * @param {string} outline
 * @param {number} radius
 */
function strokeFilled(context, color, outline, radius) {
  context.fillStyle = color;
  context.strokeStyle = outline;
  context.lineWidth = radius / 3.5;
  context.fill();
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} color
 * @param {string} outline
 * @param {number} radius
 */
function strokeHollow(context, color, outline, radius) {
  context.fillStyle = outline;
  context.fill();
  context.strokeStyle = color;
  context.lineWidth = radius * 0.6;
  context.stroke();
}
