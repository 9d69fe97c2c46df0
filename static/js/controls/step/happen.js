// @ts-check
// Let the step happen: this sample's own, exactly as shown, or the next one of training.
import { useMemo } from "preact/hooks";
import { html } from "../../html.js";
import { formatCount } from "../../store/format.js";
import { deliveryOf } from "../../store/walk/walk.js";
import { t } from "../../texts/texts.js";
import { press } from "../press.js";

/** Why this sample's step cannot be applied; null: it can. */
function obstacleOf(/** @type {any} */ store, /** @type {any} */ result,
  /** @type {import("../../store/walk/walk.js").Delivery} */ { body, bytes, most }) {
  if (store.connection.value !== "open") return t("step.happen.lost");
  if (!body) {
    return t("step.happen.large", { size: formatCount(bytes), most: formatCount(most) });
  }
  return result.moves ? null : t("step.happen.nothing");
}

/** What differs from a step of training, in a sentence; null: nothing. */
function caveatOf(/** @type {any} */ { spec, catalog, model }) {
  const { optimizer } = spec.value;
  if (!model.value.isNetwork || optimizer.key === "sgd") return "step.happen.exact";
  return catalog.value.optimizers?.length > 0 ? "step.happen.memory" : "step.happen.exact";
}

/** @param {{store: any, dispatch: any, result: any, trace: any}} props */
export function Happen({ store, dispatch, result, trace }) {
  const catalog = store.catalog.value;
  const delivery = useMemo(() => deliveryOf(trace, catalog), [trace, catalog]);
  const obstacle = obstacleOf(store, result, delivery);
  const batch = store.spec.value.batch_size;
  const trains = store.model.value.isTrained;
  const { isNetwork } = store.model.value;
  const isBatch = isNetwork && typeof batch === "number" && batch > 1;
  const next = isBatch ? t("step.happen.next", { count: formatCount(batch) })
    : t("step.happen.next.one");
  return html`
    <div class="walk-happen">
      <button type="button" class="button button--outlined walk-apply" data-walk-apply
        aria-describedby="walk-apply-help" title=${obstacle ?? t("step.happen.help")}
        ...${press(obstacle !== null, () => dispatch({ type: "walk_apply" }))}
        >${t("step.happen.apply")}</button>
      <p class="walk-say" id="walk-apply-help">${obstacle ?? t(caveatOf(store) ?? "")}
        ${trace.split === "test" && !obstacle ? ` ${t("step.happen.test")}` : ""}
        ${store.spec.value.dropout_rate > 0 && isNetwork ? ` ${t("step.happen.dropout")}` : ""}</p>
      ${trains && html`
        <button type="button" class="button button--outlined" data-walk-train
          title=${t("step.happen.next.help")}
          ...${press(store.connection.value !== "open", () => dispatch({ type: "step" }))}
          >${next}</button>
        <p class="walk-say">${t("step.happen.next.help")}</p>`}
    </div>`;
}
