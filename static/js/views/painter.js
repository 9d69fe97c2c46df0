// @ts-check
// Draws what changes with the weights: one evaluation a drawn frame, from which every tile, the
// large map, the edges and the biases are painted. A hidden page draws nothing.
import { effect } from "@preact/signals";
import { valueRange } from "../store/plane.js";
import { drawEdges, styleEdges } from "./edges.js";
import { endsOf } from "./edge_shape.js";
import {
  blendLook, createScratch, hasManyClasses, outputLook, paintLook, paintOutput, unitLook,
} from "./output_map.js";
import { colorOf, readPalette, watchSystemColors } from "./palette.js";
import { paintInputs } from "./picture.js";
import { paintPoints } from "./points.js";
import { createUnitMaps } from "./unit_maps.js";

const EDGE_INTERVAL_MS = 66;
const EDGE_REST = 4; // after edges that took long: times as long without
const CALM_INTERVAL_MS = 250; // prefers-reduced-motion: maps at four a second
const BIAS_SCALE = 1;
const SCROLL = ".network-scroll";
const POINT_SHARE = 0.01; // radius of a point, as a share of the map's side
const LEAST_RADIUS = 2.5; // css px
const FEW_POINTS = 8; // a truth table: its points are to be seen
const FEW_RADIUS = 8; // css px
const MANY_POINTS = 1000; // more of them are drawn smaller
const CROWDED = 0.8;
const NO_POINTS = { inputs: [], targets: [] };

/** @typedef {import("../nn/forward.js").Maps | null} Maps */

/** Of a point. @param {number} count @param {number} side css px */
function radiusOf(count, side) {
  if (count <= FEW_POINTS) return FEW_RADIUS;
  const usual = Math.max(LEAST_RADIUS, side * POINT_SHARE);
  return count <= MANY_POINTS ? usual : usual * CROWDED;
}

/** @param {string} [place] "layer:unit" */
const parse = (place = "") => place.split(":").map(Number);

export class Painter {
  #store;
  #lit;
  #root;
  #unitMaps = createUnitMaps();
  #scratch = createScratch();
  #calm = matchMedia("(prefers-reduced-motion: reduce)");
  #palette = readPalette();
  #asked = 0;
  #drawnAt = 0;
  #edgesAt = 0;
  #edgesTook = 0; // ms
  #calmTimer = 0;
  /** Where the edges lie, for as long as network and geometry stay. @type {any} */
  #ends = {};
  /** What the points were last painted for. @type {any} */
  #pointsFor = null;

  /**
   * @param {import("../store/store.js").Store} store
   * @param {any} lit Signal of the edge or bias whose value is shown.
   * @param {Document} [root]
   */
  constructor(store, lit, root = document) {
    this.#store = store;
    this.#lit = lit;
    this.#root = root;
  }

