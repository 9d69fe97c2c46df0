// @ts-check
// What a run's network answers everywhere in the plane, with the points on top. Small, and at a
// resolution that leaves time for the others beside it.
import { useEffect, useRef } from "preact/hooks";
import { effect } from "@preact/signals";
import { html } from "../../html.js";
import { createForward } from "../../nn/forward.js";
import { planeOf, valueRange } from "../../store/plane.js";
import { blendLook, createScratch, hasManyClasses, outputLook, paintOutput } from "../output_map.js";
import { readPalette, watchSystemColors } from "../palette.js";
import { paintPoints } from "../points.js";
import { createFrameLoop } from "./frame_loop.js";

const SIZES = Object.freeze([60, 40, 30, 24, 18]);
const WORK = Object.freeze({ running: 5e5, resting: 8e6 }); // multiplications of one map
const ACTIVATION_WORK = 12;
const POINT_SHARE = 0.012; // radius, as a share of the side
const LEAST_RADIUS = 1.6; // css px
const NO_POINTS = { inputs: [], targets: [] };

/** @param {any} network @param {boolean} running */
function sizeOf({ layout }, running) {
  let perPoint = 0;
  for (const { W, b } of layout) {
    perPoint += W.shape[0] * W.shape[1] + ACTIVATION_WORK * b.shape[0];
  }
  const budget = running ? WORK.running : WORK.resting;
  const fits = (/** @type {number} */ size) =>
    (!running || size < SIZES[0]) && size * size * perPoint <= budget;
  return SIZES.find(fits) ?? SIZES[SIZES.length - 1];
}

/** @param {any} store @param {import("../../store/runs/runs.js").Run} run */
function createRunPainter(store, run) {
  const scratch = createScratch();
  let palette = readPalette();
  /** What depends on the network alone. @type {any} */
  let known = {};
  /** What the points were painted for. @type {any} */
  let painted = {};

  /** @param {any} network */
  function sceneOf(network) {
    const [axes, held] = [store.axes.value, store.held.value];
    if (known.network === network && known.axes === axes && known.held === held) return known;
    const { catalog: { value: catalog } } = store;
    const spec = run.spec.value;
    const last = network.layout[network.layout.length - 1].b.shape[0] - 1;
    known = {
      network, axes, held, forward: createForward(network), unit: last,
      plane: planeOf(network, catalog, spec, { axes, held }),
      values: valueRange(network, catalog, spec, last),
    };
    return known;
  }

  /** @param {any} scene @param {HTMLCanvasElement} canvas @param {number} side */
  function paintMap({ network, forward, plane, unit, values }, canvas, side) {
    if (run.parameters.length === 0) return;
    const maps = forward.grid(run.parameters, sizeOf(network, run.running.value), plane);
    const spec = run.spec.value;
    const look = hasManyClasses(network, spec) ? blendLook(network, maps)
      : outputLook(network, spec, maps, unit, { palette, values });
    paintOutput(canvas, scratch, look, palette, side);
  }

  /** Points stay as they are while only weights change. */
  function paintSamples(/** @type {any} */ scene, /** @type {any} */ canvas, /** @type {number} */ side) {
    const points = run.points.value ?? NO_POINTS;
    const same = painted.points === points && painted.side === side && painted.scene === scene;
    if (same && painted.palette === palette) return;
    painted = { points, side, scene, palette };
    paintPoints(canvas, points, {
      palette, plane: scene.plane, side, task: run.spec.value.task, values: scene.values,
      classes: scene.network.classes?.length, radius: Math.max(LEAST_RADIUS, side * POINT_SHARE),
    });
  }

  return {
    /** @param {HTMLElement} box Holds two canvases. */
    draw(box) {
      const network = run.network.value;
      const side = box.clientWidth;
      if (!network || side === 0) return;
      const [map, points] = /** @type {any} */ (box.querySelectorAll("canvas"));
      const scene = sceneOf(network);
      paintMap(scene, map, side);
      paintSamples(scene, points, side);
    },
    recolor() {
      palette = readPalette();
    },
  };
}

/** @param {any} store @param {any} run */
function usePainting(store, run) {
  const box = useRef(/** @type {any} */ (null));
  useEffect(() => {
    const painter = createRunPainter(store, run);
    const element = box.current;
    const loop = createFrameLoop(() => painter.draw(element));
    const recolor = () => {
      painter.recolor();
      loop.ask();
    };
    const observer = new ResizeObserver(loop.ask);
    observer.observe(element);
    const stops = [
      effect(() => {
        for (const change of [run.frameCount, run.network, run.points, run.running]) change.value;
        for (const change of [store.axes, store.held]) change.value;
        loop.ask();
      }),
      effect(() => {
        store.theme.value;
        queueMicrotask(recolor);
      }),
      watchSystemColors(recolor), loop.stop, () => observer.disconnect(),
    ];
    return () => stops.forEach((stop) => stop());
  }, [run]);
  return box;
}

/** @param {{store: any, run: any, name: string, children?: any}} props children: on top of it. */
export function RunMap({ store, run, name, children }) {
  const box = usePainting(store, run);
  return html`
    <div class="run-picture" ref=${box}>
      <canvas data-run-map role="img" aria-label=${name}></canvas><canvas aria-hidden="true"></canvas>
      ${children}
    </div>`;
}
