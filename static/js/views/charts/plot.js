// @ts-check
// A line chart in an element: same size, same colors, same data as what it is told. What is drawn
// is described in line_charts.js.
import { effect } from "@preact/signals";
import uPlot from "uplot";
import { watchSystemColors } from "../palette.js";
import { drawEnds, drawGhosts, drawMoment } from "./drawing.js";
import { readInk } from "./ink.js";
import { logMarks } from "./ticks.js";

const FONT = "12px system-ui, sans-serif";
const AXIS = Object.freeze({ across: 22, up: 40, gap: 4 }); // css px
const ROOM_FOR_NAMES = 62;
const MARK_HEIGHT = 16;

/** @typedef {import("./line_charts.js").LineChart} LineChart */

/** @param {import("./ink.js").Ink} ink */
const axisLook = (ink) => ({
  stroke: ink.quiet, font: FONT, ticks: { show: false }, grid: { stroke: ink.line, width: 1 },
});

/** @param {import("./ink.js").Ink} ink @param {LineChart} chart */
function seriesOf(ink, chart) {
  const layers = ink.layers(chart.lines.length);
  return chart.lines.map(({ ink: name, width, dash, alpha = 1 }, at) => ({
    spanGaps: true, points: { show: false }, width, dash, alpha,
    stroke: name === "layer" ? layers[at] : ink[/** @type {"text"} */ (name)],
  }));
}

export class Plot {
  #box;
  #chart;
  #onRow;
  /** @type {any} */
  #plot = null;
  /** @type {any} */
  #ink = null;
  /** @type {ReturnType<LineChart["prepare"]>} */
  #drawn = { data: [], range: [0, 1], zero: null };
  #asked = 0;
  #ends;

  /**
   * @param {any} store
   * @param {HTMLElement} box
   * @param {() => LineChart} chart What to draw now.
   * @param {(row: number | null) => void} onRow The row under the pointer.
   */
  constructor(store, box, chart, onRow) {
    this.#box = box;
    this.#chart = chart;
    this.#onRow = onRow;
    this.#make();
    const observer = new ResizeObserver(() => this.#resize());
    observer.observe(box);
    document.addEventListener("visibilitychange", this.ask); // what came while hidden
    let isFirst = true;
    this.#ends = [
      () => observer.disconnect(),
      () => document.removeEventListener("visibilitychange", this.ask),
      watchSystemColors(() => this.#make()),
      effect(() => {
        store.theme.value;
        if (!isFirst) queueMicrotask(() => this.#make()); // the page takes its theme first
        isFirst = false;
      }),
      effect(() => {
        store.frameCount.value;
        store.now.value;
        store.network.value;
        store.past.value;
        store.charts.pinned.value;
        if (store.charts.seen.value) this.ask();
      }),
    ];
  }

  /** Draw in the next frame that is drawn, if anyone can see it. */
  ask = () => {
    if (this.#asked === 0 && !document.hidden) {
      this.#asked = requestAnimationFrame(() => this.#draw());
    }
  };

  end() {
    for (const end of this.#ends) end();
    cancelAnimationFrame(this.#asked);
    this.#plot.destroy();
  }

  /** Read the values at a place of the x axis; null: none. @param {number | null} x */
  readAt(x) {
    const left = x === null ? -10 : this.#plot.valToPos(x, "x");
    this.#plot.setCursor({ left, top: x === null ? -10 : 10 });
  }

  #make() {
    if (!this.#box.isConnected) return;
    this.#plot?.destroy();
    this.#ink = readInk(this.#box);
    this.#drawn = this.#chart().prepare(); // a log axis is asked for its marks at once
    this.#plot = new uPlot(/** @type {any} */ (this.#options()), undefined, this.#box);
    this.#resize();
    this.#draw();
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.#box;
    if (width > 0 && height > 0) this.#plot.setSize({ width, height });
  }

  #draw() {
    this.#asked = 0;
    this.#drawn = this.#chart().prepare();
    this.#plot.setData(this.#drawn.data);
  }

  #options() {
    const chart = this.#chart();
    const look = axisLook(this.#ink);
    return {
      width: 300, height: 120,
      padding: [8, chart.namesEnds ? ROOM_FOR_NAMES : 16, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
      hooks: {
        setCursor: [(/** @type {any} */ plot) => this.#onRow(plot.cursor.idx ?? null)],
        drawAxes: [(/** @type {any} */ plot) => this.#drawBehind(plot)],
        draw: [(/** @type {any} */ plot) => this.#drawBefore(plot)],
      },
      scales: {
        x: { time: false, range: (/** @type {any} */ _, /** @type {number} */ low,
          /** @type {number} */ high) => this.#chart().rangeX(low, high) },
        y: { distr: chart.isLog ? 3 : 1, range: () => this.#drawn.range },
      },
      axes: [
        { ...look, size: AXIS.across, gap: 2, space: 64, grid: { show: false },
          values: (/** @type {any} */ _, /** @type {number[]} */ marks) => marks.map(chart.labelX) },
        { ...look, size: AXIS.up, gap: AXIS.gap, space: 28, ...(chart.isLog ? this.#logAxis() : {
          values: (/** @type {any} */ _, /** @type {number[]} */ marks) => marks.map(chart.labelY),
        }) },
      ],
      series: [{}, ...seriesOf(this.#ink, chart)],
    };
  }

  #logAxis() {
    return {
      splits: (/** @type {any} */ { bbox }) => logMarks(...this.#drawn.range,
        Math.max(2, Math.floor(bbox.height / devicePixelRatio / MARK_HEIGHT))),
      filter: (/** @type {any} */ _, /** @type {number[]} */ marks) => marks,
      values: (/** @type {any} */ _, /** @type {number[]} */ marks) =>
        marks.map((mark) => (mark === this.#drawn.zero ? "0" : this.#chart().labelLog(mark))),
    };
  }

  /** @param {any} plot */
  #drawBehind(plot) {
    drawGhosts(plot, this.#ink, this.#chart().ghosts(), this.#drawn.zero);
  }

  /** @param {any} plot */
  #drawBefore(plot) {
    const chart = this.#chart();
    drawMoment(plot, this.#ink, chart.moment());
    if (chart.namesEnds) {
      drawEnds(plot, chart.lines.map(({ name }) => name), this.#ink.layers(chart.lines.length));
    }
  }
}
