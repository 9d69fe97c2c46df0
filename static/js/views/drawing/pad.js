// @ts-check
// The pad that lies on the map while a person draws: the points as they are drawn, and where the
// next ones go.
import { useEffect, useRef } from "preact/hooks";
import { effect, signal } from "@preact/signals";
import { html } from "../../html.js";
import { POINTS } from "../../store/own_data/data_sets.js";
import { classesInUse, isTruthTable, SQUARE } from "../../store/own_data/own_points.js";
import { t } from "../../texts/texts.js";
import { readPalette, watchSystemColors } from "../palette.js";
import { paintPoints } from "../points.js";
import { createStrokes, ERASER, SPRAY } from "./strokes.js";

const RADIUS = 4; // css px
const PLANE = Object.freeze({ x: SQUARE, y: SQUARE, axes: [0, 1], held: [0, 0] });
const CROSS = 9; // css px: half of the cursor that keys move
const PER_UNIT = 1 / (SQUARE[1] - SQUARE[0]);

/** @param {CanvasRenderingContext2D} context @param {number} side @param {readonly number[]} at */
const toPixels = (context, side, [across, up]) => {
  const ratio = context.canvas.width / side;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return [(across - SQUARE[0]) * PER_UNIT * side, (SQUARE[1] - up) * PER_UNIT * side];
};

/** How far the tool reaches. @param {any} context @param {any} mode @param {any} palette */
function paintReach(context, { tool, place, side }, palette) {
  const radius = { spray: SPRAY, eraser: ERASER }[/** @type {"spray"} */ (tool)];
  if (!radius || !place) return;
  const [x, y] = toPixels(context, side, place);
  context.beginPath();
  context.arc(x, y, radius * PER_UNIT * side, 0, 2 * Math.PI);
  context.strokeStyle = palette.text;
  context.lineWidth = 1;
  context.stroke();
}

/** Where keys draw. @param {any} context @param {any} cursor @param {number} side @param {any} palette */
function paintCursor(context, cursor, side, palette) {
  if (!cursor) return;
  const [x, y] = toPixels(context, side, cursor);
  for (const [color, width] of [[palette.outline, 4], [palette.text, 1.5]]) {
    context.beginPath();
    context.moveTo(x - CROSS, y);
    context.lineTo(x + CROSS, y);
    context.moveTo(x, y - CROSS);
    context.lineTo(x, y + CROSS);
    context.strokeStyle = color;
    context.lineWidth = width;
    context.stroke();
  }
}

/** @param {HTMLCanvasElement} canvas @param {any} store @param {any} pointer @param {any} palette */
function paintPad(canvas, store, pointer, palette) {
  const { drawn: { value: { now } }, drawing: { value: mode } } = store;
  const side = canvas.clientWidth;
  if (!mode || side === 0) return;
  const points = { inputs: now.points.map((/** @type {any} */ { x }) => x),
    targets: now.points.map((/** @type {any} */ { y }) => y) };
  paintPoints(canvas, points, { palette, task: now.task, classes: classesInUse(now), side,
    radius: RADIUS, plane: PLANE, values: [-1, 1, 0] });
  const context = canvas.getContext("2d");
  paintReach(context, { tool: mode.tool, place: pointer.value, side }, palette);
  paintCursor(context, mode.cursor, side, palette);
}

/** Paint whenever something has changed, once a frame. @param {any} canvas @param {any} store */
function keepPainted(canvas, store, /** @type {any} */ pointer) {
  let palette = readPalette();
  let frame = 0;
  const paint = () => {
    frame = 0;
    paintPad(canvas, store, pointer, palette);
  };
  const paintSoon = () => {
    frame ||= requestAnimationFrame(paint);
  };
  const recolor = () => {
    palette = readPalette();
    paintSoon();
  };
  const endings = [
    effect(() => {
      for (const change of [store.drawn, store.drawing, pointer]) change.value;
      paintSoon();
    }),
    effect(() => {
      store.theme.value;
      requestAnimationFrame(recolor);
    }),
    watchSystemColors(recolor),
  ];
  const resized = new ResizeObserver(paintSoon);
  resized.observe(canvas);
  return () => {
    cancelAnimationFrame(frame);
    resized.disconnect();
    endings.forEach((end) => end());
  };
}

/** Whether the map beneath is that of the plane that is drawn on. @param {any} store */
function isMapBeneath({ plane: { value: plane }, spec: { value: spec } }) {
  const isGate = spec?.dataset.key === POINTS && isTruthTable(spec.dataset.points);
  return Boolean(plane?.planar && !isGate && plane.x[0] === SQUARE[0] && plane.x[1] === SQUARE[1]);
}

/** @param {{store: any, dispatch: any}} props */
function Pad({ store, dispatch }) {
  const canvas = useRef(/** @type {any} */ (null));
  useEffect(() => {
    const pointer = signal(/** @type {number[] | null} */ (null));
    const stop = keepPainted(canvas.current, store, pointer);
    const end = createStrokes(canvas.current, { store, dispatch, pointer });
    canvas.current.focus({ preventScroll: true });
    canvas.current.scrollIntoView({ block: "nearest" }); // in a hand the map is far from the button
    return () => { stop(); end(); };
  }, []);
  const { tool } = store.drawing.value;
  return html`
    <div class="drawing-pad" data-beneath=${isMapBeneath(store)} data-tool=${tool}>
      <canvas ref=${canvas} data-drawing-pad tabindex="0" role="application"
        aria-label=${t("drawing.pad")} aria-description=${t("drawing.pad.help")}></canvas>
      ${store.drawn.value.now.points.length === 0 && html`
        <p class="drawing-empty">${t("drawing.empty")}</p>`}
    </div>`;
}

/** @param {{store: any, dispatch: any}} props */
export function DrawingPad({ store, dispatch }) {
  return store.drawing.value ? html`<${Pad} store=${store} dispatch=${dispatch} />` : null;
}
