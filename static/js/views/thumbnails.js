// @ts-check
// Paints the thumbnails of the data sets from real samples: points on the two columns that show
// them best; where a sample is a picture, four of them.
import { effect } from "@preact/signals";
import { entryOf } from "../store/catalog.js";
import { POINTS } from "../store/own_data/data_sets.js";
import { classesInUse, SQUARE } from "../store/own_data/own_points.js";
import { readPalette, watchSystemColors } from "./palette.js";
import { drawPicture } from "./picture.js";
import { fitCanvas } from "./pixels.js";
import { paintPoints } from "./points.js";

const SIDE = 48; // css px
const RADIUS = 1.4;
const MOST = 160; // points
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
  const [across, up] = [0, 1].map((at) => columns.indexOf(axes[at]));
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

/** Some of many points, evenly spread. @param {any} points @returns {{inputs: any, targets: any}} */
function someOf({ inputs, targets }) {
  const every = Math.ceil(inputs.length / MOST) || 1;
  const some = (/** @type {any[]} */ rows) => rows.filter((_, at) => at % every === 0);
  return { inputs: some(inputs), targets: some(targets) };
}

/** What a person drew. @param {any} store @param {HTMLCanvasElement} canvas @param {any} palette */
function paintDrawn({ drawn: { value: { now } } }, canvas, palette) {
  const points = { inputs: now.points.map((/** @type {any} */ { x }) => x),
    targets: now.points.map((/** @type {any} */ { y }) => y) };
  paintPoints(canvas, someOf(points), { palette, task: now.task, classes: classesInUse(now),
    side: SIDE, radius: RADIUS, plane: { x: SQUARE, y: SQUARE, axes: [0, 1], held: [] },
    values: [-1, 1, 0] });
}

/**
 * The points of the session itself, where they are the data set's; else a sample of it.
 * @param {any} store @param {any} entry
 */
function sampleOf({ samples, network, spec }, entry) {
  const sample = samples.value[entry.key];
  const points = network.value?.points;
  const isPresent = entry.kind === "generator" && spec.value?.dataset.key === entry.key;
  return isPresent && points?.inputs.length && sample ? { ...sample, ...someOf(points) } : sample;
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
    values: entry.kind !== "generator" ? valuesOf(sample.targets) : undefined,
  });
}

/** @param {import("../store/store.js").Store} store @param {Document} [root] */
export function startThumbnails(store, root = document) {
  let frame = 0;

  function paint() {
    frame = 0;
    const palette = readPalette();
    for (const element of root.querySelectorAll("canvas[data-thumbnail]")) {
      const canvas = /** @type {HTMLCanvasElement} */ (element);
      const key = canvas.dataset.thumbnail ?? "";
      if (key === POINTS) paintDrawn(store, canvas, palette);
      const entry = entryOf(store.catalog.value, "datasets", key);
      const sample = entry && sampleOf(store, entry);
      if (sample) paintThumbnail(canvas, entry, sample, palette);
    }
  }
  // The canvases are there once the first network is, and others when their group is shown.
  effect(() => {
    const { samples, theme, dataGroup, network, catalog, drawn } = store;
    for (const change of [samples, theme, dataGroup, network, catalog, drawn]) change.value;
    frame ||= requestAnimationFrame(paint);
  });
  watchSystemColors(paint);
}