  /** Draw whenever something has changed. */
  start() {
    const { frameCount, network, geometry, looked, running, theme, plane } = this.#store;
    const changes = [frameCount, network, geometry, looked, running, plane, this.#lit];
    effect(() => {
      for (const change of changes) change.value;
      this.#ask();
    });
    effect(() => {
      theme.value;
      queueMicrotask(() => this.#repaint());
    });
    watchSystemColors(() => this.#repaint());
    document.addEventListener("visibilitychange", () => this.#ask());
    addEventListener("resize", () => this.#ask());
    document.addEventListener("scroll", () => this.#ask(), true); // tiles come into sight
  }

  #repaint() {
    this.#palette = readPalette();
    this.#ask();
  }

  #ask() {
    if (this.#asked !== 0 || document.hidden) return;
    this.#asked = requestAnimationFrame((now) => this.#draw(now));
  }

  /** @param {number} rest ms */
  #askLater(rest) {
    if (this.#calmTimer !== 0) return;
    this.#calmTimer = window.setTimeout(() => {
      this.#calmTimer = 0;
      this.#ask();
    }, rest);
  }

  /** @param {number} now */
  #draw(now) {
    this.#asked = 0;
    const { network: { value: network }, running: { value: running }, parameters } = this.#store;
    if (!network) return;
    const rest = CALM_INTERVAL_MS - (now - this.#drawnAt);
    if (running && this.#calm.matches && rest > 0) {
      this.#askLater(rest);
      return;
    }
    this.#drawnAt = now;
    const { plane: { value: plane } } = this.#store;
    const ready = parameters.length > 0;
    const maps = ready ? this.#unitMaps.evaluate(network, parameters, running, plane) : null;
    this.#paintTiles(maps);
    this.#paintPicture(network);
    this.#paintLarge(maps);
    const pause = Math.max(EDGE_INTERVAL_MS, EDGE_REST * this.#edgesTook);
    if (!ready || (running && now - this.#edgesAt < pause)) return;
    this.#edgesAt = now;
    this.#paintEdges(network);
    this.#edgesTook = performance.now() - now;
    this.#paintBiases(network);
  }

  /**
   * @param {Maps} maps
   * @param {{layer: number, unit: number}} place layer −1: an input
   */
  #mapAt(maps, { layer, unit }) {
    if (layer >= 0) return maps?.layers[layer]?.[unit];
    const { network: { value: { featureKeys, preprocessing } }, plane } = this.#store;
    return this.#unitMaps.feature(featureKeys[unit], plane.value, preprocessing);
  }

  /** @param {{layer: number, unit: number}} place @param {Maps} maps @param {Float32Array} map */
  #lookOf({ layer, unit }, maps, map) {
    const { network: { value: network }, spec: { value: spec }, catalog } = this.#store;
    if (!maps || layer !== network.layout.length - 1) return unitLook(map);
    const values = valueRange(network, catalog.value, spec, unit);
    return outputLook(network, spec, maps, unit, { palette: this.#palette, values });
  }

  /** Which tiles the panel shows as it is scrolled now: of a large network only a part. */
  #sight() {
    const { geometry: { value: geometry } } = this.#store;
    const { scrollTop: top = 0, clientHeight = 0 } = this.#root.querySelector(SCROLL) ?? {};
    return (/** @type {number} */ layer, /** @type {number} */ unit) => {
      const column = layer < 0 ? geometry?.inputs : geometry?.layers[layer];
      const tile = column?.tiles[unit];
      return !tile || (tile.y + tile.size >= top && tile.y <= top + clientHeight);
    };
  }

  /** @param {Maps} maps */
  #paintTiles(maps) {
    const isInSight = this.#sight();
    for (const element of this.#root.querySelectorAll("canvas[data-map]")) {
      const canvas = /** @type {HTMLCanvasElement} */ (element);
      const [layer, unit] = parse(canvas.dataset.map);
      if (!isInSight(layer, unit)) continue;
      const map = this.#mapAt(maps, { layer, unit });
      if (map) paintLook(canvas, this.#lookOf({ layer, unit }, maps, map), this.#palette);
    }
  }

  /** Inputs that are one picture. @param {any} network */
  #paintPicture(network) {
    const { plane: { value: plane }, geometry: { value: geometry } } = this.#store;
    const canvas = this.#root.querySelector("canvas[data-picture]");
    if (!(canvas instanceof HTMLCanvasElement) || !plane || !geometry) return;
    paintInputs(canvas, network, plane, this.#palette, geometry.inputs.tiles[0].size);
  }

  /** @param {Maps} maps */
  #paintLarge(maps) {
    const canvas = this.#root.querySelector("[data-output]");
    const side = canvas?.parentElement?.clientWidth ?? 0;
    if (!(canvas instanceof HTMLCanvasElement) || side === 0) return;
    const { network: { value: network }, looked, spec } = this.#store;
    const last = network.layout.length - 1;
    const place = looked.value ?? { layer: last, unit: network.layout[last].b.shape[0] - 1 };
    const map = this.#mapAt(maps, place);
    if (!map) return;
    const isWhole = maps && !looked.value && hasManyClasses(network, spec.value);
    const look = isWhole ? blendLook(network, maps) : this.#lookOf(place, maps, map);
    paintOutput(canvas, this.#scratch, look, this.#palette, side);
    this.#paintPoints(side);
  }

  /**
   * Points stay as they are until data, plane, size or theme change.
   * @param {number} side css px
   */
  #paintPoints(side) {
    const { network: { value: network }, plane: { value: plane }, spec, catalog } = this.#store;
    const { points, classes } = network;
    const palette = this.#palette;
    const known = this.#pointsFor;
    const same = known?.points === points && known.side === side && known.plane === plane;
    if (same && known.palette === palette) return;
    this.#pointsFor = { points, side, palette, plane };
    const canvas = /** @type {HTMLCanvasElement} */ (this.#root.querySelector("[data-points]"));
    paintPoints(canvas, points ?? NO_POINTS, {
      palette, plane, side, task: spec.value.task, classes: classes?.length,
      values: valueRange(network, catalog.value, spec.value),
      radius: radiusOf(points?.inputs.length ?? 0, side),
    });
  }

  /** @param {any} network @param {any} geometry */
  #endsFor(network, geometry) {
    if (this.#ends.network !== network || this.#ends.geometry !== geometry) {
      const layers = network.layout.map((/** @type {any} */ _, /** @type {number} */ layer) =>
        endsOf(geometry, network, layer));
      this.#ends = { network, geometry, layers };
    }
    return this.#ends.layers;
  }

  /** @param {any} network */
  #paintEdges(network) {
    const { geometry: { value: geometry }, parameters, looked } = this.#store;
    const attention = { lit: this.#lit.value, looked: looked.value };
    const edges = this.#root.querySelector("[data-edges]");
    if (!edges || !geometry) return;
    if (edges instanceof HTMLCanvasElement) {
      const layers = this.#endsFor(network, geometry);
      drawEdges(edges, geometry, layers, { network, parameters }, this.#palette, attention);
    } else {
      const paths = /** @type {NodeListOf<SVGPathElement>} */ (edges.querySelectorAll("path"));
      styleEdges(paths, { network, parameters }, this.#palette, attention);
    }
  }

  /** @param {any} network */
  #paintBiases(network) {
    for (const element of this.#root.querySelectorAll("[data-bias]")) {
      const ring = /** @type {HTMLElement} */ (element);
      const [layer, unit] = parse(ring.dataset.bias);
      const { b } = network.layout[layer] ?? {};
      if (!b) continue;
      const bias = this.#store.parameters[b.offset + unit] ?? 0;
      ring.style.backgroundColor = colorOf(this.#palette, bias / BIAS_SCALE);
    }
  }
}
