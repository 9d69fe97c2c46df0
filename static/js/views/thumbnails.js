// @ts-check
// Paints the thumbnails of the data sets from real samples: points on the two columns that show
// them best; where a sample is a picture, four of them.
import { computed, effect } from "@preact/signals";
import { entryOf } from "../store/catalog.js";
import { readPalette, watchSystemColors } from "./palette.js";
import { drawPicture } from "./picture.js";
import { fitCanvas } from "./pixels.js";
import { paintPoints } from "./points.js";

const SIDE = 48; // css px
const RADIUS = 1.4;
const MARGIN = 0.08; // around measured points, as a share of their range
const GAP = 3; // css px around and between pictures

/** @typedef {{task: string, classes?: string[], inputs: number[][], targets: any[]}} Sample */

/** @param {number[][]} inputs @param {number} column @returns {[number, number]} */
function rangeOf(inputs, column) {
  const values = inputs.map((row) => row[column]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = (high - low || 1) * MARGIN;
  return [low - margin, high + margin];
}

/** @param {any} entry @param {Sample} sample */
export function planeOfSample(entry, { inputs }) {
  const { domain, axes, columns } = entry;
  if (domain) return { x: domain, y: domain, axes: [0, 1], held: [0, 0] };
  const [across, up] = axes.map((/** @type {string} */ name) => columns.indexOf(name));
  return { x: rangeOf(inputs, across), y: rangeOf(inputs, up), axes: [across, up], held: [] };
}

/** @param {any[]} targets */
function valuesOf(targets) {
  const values = targets.map((target) => (Array.isArray(target) ? target[0] : target));
  return [Math.min(...values), Math.max(...values)];
}

/**
 * The first picture of each of the first four classes.
 * @param {HTMLCanvasElement} canvas
 * @param {Sample} sample
 * @param {readonly number[]} shape
 * @param {import("./palette.js").Palette} palette
 */
function paintPictures(canvas, { inputs, targets }, shape, palette) {
  const ratio = fitCanvas(canvas, SIDE, SIDE);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = palette.zero;
  context.fillRect(0, 0, SIDE, SIDE);
  const most = Math.max(...inputs.flat());
  const side = (SIDE - 3 * GAP) / 2;
  for (const at of [0, 1, 2, 3]) {
    const row = targets.indexOf(at);
    if (row < 0) continue;
    const inks = inputs[row].map((value) => value / most);
    const [x, y] = [at % 2, Math.floor(at / 2)].map((place) => GAP + place * (side + GAP));
    drawPicture(context, inks, shape, { x, y, side }, palette.text);
  }
}

/** @param {HTMLCanvasElement} canvas @param {any} entry @param {any} sample @param {any} palette */
function paintThumbnail(canvas, entry, sample, palette) {
  if (entry.image) {
    paintPictures(canvas, sample, entry.image, palette);
    return;
  }
  paintPoints(canvas, sample, {
    palette, task: sample.task, classes: sample.classes?.length, side: SIDE, radius: RADIUS,
    plane: planeOfSample(entry, sample),
    values: entry.kind === "real" ? valuesOf(sample.targets) : undefined,
  });
}

/** @param {import("../store/store.js").Store} store @param {Document} [root] */
export function startThumbnails(store, root = document) {
  function paint() {
    const palette = readPalette();
    for (const element of root.querySelectorAll("canvas[data-thumbnail]")) {
      const canvas = /** @type {HTMLCanvasElement} */ (element);
      const key = canvas.dataset.thumbnail ?? "";
      const sample = store.samples.value[key];
      const entry = entryOf(store.catalog.value, "datasets", key);
      if (sample && entry) paintThumbnail(canvas, entry, sample, palette);
    }
  }
  // The canvases are there once the first network is, and others when their group is shown.
  const drawn = computed(() => store.network.value !== null && store.catalog.value !== null);
  effect(() => {
    for (const change of [store.samples, store.theme, store.dataGroup, drawn]) change.value;
    requestAnimationFrame(paint);
  });
  watchSystemColors(paint);
}
