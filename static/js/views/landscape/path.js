// @ts-check
// The way of the run over a slice: where it began, where it is, and steps between.
import { formatCount } from "../../store/format.js";
import { writeWithHalo } from "./flat.js";

const HALO = 4; // css px
const MARKS = 5; // about so many steps are named
const MARK_GAP = 56;

/** @typedef {{step: number, x: number, y: number}} Waypoint On the canvas. */

/** @param {CanvasRenderingContext2D} context @param {number[]} place @param {number} radius */
function circle(context, [x, y], radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Waypoint[]} way From the start to the present.
 * @param {any} palette
 */
export function drawWay(context, way, palette) {
  if (way.length === 0) return;
  context.lineJoin = "round";
  context.lineCap = "round";
  for (const [color, width] of [[palette.outline, HALO], [palette.text, 1.75]]) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.beginPath();
    way.forEach(({ x, y }, at) => (at === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.stroke();
  }
  drawSteps(context, way, palette);
  circle(context, [way[0].x, way[0].y], 4.5);
  context.fillStyle = palette.outline;
  context.fill();
  context.strokeStyle = palette.text;
  context.lineWidth = 1.75;
  context.stroke();
}

/** Steps at which a number is said, far enough from each other to be read. */
function drawSteps(/** @type {CanvasRenderingContext2D} */ context, /** @type {Waypoint[]} */ way,
  /** @type {any} */ palette) {
  const taken = [way[0], way[way.length - 1]];
  for (let k = 1; k < MARKS; k += 1) {
    const at = way[Math.round((k / MARKS) * (way.length - 1))];
    if (taken.some(({ x, y }) => Math.hypot(x - at.x, y - at.y) < MARK_GAP)) continue;
    taken.push(at);
    circle(context, [at.x, at.y], 3);
    context.fillStyle = palette.text;
    context.fill();
    writeWithHalo(context, formatCount(at.step), [at.x + 8, at.y - 10], palette, "left");
  }
}

/**
 * The network: filled where it is shown, a ring where it is meanwhile.
 * @param {CanvasRenderingContext2D} context @param {number[]} place @param {any} palette
 * @param {string} accent @param {boolean} isShown
 */
export function drawNetwork(context, place, palette, accent, isShown) {
  circle(context, place, isShown ? 7 : 5.5);
  context.lineWidth = 2.5;
  context.fillStyle = isShown ? accent : palette.outline;
  context.strokeStyle = isShown ? palette.outline : accent;
  context.fill();
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {number[]} place @param {any} palette */
export function drawCross(context, [x, y], palette, size = 5) {
  for (const [color, width] of [[palette.outline, 4], [palette.text, 1.5]]) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(x - size, y - size);
    context.lineTo(x + size, y + size);
    context.moveTo(x + size, y - size);
    context.lineTo(x - size, y + size);
    context.stroke();
  }
}
