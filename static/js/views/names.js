// @ts-check
// What a unit, an edge or a bias is called.
import { columnLabel } from "../store/inputs.js";
import { t } from "../texts/texts.js";

/**
 * @param {number} layer @param {number} unit From 0.
 * @param {boolean} last Whether the layer is the output.
 * @param {number} count Units in the layer.
 * @param {string[] | null} [classes] Names of the classes.
 */
export function unitName(layer, unit, last, count, classes = null) {
  if (last && count > 2 && classes?.[unit] !== undefined) {
    return t("network.unit.output.class", { name: columnLabel(classes[unit]) });
  }
  if (!last) return t("network.unit", { layer: layer + 1, unit: unit + 1 });
  return count === 1 ? t("network.unit.output")
    : t("network.unit.output.many", { unit: unit + 1 });
}

/**
 * @param {any} network
 * @param {any} catalog
 * @param {number} layer −1: inputs
 * @param {number} unit
 */
export function placeName(network, catalog, layer, unit) {
  if (layer < 0) {
    const key = network.preprocessing.features[unit];
    return featureName(catalog, key);
  }
  const { layout, classes } = network;
  return unitName(layer, unit, layer === layout.length - 1, layout[layer].b.shape[0], classes);
}

/** @param {any} catalog @param {string} key */
export function featureName(catalog, key) {
  const entry = catalog.features.find((/** @type {any} */ one) => one.key === key);
  return entry?.label ?? columnLabel(key);
}
