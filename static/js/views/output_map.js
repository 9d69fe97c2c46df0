// @ts-check
// The large map: what the output, or the unit that is looked at, computes everywhere; the points
// on top; the line where the two classes are equally likely.
import { traceContour } from "./contour.js";
import { fitCanvas, largestOf, paintMap } from "./pixels.js";

const LINE_WIDTH = 1.5;

/**
 * How an output is colored (value = scale · map + shift, from −1 to +1), and where its boundary is.
 * @param {any} network
 * @param {any} spec
 * @param {Float32Array} map Of the output.
 * @param {number} unit Which of the outputs.
 */
export function outputLook(network, spec, map, unit) {
  const { activation } = network.layout[network.layout.length - 1];
  if (spec.task === "classification") {
    const isShare = activation === "sigmoid" || activation === "softmax";
    if (isShare) return { map, scale: 2, shift: -1, level: 0.5 };
    return { map, scale: 1, shift: 0, level: 0 };
  }
  const { target_mean: mean, target_scale: scale } = network.preprocessing;
  return { map, scale: scale?.[unit] ?? 1, shift: mean?.[unit] ?? 0, level: null };
}

/**
 * Units are colored by value; where it exceeds 1, the scale stretches.
 * @param {Float32Array} map
 */
export function unitLook(map) {
  return { map, scale: 1 / Math.max(1, largestOf(map)), shift: 0, level: null };
}

/** A canvas of grid resolution that the large map is scaled up from. */
export const createScratch = () => document.createElement("canvas");

/**
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLCanvasElement} scratch
 * @param {{map: ArrayLike<number>, scale: number, shift: number, level: number | null}} look
 * @param {import("./palette.js").Palette} palette
 * @param {number} side css px
 */
export function paintOutput(canvas, scratch, look, palette, side) {
  paintMap(scratch, look.map, palette.table, look.scale, look.shift);
  const ratio = fitCanvas(canvas, side, side);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.imageSmoothingEnabled = true;
  context.drawImage(scratch, 0, 0, side, side);
  if (look.level === null) return;
  context.beginPath();
  traceContour(context, look.map, scratch.width, look.level, side);
  context.strokeStyle = palette.text;
  context.lineWidth = LINE_WIDTH;
  context.stroke();
}
