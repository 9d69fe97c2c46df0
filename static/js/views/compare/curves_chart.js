// @ts-check
// The curves of several runs on one chart, each with its color, its dash and its letter at the end.
import { useEffect, useRef } from "preact/hooks";
import { effect } from "@preact/signals";
import uPlot from "uplot";
import { html } from "../../html.js";
import { formatCount, formatNumber, formatPercent, formatTick } from "../../store/format.js";
import { highestOf, joinCurves } from "../../store/runs/curves.js";
import { readPalette, watchSystemColors } from "../palette.js";
import { colorOfSlot, dashOf, letterOf } from "./run_look.js";

const FONT = "12px system-ui, sans-serif";
const LABEL_FONT = "600 12px system-ui, sans-serif";
const HEADROOM = 1.08;
const LABEL_GAP = 6; // css px
const LABEL_HEIGHT = 14; // css px

/**
 * @typedef {object} Line
 * @property {string} key
 * @property {number} slot −1: a ghost.
 * @property {string} name
 * @property {import("../../store/runs/curves.js").Curve} curve
 */
/** @typedef {{lines: Line[], isLog: boolean, isShare: boolean}} Scene */

/** @param {any} palette @param {Scene} scene @param {any} chart */
function optionsOf(palette, { lines, isLog, isShare }, { onPlace }) {
  const look = { stroke: palette.quiet, font: FONT, ticks: { show: false } };
  const grid = { stroke: palette.line, width: 1 };
  const number = isShare ? formatPercent : (/** @type {number} */ value) =>
    (value >= 1e4 ? formatNumber(value, 2) : formatTick(value));
  return {
    width: 300, height: 120, padding: /** @type {any} */ ([8, 24, 0, 0]), legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
    hooks: {
      setCursor: [(/** @type {any} */ { data, cursor: { idx } }) =>
        onPlace(idx == null ? null : data[0][idx])],
      draw: [(/** @type {any} */ plot) => writeLetters(plot, lines, palette)],
    },
    scales: {
      x: { time: false },
      y: isLog ? { distr: 3 } : { range: (/** @type {any} */ { data }) => rangeOf(data, isShare) },
    },
    axes: [
      { ...look, size: 22, gap: 2, space: 64, grid: { show: false },
        values: (/** @type {any} */ _plot, /** @type {number[]} */ places) => places.map((place) =>
          (Number.isInteger(place) ? formatCount(place) : "")) },
      { ...look, grid, size: 44, gap: 4, space: 30,
        values: (/** @type {any} */ _plot, /** @type {(number | null)[]} */ values) =>
          values.map((value) => (value === null ? "" : number(value))) },
    ],
    series: [{}, ...lines.map(({ slot }) => ({
      spanGaps: true, points: { show: false }, width: slot < 0 ? 1.5 : 2, dash: [...dashOf(slot)],
      stroke: slot < 0 ? palette.quiet : colorOfSlot(palette, slot),
    }))],
  };
}

/** @param {(number | null)[][]} data @param {boolean} isShare @returns {[number, number]} */
function rangeOf([, ...columns], isShare) {
  if (isShare) return [0, 1];
  const high = highestOf(columns);
  return [0, high > 0 ? high * HEADROOM : 1];
}

/**
 * Keep labels apart: down where there is room, else up.
 * @param {{y: number}[]} ends From the top. @param {number} height @param {number} bottom
 */
function spread(ends, height, bottom) {
  ends.forEach((end, at) => {
    if (at > 0) end.y = Math.max(end.y, ends[at - 1].y + height);
  });
  for (let at = ends.length - 1, most = bottom; at >= 0; at -= 1, most -= height) {
    ends[at].y = Math.min(ends[at].y, most);
  }
}

/** A letter at the end of each curve, none over another. */
function writeLetters(/** @type {any} */ plot, /** @type {Line[]} */ lines, /** @type {any} */ palette) {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  const ends = lines.filter(({ slot, curve }) => slot >= 0 && curve.x.length > 0)
    .map(({ slot, curve: { x, y } }) => ({
      slot,
      x: plot.valToPos(x[x.length - 1], "x", true),
      y: Math.max(bbox.top, plot.valToPos(y[y.length - 1], "y", true)),
    }))
    .sort((a, b) => a.y - b.y);
  spread(ends, LABEL_HEIGHT * ratio, bbox.top + bbox.height);
  ctx.save();
  ctx.font = LABEL_FONT.replace("12px", `${12 * ratio}px`);
  ctx.textBaseline = "middle";
  for (const { slot, x, y } of ends) {
    ctx.fillStyle = colorOfSlot(palette, slot);
    ctx.fillText(letterOf(slot), Math.min(x, bbox.left + bbox.width) + LABEL_GAP * ratio, y);
  }
  ctx.restore();
}

/** Losses of zero have no place on a logarithmic axis. @param {Scene} scene */
function dataOf({ lines, isLog }) {
  const data = joinCurves(lines.map(({ curve }) => curve));
  if (!isLog) return data;
  const [x, ...columns] = data;
  return [x, ...columns.map((column) =>
    column.map((value) => (value !== null && value > 0 ? value : null)))];
}

/** What needs another plot, not only other data. @param {Scene} scene */
const shapeOf = ({ lines, isLog, isShare }) =>
  [isLog, isShare, ...lines.map(({ key, slot }) => `${key}:${slot}`)].join();

/**
 * @param {import("@preact/signals").Signal<Scene>} scene
 * @param {(place: number | null) => void} onPlace
 * @param {any} store
 */
function usePlot(scene, onPlace, store) {
  const box = useRef(/** @type {any} */ (null));
  useEffect(() => {
    const chart = createChart(box.current, scene, onPlace);
    const observer = new ResizeObserver(chart.resize);
    observer.observe(box.current);
    let first = true;
    const stops = [
      effect(() => {
        store.theme.value;
        if (!first) queueMicrotask(chart.recolor);
        first = false;
      }),
      watchSystemColors(chart.recolor), effect(chart.draw), chart.stop,
      () => observer.disconnect(),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
  return box;
}

/**
 * @param {HTMLElement} box
 * @param {import("@preact/signals").Signal<Scene>} scene
 * @param {(place: number | null) => void} onPlace
 */
function createChart(box, scene, onPlace) {
  /** @type {any} */
  let plot = null;
  let shape = "";
  /** The lines as they are drawn: filled anew with each drawing. @type {Line[]} */
  const shown = [];

  function draw() {
    const { value } = scene;
    shown.splice(0, shown.length, ...value.lines);
    const next = shapeOf(value);
    if (!plot || next !== shape) {
      plot?.destroy();
      shape = next;
      const options = optionsOf(readPalette(), { ...value, lines: shown }, { onPlace });
      plot = new uPlot(/** @type {any} */ (options), undefined, box);
      resize();
    }
    plot.setData(dataOf(value));
  }

  function resize() {
    const { clientWidth: width, clientHeight: height } = box;
    if (plot && width > 0 && height > 0) plot.setSize({ width, height });
  }

  return {
    draw,
    resize,
    recolor() {
      shape = "";
      draw();
    },
    stop() {
      plot?.destroy();
      plot = null;
    },
  };
}

/**
 * @param {{store: any, scene: import("@preact/signals").Signal<Scene>, place: any,
 *   summary: string}} props place: signal of the place under the pointer; summary: the chart in
 *   words.
 */
export function CurvesChart({ store, scene, place, summary }) {
  const box = usePlot(scene, (at) => { place.value = at; }, store);
  return html`<div class="curves-plot" ref=${box} role="img" aria-label=${summary}></div>`;
}
