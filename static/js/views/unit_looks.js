// @ts-check
// How the map of every unit, input and output looks, small in its tile and large in the panel.
import { valueRange } from "../store/plane.js";
import { blendLook, hasManyClasses, outputLook, unitLook, wantedLook } from "./output_map.js";
import { hasWeightPicture, weightLook } from "./weight_picture.js";

/** @typedef {import("../nn/forward.js").Maps | null} Maps */
/** @typedef {{layer: number, unit: number}} Place layer −1: an input. */
/** @typedef {import("./palette.js").Palette} Palette */

/**
 * @param {import("../store/store.js").Store} store
 * @param {ReturnType<import("./unit_maps.js").createUnitMaps>} unitMaps
 */
export function createLooks(store, unitMaps) {
  /** @param {Maps} maps @param {Place} place */
  function mapAt(maps, { layer, unit }) {
    if (layer >= 0) return maps?.layers[layer]?.[unit];
    const { network: { value: { featureKeys, preprocessing } }, plane } = store;
    return unitMaps.feature(featureKeys[unit], plane.value, preprocessing);
  }

  /** @param {Place} place @param {Maps} maps @param {Palette} palette */
  function ofOutput({ unit }, maps, palette) {
    const { network: { value: network }, spec: { value: spec }, catalog } = store;
    const values = valueRange(network, catalog.value, spec, unit);
    return outputLook(network, spec, /** @type {any} */ (maps), unit, { palette, values });
  }

  /**
   * Of one unit; null: its map is not there yet.
   * @param {Place} place @param {Maps} maps @param {Palette} palette
   */
  function of(place, maps, palette) {
    const { network: { value: network }, parameters } = store;
    if (maps && hasWeightPicture(network, place)) return weightLook(network, parameters, place.unit);
    const map = mapAt(maps, place);
    if (!map) return null;
    const isOutput = maps && place.layer === network.layout.length - 1;
    return isOutput ? ofOutput(place, maps, palette) : unitLook(map);
  }

  /**
   * Of what the panel shows: the unit that is looked at, or the output; as the viewer wants it.
   * @param {Maps} maps @param {Palette} palette
   */
  function large(maps, palette) {
    const { network: { value: network }, looked, spec: { value: spec }, mapOptions } = store;
    const last = network.layout.length - 1;
    const place = looked.value ?? { layer: last, unit: network.layout[last].b.shape[0] - 1 };
    const isMany = hasManyClasses(network, spec);
    if (maps && !looked.value && isMany) {
      return wantedLook(blendLook(network, maps), mapOptions.value, palette, true);
    }
    const look = looked.value ? of(place, maps, palette) : maps && ofOutput(place, maps, palette);
    const isOfTwo = spec.task === "classification" && !isMany && place.layer === last;
    return look && (look.pixels ? look : wantedLook(look, mapOptions.value, palette, isOfTwo));
  }

  return { of, large };
}
