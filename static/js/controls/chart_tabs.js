// @ts-check
// The tabs of the charts: those that mean something for what is trained.
import { useEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../texts/texts.js";

/** @type {Record<string, number>} */
const MOVES = { ArrowLeft: -1, ArrowRight: 1 };

/** A perceptron has mistakes in place of a loss. @param {any} store @param {string} chart */
export const chartName = (store, chart) =>
  t(chart === "loss" && !store.model.value.isNetwork ? "charts.mistakes" : `charts.${chart}`);

/** @param {{store: any, dispatch: any}} props */
export function ChartTabs({ store, dispatch }) {
  const list = useRef(/** @type {any} */ (null));
  const { available: { value: charts }, shown: { value: shown } } = store.charts;
  const tab = (/** @type {string} */ chart) =>
    list.current?.querySelector(`[data-chart="${chart}"]`);
  useEffect(() => tab(shown)?.scrollIntoView({ block: "nearest", inline: "nearest" }), []);
  const move = (/** @type {any} */ event) => {
    const by = MOVES[event.key];
    if (!by) return;
    event.preventDefault();
    const chart = charts[(charts.indexOf(shown) + by + charts.length) % charts.length];
    dispatch({ type: "show_chart", chart });
    tab(chart)?.focus();
  };
  return html`
    <div class="chart-tabs" role="tablist" ref=${list} aria-label=${t("charts.title")}
      onKeyDown=${move}>
      ${charts.map((/** @type {string} */ chart) => html`
        <button key=${chart} type="button" role="tab" class="chart-tab" data-chart=${chart}
          id=${`chart-tab-${chart}`} aria-selected=${chart === shown} aria-controls="chart-panel"
          tabindex=${chart === shown ? 0 : -1} title=${t(`charts.${chart}.help`)}
          onClick=${() => dispatch({ type: "show_chart", chart })}>${chartName(store, chart)}</button>`)}
    </div>`;
}
