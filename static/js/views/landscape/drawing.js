// @ts-check
// Draws a slice on two canvases: the ground only when it changes, above it the run with every
// frame. At most once a drawn frame, and not where nobody looks.
import { effect } from "@preact/signals";
import { spanOf } from "../../store/landscape/landscape.js";
import { lossAt, lowestOf, placeOf } from "../../store/landscape/plane.js";
import { language } from "../../texts/texts.js";
import { readPalette, watchSystemColors } from "../palette.js";
import { fitCanvas } from "../pixels.js";
import { sequentialOf } from "./colors.js";
import { scaleOf } from "./field.js";
import { drawFlat, frameOf, imageOf, prepareFlat } from "./flat.js";
import { drawCross, drawNetwork, drawWay } from "./path.js";
import { drawRelief, projectionOf } from "./relief.js";
import { axisNames } from "./words.js";

const FALLBACK = [120, 120]; // of a box that is not laid out yet

export class LandscapeDrawing {
  #store;
  #parts;
  #asked = 0;
  #palette = readPalette();
  /** What the ground was last drawn from. @type {any[]} */
  #ground = [];
  /** What comes of a surface and a look. @type {any} */
  #made = null;
  /** Where each moment lies on the surface. @type {WeakMap<object, any>} */
  #places = new WeakMap();
  /** @type {(() => void)[]} */
  #stops = [];

  /**
   * @param {any} store
   * @param {{box: HTMLElement, ground: HTMLCanvasElement, run: HTMLCanvasElement, cursor: any,
   *   turn: any}} parts cursor, turn: signals of the place that is read and of the relief's view.
   */
  constructor(store, parts) {
    this.#store = store;
    this.#parts = parts;
  }

