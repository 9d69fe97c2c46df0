// @ts-check
// The curves of the edges: cubic, level at both ends. All edges between two columns share x(t), so
// that finding the edge under the pointer needs t only once.
import { sourcesOf } from "../store/network/shape.js";

/** @typedef {{layer: number, from: number, to: number}} Edge */
/** @typedef {{x0: number, y0: number, x1: number, y1: number}} Ends */

const REACH = 7; // css px between the pointer and the edge it means

/**
 * @param {import("../store/network/shape.js").Geometry} geometry
 * @param {any} network
 * @param {number} layer
 * @returns {Ends[]} In the order of the weights: from-major.
 */
export function endsOf(geometry, network, layer) {
  const targets = geometry.layers[layer].tiles;
  return sourcesOf(geometry, network, layer).flatMap((source) =>
    targets.map((target) => ({
      x0: source.x + source.size,
      y0: source.y + source.size / 2,
      x1: target.x,
      y1: target.y + target.size / 2,
    })),
  );
}

/** @param {Ends} ends @returns {string} An SVG path. */
export function pathOf({ x0, y0, x1, y1 }) {
  const middle = (x0 + x1) / 2;
  return `M${x0} ${y0}C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}`;
}

/** @param {CanvasRenderingContext2D} context @param {Ends} ends */
export function traceEdge(context, { x0, y0, x1, y1 }) {
  const middle = (x0 + x1) / 2;
  context.moveTo(x0, y0);
  context.bezierCurveTo(middle, y0, middle, y1, x1, y1);
}

/** The t at which a curve with control points in the middle has gone `share` of its width. */
function solve(/** @type {number} */ share) {
  let [low, high] = [0, 1];
  for (let turn = 0; turn < 20; turn += 1) {
    const t = (low + high) / 2;
    const x = 1.5 * t * (1 - t) * (1 - t) + 1.5 * t * t * (1 - t) + t * t * t;
    if (x < share) low = t;
    else high = t;
  }
  return (low + high) / 2;
}

/** @param {Ends} ends @param {number} t */
const heightAt = ({ y0, y1 }, t) => y0 + (y1 - y0) * t * t * (3 - 2 * t);

/**
 * @param {Ends[][]} layers Ends of all edges, layer by layer.
 * @param {number[]} widths Number of targets of every layer.
 * @param {number} x @param {number} y On the stage.
 * @param {number} [reach] css px
 * @returns {Edge | null}
 */
export function edgeAt(layers, widths, x, y, reach = REACH) {
  const layer = layers.findIndex(([first]) => first && first.x0 <= x && x <= first.x1);
  if (layer < 0) return null;
  const [{ x0, x1 }] = layers[layer];
  const t = solve((x - x0) / (x1 - x0));
  let [best, distance] = [-1, reach];
  layers[layer].forEach((ends, index) => {
    const away = Math.abs(heightAt(ends, t) - y);
    if (away < distance) [best, distance] = [index, away];
  });
  if (best < 0) return null;
  return { layer, from: Math.floor(best / widths[layer]), to: best % widths[layer] };
}
