// @ts-check
// While a sample flows through the network, every tile that has room says what its unit makes of it.
import { formatNumber } from "../store/format.js";

const ROOM = 22; // css px: smaller tiles cannot hold a number

/** Two decimals: what a tile can hold. @param {number} value */
export function shortValue(value) {
  const size = Math.abs(Math.round(value * 100) / 100);
  if (size === 0) return formatNumber(0);
  return formatNumber(value, size >= 1 ? 3 : size >= 0.1 ? 2 : 1);
}

/**
 * @param {any} network
 * @param {any} flow
 * @param {number} layer
 * @param {number} unit
 * @returns {number | undefined} Of an input that is off: none.
 */
function valueAt({ featureKeys, preprocessing }, flow, layer, unit) {
  if (layer >= 0) return flow.layers[layer]?.a[unit];
  return flow.features[preprocessing.features.indexOf(featureKeys[unit])];
}

/**
 * @param {ParentNode} root
 * @param {any} network
 * @param {any} geometry
 * @param {any} flow null: none; the numbers go.
 */
export function markFlow(root, network, geometry, flow) {
  for (const element of root.querySelectorAll("[data-value]")) {
    const mark = /** @type {HTMLElement} */ (element);
    const [layer, unit] = (mark.dataset.value ?? "").split(":").map(Number);
    const column = layer < 0 ? geometry?.inputs : geometry?.layers[layer];
    const value = flow && column?.tiles[unit]?.size >= ROOM
      ? valueAt(network, flow, layer, unit) : undefined;
    const text = value === undefined ? "" : shortValue(value);
    if (mark.textContent !== text) mark.textContent = text;
  }
}
