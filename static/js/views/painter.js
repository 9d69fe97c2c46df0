// @ts-check
// Draws what changes with the weights: one evaluation a drawn frame, from which every tile, the
// large map, the edges and the biases are painted. A hidden page draws nothing.
import { effect } from "@preact/signals";
import { domainOf } from "../store/catalog.js";
import { drawEdges, styleEdges } from "./edges.js";
import { endsOf } from "./edge_shape.js";
import { createScratch, outputLook, paintOutput, unitLook } from "./output_map.js";
import { colorOf, readPalette } from "./palette.js";
import { paintMap } from "./pixels.js";
import { paintPoints } from "./points.js";
import { createUnitMaps } from "./unit_maps.js";

const EDGE_INTERVAL_MS = 66;
const CALM_INTERVAL_MS = 250; // prefers-reduced-motion: maps at four a second
const BIAS_SCALE = 1;

/** @param {string} place "layer:unit" */
const parse = (place) => place.split(":").map(Number);

/**
 * @param {import("../store/store.js").Store} store
 * @param {any} lit Signal of the edge looked at.
 * @param {Document} [root]
 */
export function startPainter(store, lit, root = document) {
  const unitMaps = createUnitMaps();
  const scratch = createScratch();
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let palette = readPalette();
  let [asked, drawnAt, edgesAt] = [0, 0, 0];
  /** @type {any} */
  let pointsFor = null;

  function ask() {
    if (asked === 0 && !document.hidden) asked = requestAnimationFrame(draw);
  }

  /** @param {number} now */
  function draw(now) {
    asked = 0;
    const network = store.network.value;
    if (!network) return;
    const running = store.running.value;
    if (running && calm.matches && now - drawnAt < CALM_INTERVAL_MS) {
      setTimeout(ask, CALM_INTERVAL_MS - (now - drawnAt));
      return;
    }
    drawnAt = now;
    const domain = domainOf(store.catalog.value, store.spec.value);
    const ready = store.parameters.length > 0;
    const maps = ready ? unitMaps.evaluate(network, store.parameters, running, domain) : null;
    paintTiles(maps, domain);
    paintLarge(maps, domain);
    if (ready && (!running || now - edgesAt >= EDGE_INTERVAL_MS)) {
      edgesAt = now;
      paintWeights(network);
    }
  }

  /** @param {any} maps @param {[number, number]} domain */
  function mapAt(maps, /** @type {number} */ layer, /** @type {number} */ unit, domain) {
    if (layer >= 0) return maps?.layers[layer]?.[unit];
    return unitMaps.feature(store.network.value.featureKeys[unit], domain);
  }

  /** @param {any} maps @param {[number, number]} domain */
  function paintTiles(maps, domain) {
    const last = store.network.value.layout.length - 1;
    for (const element of root.querySelectorAll("canvas[data-map]")) {
      const canvas = /** @type {HTMLCanvasElement} */ (element);
      const [layer, unit] = parse(canvas.dataset.map ?? "");
      const map = mapAt(maps, layer, unit, domain);
      if (!map) continue;
      const look = layer === last ? outputLook(store.network.value, store.spec.value, maps) : unitLook(map);
      paintMap(canvas, map, palette.table, look.scale, look.shift);
    }
  }

  /** @param {any} maps @param {[number, number]} domain */
  function paintLarge(maps, domain) {
    const canvas = /** @type {HTMLCanvasElement | null} */ (root.querySelector("[data-output]"));
    const side = canvas?.parentElement?.clientWidth ?? 0;
    if (!canvas || side === 0) return;
    const place = store.looked.value;
    const map = place && mapAt(maps, place.layer, place.unit, domain);
    const isOutput = !map || place.layer === store.network.value.layout.length - 1;
    if (isOutput && !maps) return;
    const look = isOutput ? outputLook(store.network.value, store.spec.value, maps) : unitLook(map);
    paintOutput(canvas, scratch, look, palette, side);
    paintPointsOnce(side, domain);
  }

  /** @param {number} side @param {[number, number]} domain */
  function paintPointsOnce(side, domain) {
    const { points } = store.network.value;
    const same = pointsFor?.points === points && pointsFor.side === side && pointsFor.palette === palette;
    if (same || !points) return;
    pointsFor = { points, side, palette };
    const canvas = /** @type {HTMLCanvasElement} */ (root.querySelector("[data-points]"));
    const radius = Math.max(2.5, side / 100);
    paintPoints(canvas, points, { palette, task: store.spec.value.task, domain, side, radius });
  }

  /** @param {any} network */
  function paintWeights(network) {
    const geometry = store.geometry.value;
    const paths = /** @type {NodeListOf<SVGPathElement>} */ (root.querySelectorAll(".edge"));
    const canvas = root.querySelector('canvas[data-edges="canvas"]');
    if (paths.length > 0) styleEdges(paths, network, store.parameters, palette, lit.value);
    else if (canvas && geometry) {
      const layers = network.layout.map((/** @type {any} */ _, /** @type {number} */ layer) =>
        endsOf(geometry, network, layer));
      drawEdges(/** @type {any} */ (canvas), geometry, layers, network, store.parameters, palette, lit.value);
    }
    for (const element of root.querySelectorAll("[data-bias]")) {
      const ring = /** @type {HTMLElement} */ (element);
      const [layer, unit] = parse(ring.dataset.bias ?? "");
      const bias = store.parameters[(network.layout[layer]?.b.offset ?? 0) + unit] ?? 0;
      ring.style.backgroundColor = colorOf(palette, bias / BIAS_SCALE);
    }
  }

  function repaint() {
    palette = readPalette();
    ask();
  }

  effect(() => {
    const changes = [store.frameCount, store.network, store.geometry, store.looked, store.running, lit];
    for (const change of changes) change.value;
    ask();
  });
  effect(() => {
    store.theme.value;
    queueMicrotask(repaint);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  document.addEventListener("visibilitychange", ask);
  addEventListener("resize", ask);
}
