// @ts-check
// Draws what changes with the weights: one evaluation a drawn frame, from which every tile, the
// large map, the edges and the biases are painted. A hidden page draws nothing.
import { effect } from "@preact/signals";
import { countEdges, drawEdges, styleEdges } from "./edges.js";
import { endsOf } from "./edge_shape.js";
import { markFlow } from "./flow_marks.js";
import { createLargeMap } from "./large_map.js";
import { paintLook } from "./output_map.js";
import { colorOf, readPalette, watchSystemColors } from "./palette.js";
import { paintInputs } from "./picture.js";
import { createLooks } from "./unit_looks.js";
import { createUnitMaps } from "./unit_maps.js";
import { contributionsOf } from "./unit_terms.js";

const EDGE_INTERVAL_MS = 66;
const CROWD = { edges: 2000, interval: 200 }; // so many edges take long to appear on the screen
const TILES_A_FRAME = 48; // while weights change; of more in sight each has its turn
const EDGE_REST = 4; // after edges that took long: times as long without
const CALM_INTERVAL_MS = 250; // prefers-reduced-motion: maps at four a second
const BIAS_SCALE = 1;
const SCROLL = ".network-scroll";

/** @typedef {import("../nn/forward.js").Maps | null} Maps */

/** @param {string} [place] "layer:unit" */
const parse = (place = "") => place.split(":").map(Number);

export class Painter {
  #store;
  #lit;
  #root;
  #unitMaps = createUnitMaps();
  #looks;
  #large;
  #calm = matchMedia("(prefers-reduced-motion: reduce)");
  #palette = readPalette();
  #asked = 0;
  #drawnAt = 0;
  #edgesAt = 0;
  #edgesTook = 0; // ms
  #calmTimer = 0;
  /** Where the edges lie, for as long as network and geometry stay. @type {any} */
  #ends = {};
  #turn = 0; // which of the tiles are painted
  #isMarked = false; // whether tiles say what flows

  /**
   * @param {import("../store/store.js").Store} store
   * @param {any} lit Signal of the edge or bias whose value is shown.
   * @param {Document} [root]
   */
  constructor(store, lit, root = document) {
    this.#store = store;
    this.#lit = lit;
    this.#root = root;
    this.#looks = createLooks(store, this.#unitMaps);
    this.#large = createLargeMap(store, root);
  }

  /** Draw whenever something has changed. */
  start() {
    const {
      frameCount, network, geometry, looked, running, theme, plane, mapOptions, panelView, flow,
    } = this.#store;
    const changes = [
      frameCount, network, geometry, looked, running, plane, mapOptions, panelView, flow,
      this.#lit,
    ];
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
    const map = this.#root.querySelector("#output .map");
    if (map) new ResizeObserver(() => this.#ask()).observe(map);
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
    const { network: { value: network }, moving: { value: running }, parameters } = this.#store;
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
    this.#paintTiles(maps, running);
    this.#paintFlow(network);
    this.#paintPicture(network);
    this.#large.paint(this.#looks.large(maps, this.#palette), this.#palette);
    const interval = countEdges(network) > CROWD.edges ? CROWD.interval : EDGE_INTERVAL_MS;
    const pause = Math.max(interval, EDGE_REST * this.#edgesTook);
    if (!ready || (running && now - this.#edgesAt < pause)) return;
    this.#edgesAt = now;
    this.#paintEdges(network);
    this.#edgesTook = performance.now() - now;
    this.#paintBiases(network);
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

  /**
   * Elements of units that are in sight, with their places.
   * @param {string} selector @param {string} name Of the data attribute with the place.
   */
  #inSight(selector, name) {
    const isInSight = this.#sight();
    const elements = /** @type {HTMLElement[]} */ ([...this.#root.querySelectorAll(selector)]);
    return elements.map((element) => ({ element, place: parse(element.dataset[name]) }))
      .filter(({ place: [layer, unit] }) => isInSight(layer, unit));
  }

  /** @param {Maps} maps @param {boolean} running */
  #paintTiles(maps, running) {
    const tiles = this.#inSight("canvas[data-map]", "map");
    const turns = running ? Math.ceil(tiles.length / TILES_A_FRAME) : 1;
    this.#turn += 1;
    for (let at = this.#turn % turns; at < tiles.length; at += turns) {
      const canvas = /** @type {HTMLCanvasElement} */ (tiles[at].element);
      const [layer, unit] = tiles[at].place;
      const look = this.#looks.of({ layer, unit }, maps, this.#palette);
      if (!look) continue;
      canvas.toggleAttribute("data-pixels", Boolean(look.pixels));
      paintLook(canvas, look, this.#palette);
    }
  }

  /** What a sample becomes on its way. @param {any} network */
  #paintFlow(network) {
    const { geometry, flow: { value: flow } } = this.#store;
    if (flow || this.#isMarked) markFlow(this.#root, network, geometry.value, flow);
    this.#isMarked = Boolean(flow);
  }

  /** Inputs that are one picture. @param {any} network */
  #paintPicture(network) {
    const { plane: { value: plane }, geometry: { value: geometry } } = this.#store;
    const canvas = this.#root.querySelector("canvas[data-picture]");
    if (!(canvas instanceof HTMLCanvasElement) || !plane || !geometry) return;
    paintInputs(canvas, network, plane, this.#palette, geometry.inputs.tiles[0].size);
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
    const { geometry: { value: geometry }, looked, flow: { value: flow } } = this.#store;
    const parameters = flow ? contributionsOf(network, this.#store.parameters, flow)
      : this.#store.parameters;
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
    for (const { element: ring, place: [layer, unit] } of this.#inSight("[data-bias]", "bias")) {
      const { b } = network.layout[layer] ?? {};
      if (!b) continue;
      const bias = this.#store.parameters[b.offset + unit] ?? 0;
      ring.style.backgroundColor = colorOf(this.#palette, bias / BIAS_SCALE);
    }
  }
}
