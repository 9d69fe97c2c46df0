// @ts-check
// What is compared, and one more of it; and what to do where the page's experiment has changed.
import { html } from "../../html.js";
import { quantitiesOf } from "../../store/runs/quantities.js";
import { MOST_RUNS } from "../../store/runs/run_set.js";
import { t } from "../../texts/texts.js";
import { Icon } from "../icons.js";
import { press } from "../press.js";

/** @param {{store: any, dispatch: any, children?: any}} props children: more in the same row. */
export function CompareSetup({ store, dispatch, children }) {
  const { quantity, set } = store.compare;
  const choices = quantitiesOf(store.spec.value);
  const isFull = set.value.runs.value.length >= MOST_RUNS;
  const pick = (/** @type {any} */ event) =>
    dispatch({ type: "compare_quantity", key: event.currentTarget.value });
  return html`
    <div class="compare-setup">
      <h2>${t("compare.title")}</h2>
      <span class="select-box"><select class="select" data-quantity value=${quantity.value}
        aria-label=${t("compare.quantity")} title=${t("compare.quantity.help")} onChange=${pick}>
        ${choices.map(({ key }) => html`
          <option key=${key} value=${key} selected=${key === quantity.value}
            >${t(`compare.quantity.${key}`)}</option>`)}
      </select><${Icon} name="down" /></span>
      <button type="button" class="button" data-run-action="add"
        title=${t(isFull ? "compare.add.full" : "compare.add.help")}
        ...${press(isFull, () => dispatch({ type: "compare_add" }))}>
        <${Icon} name="plus" />${t("compare.add")}</button>
      ${children}
    </div>
    ${store.compare.isStale.value && html`
      <p class="compare-stale" role="status">${t("compare.stale")}
        <button type="button" class="button button--outlined" data-run-action="anew"
          onClick=${() => dispatch({ type: "compare_anew" })}>${t("compare.anew")}</button></p>`}`;
}
