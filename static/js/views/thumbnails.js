// @ts-check
// Paints the thumbnails of the data sets from real samples.
import { computed, effect } from "@preact/signals";
import { domainOf } from "../store/catalog.js";
import { readPalette, watchSystemColors } from "./palette.js";
import { paintPoints } from "./points.js";

const SIDE = 48; // css px
const RADIUS = 1.4;

/** @param {import("../store/store.js").Store} store @param {Document} [root] */
export function startThumbnails(store, root = document) {
  function paint() {
    const palette = readPalette();
    for (const element of root.querySelectorAll("canvas[data-thumbnail]")) {
      const canvas = /** @type {HTMLCanvasElement} */ (element);
      const key = canvas.dataset.thumbnail ?? "";
      const sample = store.samples.value[key];
      if (!sample) continue;
      const domain = domainOf(store.catalog.value, { dataset: { key } });
      const look = { palette, task: sample.task, domain, side: SIDE, radius: RADIUS };
      paintPoints(canvas, sample, look);
    }
  }
  // The canvases are there once the first network is.
  const drawn = computed(() => store.network.value !== null && store.catalog.value !== null);
  effect(() => {
    for (const change of [store.samples, store.theme, drawn]) change.value;
    requestAnimationFrame(paint);
  });
  watchSystemColors(paint);
}
