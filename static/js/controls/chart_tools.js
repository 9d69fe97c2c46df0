// @ts-check
// What can be done with the chart that is shown: its axes, its layer or split, its table, and to
// keep this run's curves for comparison.
import { html } from "../html.js";
import { MOST_PINNED } from "../store/charts/charts.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";
import { Popover } from "./popover.js";

const CURVES = Object.freeze(["loss", "accuracy"]);

/** @param {{store: any, dispatch: any, axis: "x" | "y", choices: string[]}} props */
function Axis({ store, dispatch, axis, choices }) {
  const chosen = store.charts[axis].value;
  return html`
    <fieldset class="chart-choice">
      <legend>${t(`charts.axis.${axis}`)}</legend>
      ${choices.map((value) => html`
        <label key=${value} class="chart-radio" title=${t(`charts.axis.${value}.help`)}>
          <input type="radio" name=${`chart-axis-${axis}`} value=${value} checked=${value === chosen}
            onChange=${() => dispatch({ type: "choose_chart_axis", axis, value })} />
          ${t(`charts.axis.${value}`)}</label>`)}
    </fieldset>`;
}

/** @param {{store: any, dispatch: any}} props */
function PinButton({ store, dispatch }) {
  const isFull = store.charts.pinned.value.length >= MOST_PINNED;
  const isEmpty = store.now.value.step === 0;
  const words = t(isFull ? "charts.pin.full" : isEmpty ? "charts.pin.empty" : "charts.pin.help");
  return html`
    <button type="button" class="button button--icon chart-pin" data-action="pin-run"
      aria-label=${t("charts.pin")} aria-description=${words} title=${words}
      aria-disabled=${isFull || isEmpty}
      onClick=${() => !isFull && !isEmpty && dispatch({ type: "pin_run" })}
      ><${Icon} name="pin" /></button>`;
}

/** @param {{store: any, dispatch: any}} props */
function Layer({ store, dispatch }) {
  const count = store.network.value?.layout.length ?? 0;
  const name = (/** @type {number} */ layer) =>
    (layer === count - 1 ? t("charts.output") : t("network.layer", { number: layer + 1 }));
  const { value } = store.charts.layer;
  return html`
    <div class="select-box chart-select">
      <select class="select" aria-label=${t("charts.layer")} title=${t("charts.layer.help")}
        data-choice="chart-layer" value=${value}
        onChange=${(/** @type {any} */ event) => dispatch({ type: "choose_chart_layer",
          layer: Number(event.currentTarget.value) })}>
        ${Array.from({ length: count }, (_, layer) => html`
          <option key=${layer} value=${layer} selected=${layer === value}>${name(layer)}</option>`)}
      </select>
      <${Icon} name="down" />
    </div>`;
}

/** @param {{store: any, dispatch: any}} props */
function Split({ store, dispatch }) {
  const { value } = store.charts.split;
  if (!(store.spec.value?.test_fraction > 0)) return html`<span>${t("charts.split.all")}</span>`;
  return html`
    <div class="select-box chart-select">
      <select class="select" aria-label=${t("charts.split")} title=${t("charts.split.help")}
        data-choice="chart-split" value=${value}
        onChange=${(/** @type {any} */ event) => dispatch({ type: "choose_chart_split",
          split: event.currentTarget.value })}>
        ${["test", "train"].map((split) => html`
          <option key=${split} value=${split} selected=${split === value}
            >${t(`charts.split.${split}`)}</option>`)}
      </select>
      <${Icon} name="down" />
    </div>`;
}

/** What stands left above the chart, where it is not a legend. @param {{store: any, dispatch: any}} props */
export function ChartChoice({ store, dispatch }) {
  const Choice = store.charts.shown.value === "weights" ? Layer : Split;
  return html`<${Choice} store=${store} dispatch=${dispatch} />`;
}

/** @param {{store: any, dispatch: any, openTable: () => void}} props */
export function ChartTools({ store, dispatch, openTable }) {
  const shown = store.charts.shown.value;
  const hasCurves = CURVES.includes(shown);
  const hasAxes = hasCurves || shown === "gradients";
  const table = html`
    <button type="button" class="button button--icon" data-action="chart-table"
      aria-label=${t("charts.table")} title=${t("charts.table.help")} onClick=${openTable}
      ><${Icon} name="table" /></button>`;
  return html`
    <span class="chart-tools">
      ${hasCurves && html`<${PinButton} store=${store} dispatch=${dispatch} />`}
      ${table}
      ${hasAxes && html`
        <${Popover} id="chart-axes" name=${t("charts.axes")} className="button button--icon"
          width=${220} height=${150} label=${html`<${Icon} name="axes" />`}
          attributes=${{ "data-action": "chart-axes" }}>
          ${shown === "loss" && html`
            <${Axis} store=${store} dispatch=${dispatch} axis="y" choices=${["linear", "log"]} />`}
          <${Axis} store=${store} dispatch=${dispatch} axis="x" choices=${["steps", "epochs"]} />
        <//>`}
    </span>`;
}
