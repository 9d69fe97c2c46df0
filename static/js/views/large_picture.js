// @ts-check
// The large map with its points at any size and any weights, for pictures that are saved.
import { valueRange } from "../store/plane.js";
import { radiusOf } from "./large_map.js";
import { createScratch, paintOutput } from "./output_map.js";
import { paintPoints } from "./points.js";
import { createLooks } from "./unit_looks.js";
import { createUnitMaps } from "./unit_maps.js";

const NO_POINTS = { inputs: [], targets: [] };

/**
 * @param {import("../store/store.js").Store} store
 * @param {import("./palette.js").Palette} palette
 * @param {number} side px
 */
export function createLargePicture(store, palette, side) {
  const unitMaps = createUnitMaps();
  const [scratch, map, dots] = [createScratch(), createScratch(), createScratch()];

  function drawPoints() {
    const { network: { value: network }, plane: { value: plane }, spec, catalog, mapOptions } = store;
    const points = network.points ?? NO_POINTS;
    paintPoints(dots, points, {
      palette, plane, side, task: spec.value.task, classes: network.classes?.length,
      values: valueRange(network, catalog.value, spec.value), shown: mapOptions.value,
      radius: radiusOf(points.inputs.length, side),
    });
  }

  return {
    /**
     * @param {CanvasRenderingContext2D} context
     * @param {Float32Array} parameters
     * @param {number} left px @param {number} top px
     */
    draw(context, parameters, left, top) {
      const { network: { value: network }, plane: { value: plane } } = store;
      const view = { ...store, parameters, looked: { value: null } };
      const maps = unitMaps.evaluate(network, parameters, false, plane);
      const look = createLooks(/** @type {any} */ (view), unitMaps).large(maps, palette);
      if (!look) return;
      paintOutput(map, scratch, look, palette, side);
      context.drawImage(map, left, top, side, side);
      drawPoints();
      context.drawImage(dots, left, top, side, side);
    },
  };
}
