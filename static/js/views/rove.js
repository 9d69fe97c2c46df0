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
 * @param {KeyboardEvent} event
 * @param {{layer: number, from: number, to: number} | null} edge
 * @param {any} network
 */
export function nextEdge(event, edge, network) {
  const move = MOVES[event.key];
  if (!move || !edge) return null;
  const { layout } = network;
  if (move[0] !== 0) {
    const layer = Math.min(layout.length - 1, Math.max(0, edge.layer + move[0]));
    return layer === edge.layer ? edge : { layer, from: 0, to: 0 };
  }
  const [nFrom, nTo] = layout[edge.layer].W.shape;
  const index = Math.max(edge.from, 0) * nTo + edge.to + move[1];
  const at = Math.min(nFrom * nTo - 1, Math.max(0, index));
  return { layer: edge.layer, from: Math.floor(at / nTo), to: at % nTo };
}
