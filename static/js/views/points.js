// @ts-check
// The data points over a map: train points filled, test points hollow, colored by target.
import { colorOf } from "./palette.js";
import { fitCanvas } from "./pixels.js";

const MOST_DRAWN = 2000;
const [OUTER, INNER] = [1.25, 0.7]; // radii of a hollow point, as shares of a filled one's
const SMALL = 2; // css px: a radius below this leaves no room for a rim

/**
 * A target as a value from −1 to +1: class 0 and 1 are the ends.
 * @param {any} target
 * @param {string} task
 */
function targetValue(target, task) {
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
  const rim = task === "classification" || radius < SMALL ? palette.outline : palette.quiet;
  const every = Math.max(1, Math.ceil(points.inputs.length / MOST_DRAWN));
  for (let i = 0; i < points.inputs.length; i += every) {
    const [x1, x2] = points.inputs[i];
    const color = colorOf(palette, targetValue(points.targets[i], task));
    const hollow = points.split?.[i] === "test";
    const [x, y] = [(x1 - low) * scale, (high - x2) * scale];
    context.setTransform(ratio, 0, 0, ratio, ratio * x, ratio * y);
    if (hollow) paintHollow(context, color, palette.outline, radius);
    else paintFilled(context, color, radius);
    paintRim(context, rim, radius, hollow);
  }
}

/** @param {CanvasRenderingContext2D} context @param {string} color @param {number} radius */
function paintFilled(context, color, radius) {
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
  context.fillStyle = color;
  context.fill();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} color
 * @param {string} inside
 * @param {number} radius
 */
function paintHollow(context, color, inside, radius) {
  paintFilled(context, color, radius * OUTER);
  paintFilled(context, inside, radius * INNER);
}

/** A thin line around a point keeps it apart from the map. */
function paintRim(
  /** @type {CanvasRenderingContext2D} */ context, /** @type {string} */ rim,
  /** @type {number} */ radius, /** @type {boolean} */ hollow,
) {
  context.beginPath();
  context.arc(0, 0, radius * (hollow ? OUTER : 1), 0, 2 * Math.PI);
  context.strokeStyle = rim;
  context.lineWidth = radius / 3.5;
  context.stroke();
}
