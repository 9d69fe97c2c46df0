// @ts-check
// The loss over the steps: train as a line, test dashed, the loss of each batch faint behind.
import { useEffect, useRef } from "preact/hooks";
import { effect } from "@preact/signals";
import uPlot from "uplot";
import { html } from "../html.js";
import { formatCount, formatLoss, formatNumber } from "../store/format.js";
import { t } from "../texts/texts.js";
import { readPalette, watchSystemColors } from "./palette.js";
import { spokenNumbers } from "./spoken.js";

const FONT = "12px system-ui, sans-serif";
const AXIS = { size: 36, gap: 4, space: 36 };
const HEADROOM = 1.12;

/** @param {any} palette */
function axisLook(palette) {
  return {
    stroke: palette.quiet, font: FONT, ticks: { show: false },
    grid: { stroke: palette.line, width: 1 },
  };
}

/** @param {any} palette @param {(row: number | null) => void} onRow */
function chartOptions(palette, onRow) {
  const lines = { spanGaps: true, points: { show: false } };
  return {
    width: 300, height: 120, padding: /** @type {any} */ ([8, 24, 0, 0]),
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
    hooks: { setCursor: [(/** @type {any} */ plot) => onRow(plot.cursor.idx ?? null)] },
    scales: {
      x: { time: false },
      y: { range: lossRange },
    },
    axes: [
      { ...axisLook(palette), size: 22, gap: 2, space: 64, grid: { show: false },
        values: (/** @type {any} */ _plot, /** @type {number[]} */ steps) => steps.map(axisStep) },
      { ...axisLook(palette), ...AXIS,
        values: (/** @type {any} */ _plot, /** @type {number[]} */ losses) =>
          losses.map(axisLoss) },
    ],
    series: [
      {},
      { ...lines, stroke: palette.quiet, width: 1, alpha: 0.3 },
      { ...lines, stroke: palette.text, width: 2 },
      { ...lines, stroke: palette.text, width: 2, dash: [5, 4] },
    ],
  };
}

/** The whole losses decide the range; a wild batch may leave it. @param {any} plot */
function lossRange(plot) {
  let high = 0;
  for (const column of [plot.data?.[2] ?? [], plot.data?.[3] ?? []]) {
    for (const loss of column) if (loss > high) high = loss;
  }
  return /** @type {[number, number]} */ ([0, high > 0 ? high * HEADROOM : 1]);
}

/** @param {number} step */
const axisStep = (step) => (Number.isInteger(step) ? formatCount(step) : "");

/** @param {number} loss */
const axisLoss = (loss) =>
  loss >= 1000 ? formatNumber(loss, 2) : String(Number(loss.toPrecision(6)));

/** @param {any} columns */
const dataOf = (columns) => [columns.step, columns.batch, columns.train, columns.test];

/**
 * Keep a plot in an element: same size, same colors, same data.
 * @param {any} store
 * @param {(row: number | null) => void} onRow
 */
function usePlot(store, onRow) {
  const box = useRef(/** @type {any} */ (null));
  useEffect(() => {
    /** @type {any} */
    let plot = null;
    let asked = 0;
    const make = () => {
      plot?.destroy();
      const options = /** @type {any} */ (chartOptions(readPalette(), onRow));
      plot = new uPlot(options, undefined, box.current);
      resize();
      draw();
    };
    const resize = () => {
      const { clientWidth: width, clientHeight: height } = box.current;
      if (width > 0 && height > 0) plot.setSize({ width, height });
    };
    const draw = () => {
      asked = 0;
      plot.setData(dataOf(store.losses.columns));
    };
    make();
    const observer = new ResizeObserver(resize);
    observer.observe(box.current);
    const ask = () => {
      if (asked === 0 && !document.hidden) asked = requestAnimationFrame(draw);
    };
    const stopFrames = effect(() => {
      store.frameCount.value;
      store.network.value;
      ask();
    });
    document.addEventListener("visibilitychange", ask); // what came while hidden
    let first = true;
    const stopTheme = effect(() => {
      store.theme.value;
      if (!first) queueMicrotask(make);
      first = false;
    });
    const stopColors = watchSystemColors(make);
    return () => {
      observer.disconnect();
      stopFrames();
      stopTheme();
      stopColors();
      document.removeEventListener("visibilitychange", ask);
      cancelAnimationFrame(asked);
      plot.destroy();
    };
  }, []);
  return box;
}

/** @param {{store: any, row: any}} props */
export function Chart({ store, row }) {
  const box = usePlot(store, (/** @type {number | null} */ at) => { row.value = at; });
  const { columns } = store.losses;
  const at = row.value;
  const step = at === null ? undefined : columns.step[at];
  const read = (/** @type {string} */ name) =>
    at === null ? "" : ` ${formatLoss(columns[name][nearest(columns[name], at)])}`;
  return html`
    <div class="chart">
      <div class="chart-head">
        <span><i></i>${t("output.train")}${read("train")}</span>
        ${store.spec.value?.test_fraction > 0 &&
        html`<span><i class="line-test"></i>${t("output.test")}${read("test")}</span>`}
        ${step !== undefined
          ? html`<span class="chart-step">${t("output.step", { step: formatCount(step) })}</span>`
          : html`<span><i class="line-batch"></i>${t("output.batch")}</span>`}
      </div>
      <div class="chart-plot" ref=${box} role="img" aria-label=${t("output.chart.summary",
        { step: formatCount(store.step.value), numbers: spokenNumbers(store) })}></div>
    </div>`;
}

/** The nearest row at or before `at` that has a value. @param {any[]} column @param {number} at */
function nearest(column, at) {
  let row = at;
  while (row > 0 && column[row] === null) row -= 1;
  return row;
}
