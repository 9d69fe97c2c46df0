// @ts-check
// The slice as a relief: seen from a side that can be turned, without a library. Far cells are
// painted first, so that near ones cover them.
import { formatTick } from "../../store/format.js";
import { writeWithHalo } from "./flat.js";

const HEIGHT = 1.2; // of the highest loss, in half sides of the floor
const EDGE = { x: 38, y: 30 }; // css px, for what is written
const LIGHT = [-0.45, 0.35, 0.82];
const AWAY = 1.14; // of the names of the axes from the middle
const FONT = "12px system-ui, sans-serif";

/** @typedef {{azimuth: number, tilt: number}} Turn Degrees. */

/**
 * From (u, v) in −1 to 1 on the floor and a height in 0 to 1 to the canvas.
 * @param {number} width @param {number} height css px @param {Turn} turn
 */
export function projectionOf(width, height, { azimuth, tilt }) {
  const [a, e] = [azimuth, tilt].map((degrees) => (degrees * Math.PI) / 180);
  const [cosA, sinA, cosE, sinE] = [Math.cos(a), Math.sin(a), Math.cos(e), Math.sin(e)];
  const reach = 2 * Math.SQRT2; // of the floor, however it is turned
  const scale = Math.max(40, Math.min((width - 2 * EDGE.x) / reach,
    (height - 2 * EDGE.y) / (reach * sinE + HEIGHT * cosE)));
  const [middleX, middleY] = [width / 2, height / 2];
  const depth = (/** @type {number} */ u, /** @type {number} */ v) => u * sinA + v * cosA;
  return {
    depth, cosA, sinA,
    place: (/** @type {number} */ u, /** @type {number} */ v, /** @type {number} */ h) => [
      middleX + (u * cosA - v * sinA) * scale,
      middleY - (depth(u, v) * sinE + (h - 0.5) * HEIGHT * cosE) * scale,
    ],
  };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {any} picture surface, shares, scale, colors, palette, axes
 * @param {ReturnType<typeof projectionOf>} projection
 */
export function drawRelief(context, { surface: { size }, shares, scale, colors, palette, axes },
  projection) {
  drawFloor(context, projection, palette);
  const unit = (/** @type {number} */ at) => (2 * at) / (size - 1) - 1;
  const points = Array.from(shares, (share, at) =>
    projection.place(unit(at % size), unit(Math.floor(at / size)), share));
  const rows = range(size - 1, projection.cosA > 0);
  const columns = range(size - 1, projection.sinA > 0);
  context.lineWidth = 0.75;
  context.lineJoin = "round";
  for (const row of rows) {
    for (const column of columns) {
      const at = row * size + column;
      const corners = [at, at + 1, at + size + 1, at + size];
      const heights = corners.map((corner) => shares[corner]);
      const color = shade(heights, size, colors);
      context.beginPath();
      corners.forEach((corner, index) => {
        const [x, y] = points[corner];
        if (index === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      });
      context.closePath();
      context.fillStyle = color.fill;
      context.strokeStyle = color.line;
      context.fill();
      context.stroke();
    }
  }
  drawHeights(context, projection, scale, palette);
  const { place } = projection;
  writeNear(context, axes[0], [place(0, -AWAY, 0), place(0, AWAY, 0)], palette);
  writeNear(context, axes[1], [place(-AWAY, 0, 0), place(AWAY, 0, 0)], palette);
}

/** From far to near. @param {number} count @param {boolean} fromEnd */
function range(count, fromEnd) {
  const all = Array.from({ length: count }, (_, at) => at);
  return fromEnd ? all.reverse() : all;
}

/** Color of a cell: its height, and how it stands to the light. */
function shade(/** @type {number[]} */ [a, b, c, d], /** @type {number} */ size,
  /** @type {[number, number, number][]} */ colors) {
  const cell = 2 / (size - 1);
  const slopeU = ((b + c - a - d) / 2) * HEIGHT / cell;
  const slopeV = ((d + c - a - b) / 2) * HEIGHT / cell;
  const length = Math.hypot(slopeU, slopeV, 1);
  const light = (-slopeU * LIGHT[0] - slopeV * LIGHT[1] + LIGHT[2]) / length;
  const color = colors[Math.round(255 * ((a + b + c + d) / 4))];
  const lit = (/** @type {number} */ factor) =>
    `rgb(${color.map((part) => Math.round(Math.min(255, part * factor))).join(" ")})`;
  return { fill: lit(0.8 + 0.22 * light), line: lit(0.66 + 0.22 * light) };
}

/** @param {CanvasRenderingContext2D} context @param {any} projection @param {any} palette */
function drawFloor(context, { place }, palette) {
  const corners = [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([u, v]) => place(u, v, 0));
  context.strokeStyle = palette.quiet;
  context.lineWidth = 1;
  context.beginPath();
  corners.forEach(([x, y], at) => (at === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.closePath();
  context.stroke();
}

/** Beside the nearer edge, which is lower on the canvas, and wholly on it. */
function writeNear(/** @type {CanvasRenderingContext2D} */ context, /** @type {string} */ text,
  /** @type {number[][]} */ [a, b], /** @type {any} */ palette) {
  const [x, y] = a[1] > b[1] ? a : b;
  context.font = FONT;
  const half = context.measureText(text).width / 2 + 4;
  const width = context.canvas.clientWidth;
  writeWithHalo(context, text, [Math.max(half, Math.min(width - half, x)), y + 8], palette);
}

/** The scale of the losses, on the corner at the far left. */
function drawHeights(/** @type {CanvasRenderingContext2D} */ context, /** @type {any} */ { place },
  /** @type {import("./field.js").Scale} */ scale, /** @type {any} */ palette) {
  const corners = [[-1, -1], [1, -1], [1, 1], [-1, 1]];
  const [u, v] = corners.reduce((best, one) =>
    (place(one[0], one[1], 0)[0] < place(best[0], best[1], 0)[0] ? one : best));
  context.strokeStyle = palette.quiet;
  context.beginPath();
  for (const height of [0, 1]) {
    const [x, y] = place(u, v, height);
    if (height === 0) context.moveTo(x - 8, y);
    else context.lineTo(x - 8, y);
  }
  context.stroke();
  context.font = FONT;
  const middle = scale.log ? Math.sqrt(scale.low * scale.high) : (scale.low + scale.high) / 2;
  for (const loss of [scale.low, middle, scale.high]) {
    const [x, y] = place(u, v, scale.shareOf(loss));
    const text = formatTick(Number(loss.toPrecision(2)));
    const least = context.measureText(text).width + 2; // wholly on the canvas
    write(context, text, [Math.max(least, x - 13), y], palette, "right");
  }
}

/** @param {CanvasRenderingContext2D} context @param {string} text @param {number[]} place */
function write(context, text, [x, y], /** @type {any} */ palette,
  /** @type {CanvasTextAlign} */ align = "center") {
  context.font = FONT;
  context.textAlign = align;
  context.textBaseline = "middle";
  context.fillStyle = palette.quiet;
  context.fillText(text, x, y);
}
