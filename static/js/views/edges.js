// @ts-check
// Paints the weights: width by the square root of |w|, color by sign. SVG paths while there are
// few, one canvas when there are many.
import { shareOut, strokesOf } from "./crowd.js";
import { traceEdge } from "./edge_shape.js";
import { fitCanvas } from "./pixels.js";

export const MOST_SVG_EDGES = 200;
const MOST_DRAWN = 2000; // on the canvas; more would be a carpet, and take the time of many frames
const FULL_WEIGHT = 20; // heavier edges look the same
const WIDTH = { least: 0.5, most: 8, scale: 2.6, scaleInCrowd: 1.8 };
const FADED = 0.2;
const CROWD = 40; // edges of a layer: more than that are drawn thinner
const OPACITY = { least: 0.25, full: 1.2 };

/**
 * @typedef {object} Attention
 * @property {import("./edge_shape.js").Edge | null} lit The edge whose value is shown.
 * @property {{layer: number, unit: number} | null} looked The unit whose map is shown.
 */

/** @param {number} weight @param {number} count Edges of the layer. @returns {number} css px */
function widthOf(weight, count) {
  const scale = count > CROWD ? WIDTH.scaleInCrowd : WIDTH.scale;
  return Math.min(WIDTH.most, Math.max(WIDTH.least, scale * Math.sqrt(Math.abs(weight))));
}

/** @param {number} weight */
const opacityOf = (weight) =>
  Math.min(1, OPACITY.least + ((1 - OPACITY.least) * Math.abs(weight)) / OPACITY.full);

/**
 * How much the edges of a layer fade while a unit is looked at: those that touch it do not.
 * @param {any} network
 * @param {number} layer
 * @param {{layer: number, unit: number} | null} looked
 * @returns {(index: number) => number}
 */
function fadeOf(network, layer, looked) {
  if (!looked) return () => 1;
  const nTo = network.layout[layer].W.shape[1];
  if (looked.layer === layer) return (index) => (index % nTo === looked.unit ? 1 : FADED);
  if (looked.layer !== layer - 1) return () => FADED;
  const unit = looked.layer >= 0 ? looked.unit
    : network.preprocessing.features.indexOf(network.featureKeys[looked.unit]);
  return (index) => (Math.floor(index / nTo) === unit ? 1 : FADED);
}

/** @param {any} network */
export const countEdges = (network) =>
  network.layout.reduce((/** @type {number} */ sum, /** @type {any} */ { W }) =>
    sum + W.shape[0] * W.shape[1], 0);

/**
 * @param {NodeListOf<SVGPathElement> | SVGPathElement[]} paths In the order of the weights.
 * @param {{network: any, parameters: Float32Array}} weights
 * @param {import("./palette.js").Palette} palette
 * @param {Attention} attention
 */
export function styleEdges(paths, { network, parameters }, palette, { lit, looked }) {
  let at = 0;
  for (const [layer, { W }] of network.layout.entries()) {
    const litIndex = lit?.layer === layer ? lit.from * W.shape[1] + lit.to : -1;
    const count = W.shape[0] * W.shape[1];
    const fade = fadeOf(network, layer, looked);
    for (let index = 0; index < count; index += 1) {
      const weight = parameters[W.offset + index] ?? 0;
      const path = paths[at];
      if (!path) return;
      path.setAttribute("stroke", weight < 0 ? palette.negative : palette.positive);
      path.setAttribute("stroke-width", widthOf(weight, count).toFixed(2));
      path.setAttribute("stroke-opacity", (fade(index) * opacityOf(weight)).toFixed(2));
      path.dataset.lit = String(index === litIndex);
      at += 1;
    }
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {import("./edge_shape.js").Ends[]} edges Of the layer.
 * @param {import("./crowd.js").Stroke} stroke
 * @param {import("./palette.js").Palette} palette
 */
function drawStroke(context, edges, { weight, faded, edges: indices }, palette) {
  context.beginPath();
  for (const index of indices) traceEdge(context, edges[index]);
  context.globalAlpha = (faded ? FADED : 1) * opacityOf(weight);
  context.lineWidth = widthOf(weight, edges.length);
  context.strokeStyle = weight < 0 ? palette.negative : palette.positive;
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {import("./edge_shape.js").Ends} ends
 * @param {number} width css px
 * @param {string} color
 */
function drawLit(context, ends, width, color) {
  context.beginPath();
  traceEdge(context, ends);
  context.globalAlpha = 1;
  context.lineWidth = width + 2;
  context.strokeStyle = color;
  context.stroke();
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{width: number, height: number}} stage css px
 * @param {import("./edge_shape.js").Ends[][]} layers
 * @param {{network: any, parameters: Float32Array}} weights
 * @param {import("./palette.js").Palette} palette
 * @param {Attention} attention
 */
export function drawEdges(
  canvas, stage, layers, { network, parameters }, palette, { lit, looked },
) {
  const ratio = fitCanvas(canvas, stage.width, stage.height);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, stage.width, stage.height);
  const shares = shareOut(layers.map((edges) => edges.length), MOST_DRAWN);
  layers.forEach((edges, layer) => {
    const { offset, shape } = network.layout[layer].W;
    const weights = parameters.subarray(offset, offset + edges.length);
    const fade = fadeOf(network, layer, looked);
    const touches = looked ? (/** @type {number} */ index) => fade(index) === 1 : null;
    for (const stroke of strokesOf(weights, shares[layer], FULL_WEIGHT, touches)) {
      drawStroke(context, edges, stroke, palette);
    }
    if (lit?.layer !== layer || lit.from < 0) return;
    const index = lit.from * shape[1] + lit.to;
    drawLit(context, edges[index], widthOf(weights[index], edges.length), palette.text);
  });
  context.globalAlpha = 1;
}
