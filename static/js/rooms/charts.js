// @ts-check
// The charts under the output: tabs, the chart that is shown, what can be done with it.
import { useRef } from "preact/hooks";
import { ChartTable } from "../controls/chart_table.js";
import { ChartTabs } from "../controls/chart_tabs.js";
import { ChartChoice, ChartTools } from "../controls/chart_tools.js";
import { PinnedRuns } from "../controls/pinned_runs.js";
import { html } from "../html.js";
import { t } from "../texts/texts.js";
import { Confusion, RightOnes } from "../views/charts/confusion.js";
import { GradientWords } from "../views/charts/gradient_words.js";
import { LineLegend, LinePlot } from "../views/charts/line_plot.js";
import { Weights } from "../views/charts/weights.js";

/** @param {{store: any, dispatch: any}} props */
function Shown({ store, dispatch }) {
  switch (store.charts.shown.value) {
    case "weights": return html`<${Weights} store=${store} />`;
    case "confusion": return html`<${Confusion} store=${store} />`;
    case "gradients": return html`
      <${LinePlot} store=${store} dispatch=${dispatch} /><${GradientWords} store=${store} />`;
    default: return html`
      <${LinePlot} store=${store} dispatch=${dispatch} />
      <${PinnedRuns} store=${store} dispatch=${dispatch} />`;
  }
}

/** @param {{store: any, dispatch: any}} props */
export function Charts({ store, dispatch }) {
  const dialog = useRef(/** @type {any} */ (null));
  const shown = store.charts.shown.value;
  const { isTrained } = store.model.value;
  const hasLegend = shown !== "weights" && shown !== "confusion";
  return html`
    <section class="chart" aria-label=${t("charts.title")} data-shown=${shown}>
      <${ChartTabs} store=${store} dispatch=${dispatch} />
      ${!isTrained && html`<p class="chart-note">${t("charts.threshold")}</p>`}
      ${shown && html`
        <div class="chart-panel" role="tabpanel" id="chart-panel"
          aria-labelledby=${`chart-tab-${shown}`}>
          <div class="chart-head">
            ${hasLegend ? html`<${LineLegend} store=${store} />`
              : html`<${ChartChoice} store=${store} dispatch=${dispatch} />`}
            ${shown === "confusion" && html`<${RightOnes} store=${store} />`}
            <${ChartTools} store=${store} dispatch=${dispatch}
              openTable=${() => dialog.current.open()} />
          </div>
          <${Shown} store=${store} dispatch=${dispatch} />
        </div>`}
      <${ChartTable} store=${store} dialog=${dialog} />
    </section>`;
}
