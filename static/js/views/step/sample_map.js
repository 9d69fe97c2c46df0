// @ts-check
// The data in small, to choose a sample from; of pictures the sample itself.
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { html } from "../../html.js";
import { valueRange } from "../../store/plane.js";
import { t } from "../../texts/texts.js";
import { drawPicture } from "../picture.js";
import { readPalette, watchSystemColors } from "../palette.js";
import { fitCanvas } from "../pixels.js";
import { paintPoints, placeOn } from "../points.js";

const SIDE = 104; // css px
const RADIUS = 2;
const RING = 6;

/** @param {any} canvas @param {any} store @param {any} palette @param {number[]} inputs */
function paintMap(canvas, store, palette, inputs) {
  const [network, spec, plane] = [store.network.value, store.spec.value, store.plane.value];
  const points = network.points ?? { inputs: [], targets: [] };
  const values = spec.task === "classification" ? undefined
    : valueRange(network, store.catalog.value, spec);
  paintPoints(canvas, points, { palette, plane, task: spec.task, side: SIDE, radius: RADIUS,
    classes: network.classes?.length, values });
  const context = canvas.getContext("2d");
  const ratio = canvas.width / SIDE;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const [x, y] = placeOn(plane, SIDE)(inputs);
  for (const [width, color] of [[4, palette.outline], [2, palette.text]]) {
    context.beginPath();
    context.arc(x, y, RING, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = color;
    context.stroke();
  }
}

/** @param {any} canvas @param {any} network @param {any} palette @param {number[]} inputs @param {number} [side] css px */
export function paintSample(canvas, network, palette, inputs, side = SIDE) {
  const { inputs: { shape }, preprocessing: { ranges } } = network;
  const most = Math.max(...ranges.map((/** @type {any} */ range) => range.maximum)) || 1;
  const ratio = fitCanvas(canvas, side, side);
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = palette.zero;
  context.fillRect(0, 0, side, side);
  drawPicture(context, inputs.map((value) => value / most), shape, { x: 0, y: 0, side },
    palette.text);
}

/** The row of the sample that is nearest to a place of the map; −1: there is none. */
function rowAt(/** @type {any} */ store, /** @type {number} */ x, /** @type {number} */ y) {
  const placed = placeOn(store.plane.value, SIDE);
  let [best, least] = [-1, Infinity];
  store.network.value.points?.inputs.forEach((/** @type {number[]} */ inputs,
    /** @type {number} */ row) => {
    const [left, top] = placed(inputs);
    const away = (left - x) ** 2 + (top - y) ** 2;
    if (away < least) [best, least] = [row, away];
  });
  return best;
}

/** Draw again whenever the colors become others. */
function useColors(/** @type {any} */ store) {
  const turn = useSignal(0);
  useEffect(() => watchSystemColors(() => { turn.value += 1; }), []);
  return `${store.theme.value}:${turn.value}`;
}

/** @param {{store: any, dispatch: any, inputs: number[]}} props inputs: of the chosen sample. */
export function SampleMap({ store, dispatch, inputs }) {
  const ref = useRef(/** @type {any} */ (null));
  const colors = useColors(store);
  const [network, plane] = [store.network.value, store.plane.value];
  const isImage = network?.inputs.isImage;
  useEffect(() => {
    if (!network || !plane || inputs.length !== (network.preprocessing.columns?.length ?? 2)) return;
    if (isImage) paintSample(ref.current, network, readPalette(), inputs);
    else paintMap(ref.current, store, readPalette(), inputs);
  }, [network, plane, colors, inputs]);
  const pick = (/** @type {any} */ event) => {
    const box = event.currentTarget.getBoundingClientRect();
    const row = rowAt(store, event.clientX - box.left, event.clientY - box.top);
    if (row >= 0) dispatch({ type: "walk_sample", sample: { row } });
  };
  const help = t(isImage ? "step.map.picture" : "step.map.help");
  return html`
    <canvas ref=${ref} class="walk-map" width="1" height="1" role="img" data-walk-map
      data-picks=${isImage ? undefined : ""} aria-label=${help} title=${help}
      onClick=${isImage ? undefined : pick}></canvas>`;
}
