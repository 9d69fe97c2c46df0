// @ts-check
// Paints the large map of the output panel and the points on it; only what is shown and has changed.
import { valueRange } from "../store/plane.js";
import { createScratch, paintOutput } from "./output_map.js";
import { paintPoints } from "./points.js";

const POINT_SHARE = 0.01; // radius of a point, as a share of the map's side
const LEAST_RADIUS = 2.5; // css px
const FEW_POINTS = 8; // a truth table: its points are to be seen
const FEW_RADIUS = 8; // css px
const MANY_POINTS = 1000; // more of them are drawn smaller
const CROWDED = 0.8;
const NO_POINTS = { inputs: [], targets: [] };

/** Of a point. @param {number} count @param {number} side css px */
export function radiusOf(count, side) {
  if (count <= FEW_POINTS) return FEW_RADIUS;
  const usual = Math.max(LEAST_RADIUS, side * POINT_SHARE);
  return count <= MANY_POINTS ? usual : usual * CROWDED;
}

/**
 * @param {import("../store/store.js").Store} store
 * @param {Document} root
 */
export function createLargeMap(store, root) {
  const scratch = createScratch();
  /** What the points were last painted for. @type {any} */
  let known = {};

  /** Points stay as they are until something of them changes. @param {any} now */
  function drawPoints(now) {
    if (Object.keys(now).every((name) => now[name] === known[name])) return;
    known = now;
    const { network: { value: network }, spec, catalog } = store;
    const { palette, plane, side, points, options, isPicture } = now;
    const canvas = /** @type {HTMLCanvasElement} */ (root.querySelector("[data-points]"));
    paintPoints(canvas, isPicture ? NO_POINTS : points ?? NO_POINTS, {
      palette, plane, side, task: spec.value.task, classes: network.classes?.length,
      values: valueRange(network, catalog.value, spec.value), shown: options,
      radius: radiusOf(points?.inputs.length ?? 0, side),
    });
  }

  return {
    /**
     * @param {import("./output_map.js").MapLook | null} look
     * @param {import("./palette.js").Palette} palette
     */
    paint(look, palette) {
      const canvas = root.querySelector("[data-output]");
      const side = canvas?.parentElement?.clientWidth ?? 0;
      if (!(canvas instanceof HTMLCanvasElement) || side === 0 || !look) return;
      if (store.panelView.value !== "map") return; // pictures stand before it
      paintOutput(canvas, scratch, look, palette, side);
      const { network, plane, mapOptions } = store;
      drawPoints({ side, palette, plane: plane.value, points: network.value.points, canvas,
        options: mapOptions.value, isPicture: Boolean(look.pixels) });
    },
  };
}
