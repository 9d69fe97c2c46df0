// @ts-check
// A line chart that can be read by pointer and by keys.
import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "../../html.js";
import { t } from "../../texts/texts.js";
import { columnX, describeChart, inOrder } from "./line_charts.js";
import { Plot } from "./plot.js";
import { Readout, readRow, spokenRow } from "./readout.js";
import { summaryOf } from "./summary.js";

const LEAPS = 100; // key presses from one end to the other
const PAGES = 10;

/**
 * The row that a key leads to; undefined where it leads nowhere.
 * @param {string} key
 * @param {boolean} isFine Whether Shift is held: row by row.
 * @param {number | null} row
 * @param {number} rows
 */
export function rowAfterKey(key, isFine, row, rows) {
  const last = rows - 1;
  const from = row ?? last + 1;
  const leap = isFine ? 1 : Math.max(1, Math.round(rows / LEAPS));
  const page = Math.max(1, Math.round(rows / PAGES));
  /** @type {Record<string, number>} */
  const places = { ArrowLeft: from - leap, ArrowRight: from + leap, PageUp: from - page,
    PageDown: from + page, Home: 0, End: last };
  return key in places && last >= 0 ? Math.max(0, Math.min(last, places[key])) : undefined;
}

/** @param {any} store @param {any} dispatch @param {{current: any}} chart */
function usePlot(store, dispatch, chart) {
  const box = useRef(/** @type {any} */ (null));
  const plot = useRef(/** @type {Plot | null} */ (null));
  useEffect(() => {
    plot.current = new Plot(store, box.current, () => chart.current,
      (row) => dispatch({ type: "read_chart", row }));
    return () => plot.current?.end();
  }, [chart.current.key]);
  return { box, plot };
}

/** @param {{store: any, dispatch: any}} props */
export function LinePlot({ store, dispatch }) {
  const chart = useRef(/** @type {any} */ (null));
  chart.current = describeChart(store);
  const { box, plot } = usePlot(store, dispatch, chart);
  const [spoken, speak] = useState("");
  const read = (/** @type {KeyboardEvent} */ event) => {
    const { columns } = store.losses;
    const at = store.charts.row.peek();
    if (event.key === "Escape" && at !== null) return plot.current?.readAt(null);
    const row = rowAfterKey(event.key, event.shiftKey, at, columns.step.length);
    if (row === undefined) return undefined;
    event.preventDefault();
    plot.current?.readAt(columns[columnX(store)][row]);
    speak(spokenRow(readRow(store, chart.current, row)));
    return undefined;
  };
  return html`
    <div class="chart-area">
      <div class="chart-plot" ref=${box} role="slider" tabindex="0" aria-valuemin="0"
        aria-valuemax=${store.losses.columns.step.length} aria-valuenow=${store.charts.row.value ?? 0}
        aria-label=${summaryOf(store)} aria-valuetext=${spoken || t("charts.keys")}
        onKeyDown=${read} onBlur=${() => { plot.current?.readAt(null); speak(""); }}></div>
      <${Readout} store=${store} chart=${chart.current} />
    </div>`;
}

/** The lines by their looks, above them. @param {{store: any}} props */
export function LineLegend({ store }) {
  const { lines, namesEnds } = describeChart(store);
  if (namesEnds) return html`<p class="chart-legend">${t("charts.gradients.axis")}</p>`;
  return html`
    <p class="chart-legend">
      ${inOrder(lines).map(({ key, name }) =>
        html`<span key=${key}><i class=${`line-${key}`}></i>${name}</span>`)}
    </p>`;
}
