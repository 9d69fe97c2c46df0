// @ts-check
// Network and output as one picture, to be saved: drawn anew, sharper than the screen shows it.
import { formatCount, formatLoss } from "../store/format.js";
import { t } from "../texts/texts.js";
import { drawEdges } from "./edges.js";
import { endsOf } from "./edge_shape.js";
import { createLargePicture } from "./large_picture.js";
import { readPalette } from "./palette.js";

const SCALE = 2;
const SIDE = 360; // of the output, css px
const GAP = 24;
const CAPTION = 40;
const FONT = "13px system-ui, sans-serif";
const TILES = "canvas[data-map], canvas[data-picture]";
const NAMES = ".network-stage .tile-name";
const CALM = Object.freeze({ lit: null, looked: null });

/** @param {any} store */
function captionOf({ step, metrics }) {
  return t("film.caption", {
    step: formatCount(step.value), loss: formatLoss(metrics.value?.train_loss),
  });
}

/**
 * The edges, and what the screen's tiles show, in their places.
 * @param {CanvasRenderingContext2D} context
 * @param {any} store @param {import("./palette.js").Palette} palette @param {Document} root
 */
function drawNetwork(context, store, palette, root) {
  const { network: { value: network }, geometry: { value: geometry }, parameters } = store;
  const edges = document.createElement("canvas");
  const layers = network.layout.map((/** @type {any} */ _, /** @type {number} */ at) =>
    endsOf(geometry, network, at));
  drawEdges(edges, geometry, layers, { network, parameters }, palette, CALM);
  context.drawImage(edges, 0, 0, geometry.width, geometry.height);
  for (const element of root.querySelectorAll(TILES)) {
    const canvas = /** @type {HTMLCanvasElement} */ (element);
    const tile = /** @type {HTMLElement} */ (canvas.closest("button, .tile, [style]"));
    if (!tile || canvas.width < 2) continue;
    const { offsetLeft: x, offsetTop: y, offsetWidth: width, offsetHeight: height } = tile;
    context.globalAlpha = opacityOf(canvas) * (canvas === tile ? 1 : opacityOf(tile));
    context.drawImage(canvas, x, y, width, height);
    context.globalAlpha = 1;
  }
  drawNames(context, palette, root);
}

/** @param {Element} element */
const opacityOf = (element) => Number(getComputedStyle(element).opacity);

/** @param {CanvasRenderingContext2D} context @param {any} palette @param {Document} root */
function drawNames(context, palette, root) {
  context.fillStyle = palette.text;
  context.textBaseline = "middle";
  for (const element of root.querySelectorAll(NAMES)) {
    const name = /** @type {HTMLElement} */ (element);
    const { offsetLeft: x, offsetTop: y, offsetWidth: width, offsetHeight: height } = name;
    const isRight = getComputedStyle(name).textAlign === "right";
    context.textAlign = isRight ? "right" : "left";
    context.fillText(name.textContent ?? "", isRight ? x + width : x, y + height / 2);
  }
  context.textAlign = "left";
}

/**
 * @param {any} store
 * @param {Document} [root]
 * @returns {Promise<Blob | null>} PNG; null: there is nothing to show yet.
 */
export async function makePicture(store, root = document) {
  const { network: { value: network }, geometry: { value: geometry }, parameters } = store;
  if (!network || !geometry || parameters.length === 0) return null;
  const palette = readPalette();
  const canvas = document.createElement("canvas");
  const width = geometry.width + GAP + SIDE + GAP;
  const height = Math.max(geometry.height, SIDE + 2 * GAP) + CAPTION;
  Object.assign(canvas, { width: SCALE * width, height: SCALE * height });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.scale(SCALE, SCALE);
  context.fillStyle = palette.outline;
  context.fillRect(0, 0, width, height);
  context.font = FONT;
  drawNetwork(context, store, palette, root);
  const top = (height - CAPTION - SIDE) / 2;
  createLargePicture(store, palette, SIDE).draw(context, parameters, geometry.width + GAP, top);
  context.fillStyle = palette.text;
  context.fillText(captionOf(store), GAP, height - GAP);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