  start() {
    const { landscape, now, past, frameCount, network, theme } = this.#store;
    const { surface, look, choice } = landscape;
    const changes = [surface, look, choice, now, past, frameCount, network];
    const ask = () => this.#ask();
    const repaint = () => {
      this.#palette = readPalette();
      this.#made = null;
      ask();
    };
    const observer = new ResizeObserver(ask);
    observer.observe(this.#parts.box);
    document.addEventListener("visibilitychange", ask);
    this.#stops = [
      effect(() => {
        for (const change of [...changes, this.#parts.cursor, this.#parts.turn]) change.value;
        ask();
      }),
      effect(() => {
        theme.value;
        language.value; // of the axes' names and of the decimal mark
        queueMicrotask(repaint);
      }),
      watchSystemColors(repaint),
      () => observer.disconnect(),
      () => document.removeEventListener("visibilitychange", ask),
    ];
  }

  stop() {
    for (const stop of this.#stops) stop();
    cancelAnimationFrame(this.#asked);
  }

  #ask() {
    if (this.#asked !== 0 || document.hidden) return;
    this.#asked = requestAnimationFrame(() => {
      this.#asked = 0;
      this.#draw();
    });
  }

  /** The frame of the map as it is drawn now, to read places from; null: none, or a relief. */
  frame() {
    const { surface: { value: surface }, look } = this.#store.landscape;
    if (!surface || look.value.relief) return null;
    const [width, height] = this.#size();
    return frameOf(width, height, surface.center, spanOf(this.#store));
  }

  #size() {
    const { clientWidth, clientHeight } = this.#parts.box;
    return clientWidth > 0 ? [clientWidth, clientHeight] : FALLBACK;
  }

  #draw() {
    const { surface: { value: surface }, look: { value: look } } = this.#store.landscape;
    const [width, height] = this.#size();
    const turn = look.relief ? this.#parts.turn.value : null;
    const made = surface && this.#make(surface, look);
    const ground = [made, spanOf(this.#store), width, height, turn, devicePixelRatio];
    const isNew = ground.some((one, at) => one !== this.#ground[at]);
    this.#ground = ground;
    const projection = turn && projectionOf(width, height, turn);
    if (isNew) {
      const context = this.#begin(this.#parts.ground, width, height);
      if (made && projection) drawRelief(context, made, projection);
      else if (made) drawFlat(context, /** @type {any} */ (this.frame()), made);
    }
    const context = this.#begin(this.#parts.run, width, height);
    if (made) this.#drawRun(context, made, this.#placer(made, projection), projection === null);
  }

  /** @param {HTMLCanvasElement} canvas @param {number} width @param {number} height */
  #begin(canvas, width, height) {
    const ratio = fitCanvas(canvas, width, height);
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    return context;
  }

  /** What is drawn of a surface, for as long as it stays. @param {any} surface @param {any} look */
  #make(surface, { log }) {
    const { isNetwork } = this.#store.model.value;
    if (this.#made?.surface === surface && this.#made.log === log) return this.#made;
    if (this.#made?.surface !== surface) this.#places = new WeakMap();
    const palette = this.#palette;
    const scale = scaleOf(surface.losses, log && isNetwork);
    const colors = sequentialOf(palette);
    const { fine, contours } = prepareFlat(surface, scale, isNetwork);
    this.#made = {
      surface, log, palette, scale, contours, colors: colors.triples,
      image: imageOf(fine, colors.pixels),
      shares: Float32Array.from(surface.losses, scale.shareOf),
      axes: axisNames(this.#store, surface), lowest: lowestOf(surface),
    };
    return this.#made;
  }

  /** From the plane to the canvas. @param {any} made @param {any} projection */
  #placer({ surface, scale }, projection) {
    if (!projection) {
      const { toX, toY } = /** @type {any} */ (this.frame());
      return ({ x, y }) => [toX(x), toY(y)];
    }
    const { center, span } = surface;
    return ({ x, y }) => {
      const [u, v] = [(x - center[0]) / span, (y - center[1]) / span];
      const loss = lossAt(surface, x, y);
      return projection.place(u, v, loss === null ? 0 : scale.shareOf(loss));
    };
  }

  /** @param {any} surface @param {import("../../store/time/snapshots.js").Moment} moment */
  #placeOf(surface, moment) {
    if (!this.#places.has(moment)) this.#places.set(moment, placeOf(surface, moment.parameters));
    return this.#places.get(moment);
  }

  /** Where the run has been: as the page saw it, else as the server knows it. @param {any} surface */
  #way(surface) {
    const { moments } = this.#store.snapshots;
    const seen = moments.map((/** @type {any} */ moment) =>
      ({ step: moment.step, place: this.#placeOf(surface, moment) }))
      .filter((/** @type {any} */ { place }) => place);
    const { steps, xs, ys } = surface.path;
    const before = steps.map((/** @type {number} */ step, /** @type {number} */ at) =>
      ({ step, place: { x: xs[at], y: ys[at] } }))
      .filter((/** @type {any} */ { step }) => !(step >= (seen[0]?.step ?? Infinity)));
    return [...before, ...seen];
  }

  /** @param {CanvasRenderingContext2D} context @param {any} made @param {boolean} isFlat */
  #drawRun(context, made, /** @type {(place: any) => number[]} */ toCanvas, isFlat) {
    const { surface, palette, lowest } = made;
    const { now: { value: now }, past: { value: past } } = this.#store;
    const accent = getComputedStyle(this.#parts.box).color;
    context.save();
    if (isFlat) this.#clip(context);
    const way = this.#way(surface).map(({ step, place }) => {
      const [x, y] = toCanvas(place);
      return { step, x, y };
    });
    if (Number.isFinite(lowest.loss)) drawCross(context, toCanvas(lowest), palette);
    drawWay(context, way, palette);
    for (const moment of past ? [now, past] : [now]) {
      const place = this.#placeOf(surface, moment);
      if (place) drawNetwork(context, toCanvas(place), palette, accent, moment === (past ?? now));
    }
    const cursor = this.#parts.cursor.value;
    if (cursor && isFlat) drawCross(context, toCanvas(cursor), palette, 7);
    context.restore();
  }

  /** @param {CanvasRenderingContext2D} context */
  #clip(context) {
    const { left, top, side } = /** @type {any} */ (this.frame());
    context.beginPath();
    context.rect(left, top, side, side);
    context.clip();
  }
}
