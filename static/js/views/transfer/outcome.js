// @ts-check
// What came of a transfer, in a sentence with its numbers; and what is under way.
import { html } from "../../html.js";
import { entryOf } from "../../store/catalog.js";
import { formatCount, formatLoss, formatNumber, formatPercent } from "../../store/format.js";
import { CASE } from "../../store/runs/transfer_case.js";
import { layersOf, outcomeOf } from "../../store/runs/transfer_plan.js";
import { isResting } from "../../store/runs/transfer_source.js";
import { t } from "../../texts/texts.js";
import { LayerStack } from "./layer_stack.js";

/** @param {any} store @param {string} key */
export const dataName = (store, key) =>
  entryOf(store.catalog.value, "datasets", key)?.label ?? t("transfer.own_data");

/** @param {any} store */
function sayOutcome(store) {
  const { set: { value: set }, made: { value: made } } = store.transfer;
  const [transferred, scratch] = set.runs.value;
  const outcome = scratch && outcomeOf(transferred, scratch); // none where the page is left
  if (!outcome) return "";
  const format = outcome.isShare ? formatPercent : formatLoss;
  const kind = outcome.isShare ? "share" : "loss";
  const few = made.perClass > 0 ? t("transfer.few", { count: made.perClass }) : t("transfer.all");
  return `${t(`transfer.verdict.${outcome.verdict}`)} ${t(`transfer.outcome.${kind}`, {
    few, transferred: format(outcome.transferred), scratch: format(outcome.scratch),
    step: formatCount(outcome.step),
  })}`;
}

/** @param {any} store @returns {string} */
function sayState(store) {
  const { phase, set, source, made } = store.transfer;
  if (phase.value === "source") {
    const { metrics, step } = source.value ?? {};
    const accuracy = metrics?.value?.test_accuracy;
    if (isResting(store)) {
      return t("transfer.source.resting",
        { data: dataName(store, CASE.source), step: formatCount(step.value) });
    }
    return t("transfer.source", {
      data: dataName(store, CASE.source), step: formatCount(step?.value ?? 0),
      accuracy: accuracy == null ? "–" : formatPercent(accuracy),
    });
  }
  if (phase.value === "making") return t("transfer.making");
  const [run] = set.value.runs.value;
  if (set.value.running.value) {
    return t(run?.stopAt.value ? "transfer.running.frozen" : "transfer.running", {
      from: dataName(store, made.value.source), to: dataName(store, made.value.target) });
  }
  return sayOutcome(store) || t("transfer.ready");
}

/** @param {{store: any}} props */
export function Outcome({ store }) {
  const { set, made, phase } = store.transfer;
  const [run] = set.value.runs.value;
  const spec = run?.spec.value;
  const isDone = phase.value === "ready" && !set.value.running.value && set.value.started.value;
  return html`
    <div class="outcome">
      <p class="outcome-sentence" data-phase=${phase.value} role="status">${sayState(store)}</p>
      ${made.value?.isCase && isDone && html`<p class="compare-note">${t("transfer.case.note", {
        seeds: CASE.seeds, lead: formatNumber(100 * CASE.medianLead, 2) })}</p>`}
      ${spec && made.value && html`<${LayerStack} store=${store}
        layers=${layersOf(spec.hidden_layers, made.value.keep, spec.frozen_layers)} />`}
    </div>`;
}
