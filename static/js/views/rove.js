// @ts-check
// Arrow keys on the network: from tile to tile, from edge to edge.
import { inputPlaces } from "../store/inputs.js";

/** @type {Record<string, [number, number]>} Key → columns, rows. */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * @param {KeyboardEvent} event From a tile.
 * @param {any} network
 * @returns {string | null} "layer:unit" of the next tile.
 */
export function nextPlace(event, network) {
  const move = MOVES[event.key];
  const from = /** @type {HTMLElement} */ (event.target).dataset?.tile;
  if (!move || !from) return null;
  const units = network.layout.map((/** @type {any} */ { b }) => b.shape[0]);
  const counts = [inputPlaces(network), ...units];
  const [layer, unit] = from.split(":").map(Number);
  const column = Math.min(counts.length - 1, Math.max(0, layer + 1 + move[0]));
  const wanted = move[0] === 0 ? unit + move[1]
    : Math.round(((unit + 0.5) / counts[layer + 1]) * counts[column] - 0.5);
  const row = Math.min(counts[column] - 1, Math.max(0, wanted));
  return `${column - 1}:${row}`;
}

/**
 * The weights of a layer in their order, then its biases; left and right to other layers.
 * @param {KeyboardEvent} event
 * @param {{layer: number, from: number, to: number} | null} edge from −1: a bias.
 * @param {any} network
 */
export function nextEdge(event, edge, network) {
  const { layout } = network;
  if (!edge || !layout[edge.layer]) return null;
  const [nFrom, nTo] = layout[edge.layer].W.shape;
  const index = (edge.from < 0 ? nFrom : edge.from) * nTo + edge.to;
  const at = (/** @type {number} */ place) => {
    const row = Math.floor(place / nTo);
    return { layer: edge.layer, from: row === nFrom ? -1 : row, to: place % nTo };
  };
  const last = (nFrom + 1) * nTo - 1;
  const within = (/** @type {number} */ place) => at(Math.min(last, Math.max(0, place)));
  switch (event.key) {
    case "ArrowUp": return within(index - 1);
    case "ArrowDown": return within(index + 1);
    case "PageUp": return within(index - nTo);
    case "PageDown": return within(index + nTo);
    case "Home": return at(0);
    case "End": return at(last);
    default: return inNextLayer(MOVES[event.key]?.[0], edge, layout);
  }
}

/** @param {number | undefined} by @param {any} edge @param {any[]} layout */
function inNextLayer(by, edge, layout) {
  if (!by) return null;
  const layer = Math.min(layout.length - 1, Math.max(0, edge.layer + by));
  return layer === edge.layer ? edge : { layer, from: 0, to: 0 };
}
