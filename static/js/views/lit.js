// @ts-check
// The edge or bias that is looked at: which number it is, and where its card stands. Pure. It may
// outlive its network by a moment, so whether it is there is asked first.
import { offsetOf } from "../store/network/edit_number.js";

const HALF_WIDTH = 132; // css px that a card may need on either side
const HEIGHT = 64; // css px

/** @typedef {{layer: number, from: number, to: number}} Lit from −1: the bias. */

/** @param {any} network @param {Lit | null} lit */
export function isThere(network, lit) {
  const shape = lit && network?.layout[lit.layer]?.W.shape;
  return Boolean(shape) && lit.from < shape[0] && lit.to < shape[1];
}

/**
 * What an edge means: another one after a change of shapes or inputs.
 * @param {any} network
 */
export function wiringOf(network) {
  if (!network) return "";
  const shapes = network.layout.map((/** @type {any} */ { W }) => W.shape);
  return JSON.stringify([network.preprocessing.features, shapes]);
}

/** @param {any} network @param {Lit} lit @param {Float32Array} parameters */
export const valueOf = (network, lit, parameters) => parameters[offsetOf(network, lit)];

/**
 * @param {import("../store/network/shape.js").Geometry} geometry
 * @param {Lit} lit
 * @param {import("./edge_shape.js").Ends[][]} layers
 */
export function standOf(geometry, { layer, from, to }, layers) {
  const { tiles } = geometry.layers[layer];
  const ends = from < 0 ? null : layers[layer]?.[from * tiles.length + to];
  const stand = ends
    ? { x: (ends.x0 + ends.x1) / 2, y: Math.max(ends.y0, ends.y1) } // below, not over the edge
    : { x: tiles[to].x, y: tiles[to].y + tiles[to].size };
  return {
    x: Math.max(HALF_WIDTH, Math.min(geometry.width - HALF_WIDTH, stand.x)),
    y: Math.min(geometry.height - HEIGHT, stand.y),
  };
}
