// @ts-check
// What a chart of runs shows, and how.
import { html } from "../../html.js";
import { t } from "../../texts/texts.js";
import { Icon } from "../icons.js";

/**
 * @param {{room: string, dispatch: any, measures: readonly string[], measure: string,
 *   isLog: boolean, isTable: boolean}} props
 */
export function ChartOptions({ room, dispatch, measures, measure, isLog, isTable }) {
  const show = (/** @type {any} */ change) => dispatch({ type: `${room}_show`, ...change });
  return html`
    <div class="curves-options">
      <span class="select-box"><select class="select" data-measure aria-label=${t("compare.measure")}
        value=${measure}
        onChange=${(/** @type {any} */ event) => show({ measure: event.currentTarget.value })}>
        ${measures.map((one) => html`
          <option key=${one} value=${one} selected=${one === measure}
            >${t(`compare.measure.${one}`)}</option>`)}
      </select><${Icon} name="down" /></span>
      ${measure !== "accuracy" && html`
        <button type="button" class="button" data-chart="log" aria-pressed=${isLog}
          title=${t("compare.log.help")} onClick=${() => show({ isLog: !isLog })}
          >${t("compare.log")}</button>`}
      <button type="button" class="button" data-chart="table" aria-pressed=${isTable}
        title=${t("compare.table.help")} onClick=${() => show({ isTable: !isTable })}
        >${t("compare.table")}</button>
    </div>`;
}
