// @ts-check
// The slice from above: shaded, with contours that say their loss, and axes.
import { formatTick } from "../../store/format.js";
import { traceContour } from "../contour.js";
import { levelsOf, refine, roundLevels } from "./field.js";

const MARGIN = { left: 52, right: 10, top: 10, bottom: 40 }; // css px
const FINE = 130; // points along a side, about
const FONT = "12px system-ui, sans-serif";
const LABEL_GAP = 46; // css px between labels of contours
const EDGE_GAP = 24;

/** Where things are on the canvas. @param {number} width @param {number} height css px */
export function frameOf(width, height, /** @type {any} */ center, /** @type {number} */ span) {
  const side = Math.max(40, Math.min(width - MARGIN.left - MARGIN.right,
    height - MARGIN.top - MARGIN.bottom));
  const left = Math.max(MARGIN.left, (width - side) / 2);
  const perUnit = side / (2 * span);
  return {
    side, left, top: MARGIN.top, center, span,
    toX: (/** @type {number} */ x) => left + (x - center[0] + span) * perUnit,
    toY: (/** @type {number} */ y) => MARGIN.top + (center[1] + span - y) * perUnit,
    fromX: (/** @type {number} */ px) => (px - left) / perUnit + center[0] - span,
    fromY: (/** @type {number} */ py) => center[1] + span - (py - MARGIN.top) / perUnit,
  };
}

/** @typedef {ReturnType<typeof frameOf>} Frame */

/** Something that takes a path and keeps its pieces. */
function collector() {
  /** @type {number[][]} */
  const segments = [];
  let start = [0, 0];
  return {
    segments,
    moveTo: (/** @type {number} */ x, /** @type {number} */ y) => { start = [x, y]; },
    lineTo: (/** @type {number} */ x, /** @type {number} */ y) => segments.push([...start, x, y]),
  };
}

/**
 * What does not change until another surface comes: fine shares, and contours from 0 to 1.
 * @param {import("../../store/landscape/plane.js").Surface} surface
 * @param {import("./field.js").Scale} scale
 * @param {boolean} smooth Whether the loss is; a share of mistakes has steps.
 */
export function prepareFlat(surface, scale, smooth) {
  const shares = Float32Array.from(surface.losses, scale.shareOf);
  const factor = Math.max(1, Math.round(FINE / surface.size));
  const fine = refine(shares, surface.size, factor, smooth);
  const contours = levelsOf(scale).map((level) => {
    const path = collector();
    traceContour(/** @type {any} */ (path), fine.shares, fine.size, scale.shareOf(level), fine.size);
    const unit = (/** @type {number} */ at) => (at - 0.5) / (fine.size - 1);
    return { level, segments: path.segments.map((segment) => segment.map(unit)) };
  });
  return { fine, contours };
}

/** @param {ReturnType<typeof prepareFlat>["fine"]} fine @param {Uint32Array} pixels */
export function imageOf({ shares, size }, pixels) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [size, size];
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const image = context.createImageData(size, size);
  const data = new Uint32Array(image.data.buffer);
  for (let at = 0; at < data.length; at += 1) data[at] = pixels[Math.round(255 * shares[at])];
  context.putImageData(image, 0, 0);
  return canvas;
}

/**
 * @param {CanvasRenderingContext2D} context In css px.
 * @param {Frame} frame
 * @param {any} picture surface, image, contours, palette, axes: two names
 */
export function drawFlat(context, frame, picture) {
  const { surface, image, contours, palette } = picture;
  const { left, top, side, toX, toY } = frame;
  const [x0, y0] = [toX(surface.center[0] - surface.span), toY(surface.center[1] + surface.span)];
  const drawn = toX(surface.center[0] + surface.span) - x0;
  context.save();
  context.beginPath();
  context.rect(left, top, side, side);
  context.clip();
  context.imageSmoothingQuality = "high";
  const half = drawn / (image.width - 1) / 2; // the outermost points lie on the edge
  context.drawImage(image, x0 - half, y0 - half, drawn + 2 * half, drawn + 2 * half);
  drawContours(context, frame, contours, { x0, y0, drawn, palette });
  context.restore();
  drawAxes(context, frame, picture);
}

/** @param {CanvasRenderingContext2D} context @param {Frame} frame @param {any[]} contours */
function drawContours(context, frame, contours, /** @type {any} */ { x0, y0, drawn, palette }) {
  context.lineWidth = 1;
  context.strokeStyle = palette.text;
  context.globalAlpha = 0.4;
  context.beginPath();
  for (const { segments } of contours) {
    for (const [x1, y1, x2, y2] of segments) {
      context.moveTo(x0 + x1 * drawn, y0 + y1 * drawn);
      context.lineTo(x0 + x2 * drawn, y0 + y2 * drawn);
    }
  }
  context.stroke();
  context.globalAlpha = 1;
  /** @type {number[][]} */
  const taken = [];
  for (const { level, segments } of contours) {
    const place = labelPlace(segments, taken, frame, { x0, y0, drawn });
    if (!place) continue;
    taken.push(place);
    writeWithHalo(context, formatTick(level), place, palette);
  }
}

/** A place on a contour that is far from the labels so far, and from the edge. */
function labelPlace(/** @type {number[][]} */ segments, /** @type {number[][]} */ taken,
  /** @type {Frame} */ { left, top, side }, /** @type {any} */ { x0, y0, drawn }) {
  let [best, bestGap] = [/** @type {number[] | null} */ (null), LABEL_GAP];
  const every = Math.max(1, Math.floor(segments.length / 40));
  for (let at = Math.floor(every / 2); at < segments.length; at += every) {
    const [x1, y1, x2, y2] = segments[at];
    const [x, y] = [x0 + ((x1 + x2) / 2) * drawn, y0 + ((y1 + y2) / 2) * drawn];
    const toEdge = Math.min(x - left, left + side - x, y - top, top + side - y);
    if (toEdge < EDGE_GAP) continue;
    const gap = taken.reduce((least, [u, v]) => Math.min(least, Math.hypot(u - x, v - y)), 200);
    if (gap > bestGap) [best, bestGap] = [[x, y], gap];
  }
  return best;
}

/**
 * @param {CanvasRenderingContext2D} context @param {string} text @param {number[]} place
 * @param {any} palette @param {CanvasTextAlign} [align]
 */
export function writeWithHalo(context, text, [x, y], palette, align = "center") {
  context.font = FONT;
  context.textAlign = align;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = palette.outline;
  context.strokeText(text, x, y);
  context.fillStyle = palette.text;
  context.fillText(text, x, y);
}

/** @param {CanvasRenderingContext2D} context @param {Frame} frame @param {any} picture */
function drawAxes(context, { left, top, side, center, span, toX, toY }, { palette, axes }) {
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  context.strokeRect(left + 0.5, top + 0.5, side - 1, side - 1);
  context.fillStyle = palette.quiet;
  context.font = FONT;
  context.textBaseline = "top";
  context.textAlign = "center";
  const ticks = (/** @type {number} */ middle) => roundLevels(middle - span, middle + span, 5);
  for (const x of ticks(center[0])) context.fillText(formatTick(x), toX(x), top + side + 5);
  context.fillText(axes[0], left + side / 2, top + side + 22, side);
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const y of ticks(center[1])) context.fillText(formatTick(y), left - 6, toY(y));
  context.save();
  context.translate(left - 44, top + side / 2);
  context.rotate(-Math.PI / 2);
  context.textAlign = "center";
  context.fillText(axes[1], 0, 0, side);
  context.restore();
}
