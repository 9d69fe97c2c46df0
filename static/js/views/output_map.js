// @ts-check
// The large map: what the output, or the unit that is looked at, computes everywhere; the points
// on top; the line where the classes are equally likely.
import { paintBlend, paintRanks, traceBoundaries } from "./blend.js";
import { traceContour } from "./contour.js";
import { inSteps } from "./palette.js";
import { fitCanvas, largestOf, paintMap } from "./pixels.js";

const LINE_WIDTH = 1.5;
const DECIDED = 1e30; // any sum that is not zero is wholly on one side

/**
 * @typedef {object} MapLook value = scale · map + shift, from −1 to +1; the boundary is at level.
 * @property {ArrayLike<number>} map
 * @property {number} scale
 * @property {number} shift
 * @property {number | null} level null: no boundary.
 * @property {ArrayLike<number>} [line] In which the boundary lies, if not in the map.
 * @property {Uint32Array} [table] Colors, if not those of negative and positive.
 * @property {readonly ArrayLike<number>[]} [blend] Of all classes: they are shown at once.
 * @property {number} [bend] How many times as far from zero a negative value is.
 * @property {string} [color] What the colors of classes say: see store/map_options.js.
 * @property {boolean} [steps] Whether they do so in steps.
 * @property {boolean} [pixels] A picture: its squares stay squares, however large.
 */

/** @param {any} network @param {any} spec Whether there are more classes than two colors tell. */
export const hasManyClasses = (network, spec) =>
  spec?.task === "classification" && (network?.classes?.length ?? 0) > 2;

/**
 * How an output is colored, and where its boundary is.
 * @param {any} network
 * @param {any} spec
 * @param {import("../nn/forward.js").Maps} maps
 * @param {number} unit Which of the outputs.
 * @param {{palette: import("./palette.js").Palette, values: readonly number[]}} colors
 * @returns {MapLook}
 */
export function outputLook(network, spec, maps, unit, { palette, values }) {
  const map = maps.layers[network.layout.length - 1][unit];
  if (spec.task === "classification") {
    if (!hasManyClasses(network, spec)) return classLook(network, maps, map, unit);
    const table = palette.classTables[unit % palette.classTables.length];
    return { map, scale: 1, shift: 0, level: 0.5, table };
  }
  const [low, high, middle = (low + high) / 2] = values;
  const { target_mean: mean, target_scale: scale } = network.preprocessing;
  const perColor = 1 / (high - middle);
  const shift = ((mean?.[unit] ?? 0) - middle) * perColor;
  const bend = (high - middle) / (middle - low);
  return { map, scale: (scale?.[unit] ?? 1) * perColor, shift, level: null, bend };
}

/**
 * Of two classes.
 * @param {any} network @param {import("../nn/forward.js").Maps} maps
 * @param {Float32Array} map @param {number} unit
 * @returns {MapLook}
 */
function classLook({ layout }, { sums }, map, unit) {
  const { activation } = layout[layout.length - 1];
  const line = sums?.[unit];
  if (activation === "step") return { map, scale: 2, shift: -1, level: 0, line };
  if (line) return { map: line, scale: DECIDED, shift: 0, level: 0 }; // a sum of 0 is undecided
  const isShare = activation === "sigmoid" || activation === "softmax";
  if (isShare) return { map, scale: 2, shift: -1, level: 0.5 };
  return { map, scale: 1, shift: 0, level: 0 };
}

/**
 * All classes at once.
 * @param {any} network
 * @param {import("../nn/forward.js").Maps} maps
 * @returns {MapLook}
 */
export function blendLook(network, maps) {
  const blend = maps.layers[network.layout.length - 1];
  return { map: blend[0], scale: 1, shift: 0, level: null, blend };
}

/**
 * Units are colored by value; where it exceeds 1, the scale stretches.
 * @param {Float32Array} map
 * @returns {MapLook}
 */
export function unitLook(map) {
  return { map, scale: 1 / Math.max(1, largestOf(map)), shift: 0, level: null };
}

/**
 * The same as the viewer wants it colored.
 * @param {MapLook} look
 * @param {import("../store/map_options.js").MapOptions} options
 * @param {import("./palette.js").Palette} palette
 * @param {boolean} isOfClasses Whether the look is of two classes, or of all of them.
 * @returns {MapLook}
 */
export function wantedLook(look, { color, steps }, palette, isOfClasses) {
  if (look.blend) return { ...look, color, steps };
  const { table = palette.table } = look;
  if (isOfClasses && color === "class") return { ...look, table: palette.signTable };
  const shades = isOfClasses && color === "confidence" ? palette.sureTable : table;
  return { ...look, table: steps ? inSteps(shades) : shades };
}

/** A canvas of grid resolution that the large map is scaled up from. */
export const createScratch = () => document.createElement("canvas");

/**
 * @param {HTMLCanvasElement} canvas
 * @param {MapLook} look
 * @param {import("./palette.js").Palette} palette
 */
export function paintLook(canvas, look, palette) {
  const { map, scale, shift, table, blend, bend, color = "probability", steps = false } = look;
  const isPlain = color === "probability" && !steps;
  if (!blend) paintMap(canvas, map, table ?? palette.table, scale, shift, bend);
  else if (isPlain) paintBlend(canvas, blend, palette);
  else paintRanks(canvas, blend, /** @type {"class"} */ (color), { palette, steps });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLCanvasElement} scratch
 * @param {MapLook} look
 * @param {import("./palette.js").Palette} palette
 * @param {number} side css px
 */
export function paintOutput(canvas, scratch, look, palette, side) {
  paintLook(scratch, look, palette);
  const ratio = fitCanvas(canvas, side, side);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.imageSmoothingEnabled = !look.pixels;
  context.drawImage(scratch, 0, 0, side, side);
  if (look.level === null && !look.blend) return;
  context.beginPath();
  if (look.blend) traceBoundaries(context, look.blend, side);
  else traceContour(context, look.line ?? look.map, scratch.width, look.level ?? 0, side);
  context.strokeStyle = palette.text;
  context.lineWidth = LINE_WIDTH;
  context.stroke();
}
