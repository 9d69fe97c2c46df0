// @ts-check
// The data points over a map: train points filled, test points hollow, colored by target; of more
// than two classes each has a shape of its own, too.
import { placeAt, signedShare } from "../store/plane.js";
import { traceMark } from "./marks.js";
import { classColor, colorOf } from "./palette.js";
import { fitCanvas } from "./pixels.js";

const MOST_DRAWN = 2000;
const [OUTER, INNER] = [1.25, 0.7]; // radii of a hollow point, as shares of a filled one's
const SMALL = 2; // css px: a radius below this leaves no room for a rim
const CIRCLE = 0;
const EVERY = Object.freeze({ train: true, test: true });

/**
 * @typedef {object} Look
 * @property {import("./palette.js").Palette} palette
 * @property {string} task
 * @property {number} [classes] How many there are.
 * @property {readonly number[]} [values] Regression: what has the colors of −1, of +1, and of 0.
 * @property {any} plane See store/plane.js.
 * @property {number} side css px
 * @property {number} radius css px
 * @property {{train: boolean, test: boolean}} [shown] Which of them; all where it is not said.
 */

/**
 * A target as a value from −1 to +1: class 0 and 1 are the ends.
 * @param {any} target
 * @param {string} task
 * @param {readonly number[]} values
 */
function targetValue(target, task, values) {
  const value = Array.isArray(target) ? target[0] : target;
  return task === "classification" ? 2 * value - 1 : signedShare(value, values);
}

/**
 * Color and mark of a target.
 * @param {Look} look
 * @returns {(target: any) => {color: string, mark: number}}
 */
function appearanceOf({ palette, task, classes = 2, values = [-1, 1] }) {
  if (task === "classification" && classes > 2) {
    return (target) => ({ color: classColor(palette, target), mark: target });
  }
  return (target) =>
    ({ color: colorOf(palette, targetValue(target, task, values)), mark: CIRCLE });
}

/**
 * Where a sample stands on the square.
 * @param {any} plane
 * @param {number} side
 * @returns {(sample: readonly number[]) => [number, number]}
 */
export function placeOn(plane, side) {
  return (sample) => {
    const [x, y] = placeAt(plane, sample);
    return [x * side, y * side];
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{inputs: number[][], targets: any[], split?: string[]}} points
 * @param {Look} look
 */
export function paintPoints(canvas, points, look) {
  const { palette, task, plane, side, radius, shown = EVERY } = look;
  const ratio = fitCanvas(canvas, side, side);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, side, side);
  const [placeOf, appearance] = [placeOn(plane, side), appearanceOf(look)];
  // Values near zero have the color of the map's zero: a gray rim keeps their points in sight.
  const rim = task === "classification" || radius < SMALL ? palette.outline : palette.quiet;
  const every = Math.max(1, Math.ceil(points.inputs.length / MOST_DRAWN));
  for (let i = 0; i < points.inputs.length; i += every) {
    const hollow = points.split?.[i] === "test";
    if (!(hollow ? shown.test : shown.train)) continue;
    const { color, mark } = appearance(points.targets[i]);
    const [x, y] = placeOf(points.inputs[i]);
    context.setTransform(ratio, 0, 0, ratio, ratio * x, ratio * y);
    if (hollow) paintHollow(context, mark, color, palette.outline, radius);
    else paintFilled(context, mark, color, radius);
    paintRim(context, mark, rim, radius, hollow);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} mark @param {string} color @param {number} radius
 */
function paintFilled(context, mark, color, radius) {
  traceMark(context, mark, radius);
  context.fillStyle = color;
  context.fill();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} mark
 * @param {string} color
 * @param {string} inside
 * @param {number} radius
 */
function paintHollow(context, mark, color, inside, radius) {
  paintFilled(context, mark, color, radius * OUTER);
  paintFilled(context, mark, inside, radius * INNER);
}

/** A thin line around a point keeps it apart from the map. */
function paintRim(
  /** @type {CanvasRenderingContext2D} */ context, /** @type {number} */ mark,
  /** @type {string} */ rim, /** @type {number} */ radius, /** @type {boolean} */ hollow,
) {
  traceMark(context, mark, radius * (hollow ? OUTER : 1));
  context.strokeStyle = rim;
  context.lineWidth = radius / 3.5;
  context.stroke();
}
