// @ts-check
// Transfer: what is taken where, on the left; the two networks and their curves beside it.
import { useEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { ChartOptions } from "../controls/compare/chart_options.js";
import { useRoomKeys } from "../controls/compare/room_keys.js";
import { RunPace, RunTransport } from "../controls/compare/run_transport.js";
import { TransferButtons } from "../controls/transfer/buttons.js";
import { TransferPlan } from "../controls/transfer/plan.js";
import { MEASURES } from "../store/runs/compare.js";
import { runCurve } from "../store/runs/curves.js";
import { CASE } from "../store/runs/transfer_case.js";
import { t } from "../texts/texts.js";
import { Curves } from "../views/compare/curves.js";
import { RunCard } from "../views/compare/run_card.js";
import { letterOf } from "../views/compare/run_look.js";
import { dataName, Outcome } from "../views/transfer/outcome.js";

/** @param {any} run */
const nameOf = (run) => t(`transfer.run.${run.value.value}`);

/** Accuracy where there is one. @param {any} store */
function measureOf(store) {
  const { measure, set } = store.transfer;
  const spec = set.value.runs.value[0]?.spec.value;
  const classifies = !spec || spec.task === "classification";
  return {
    measure: classifies || measure.value !== "accuracy" ? measure.value : "test",
    measures: classifies ? MEASURES : MEASURES.slice(0, 2),
  };
}

/** @param {any} store */
function sceneOf(store) {
  const { isLog, set } = store.transfer;
  const { unit: { value: unit }, runs } = set.value;
  const { measure } = measureOf(store);
  const lines = runs.value.map((/** @type {any} */ run) => ({
    key: run.about.id, slot: run.about.slot, name: nameOf(run), curve: runCurve(run, measure, unit),
  }));
  const isShare = measure === "accuracy";
  return { lines, isLog: isLog.value && !isShare, isShare };
}

/** What a scene depends on. @param {any} store */
function watch(store) {
  const { measure, isLog, set } = store.transfer;
  for (const change of [measure, isLog, set.value.unit, set.value.runs]) change.value;
  for (const run of set.value.runs.value) {
    for (const change of [run.frameCount, run.network, run.spec, run.perEpoch]) change.value;
  }
}

/** @param {any} props */
function Runs({ store, dispatch }) {
  const { set: { value: set }, isLog, isTable } = store.transfer;
  const { measure, measures } = measureOf(store);
  return html`
    <div class="compare-row">
      <${RunTransport} room="transfer" set=${set} dispatch=${dispatch} brief />
      <${RunPace} room="transfer" set=${set} dispatch=${dispatch} brief />
    </div>
    <div class="runs">
      ${set.runs.value.map((/** @type {any} */ run) => html`
        <${RunCard} key=${run.about.id} store=${store} run=${run} unit=${set.unit.value}
          title=${nameOf(run)} spoken=${`${letterOf(run.about.slot)} ${nameOf(run)}`}>
          <${TransferButtons} store=${store} dispatch=${dispatch} run=${run} /><//>`)}
    </div>
    <${Curves} store=${store} getScene=${() => sceneOf(store)} watch=${() => watch(store)}
      unit=${set.unit.value} what=${t(`compare.measure.${measure}`)} isTable=${isTable.value}>
      <${ChartOptions} room="transfer" dispatch=${dispatch} measures=${measures}
        measure=${measure} isLog=${isLog.value} isTable=${isTable.value} />
    <//>`;
}

/** The first network of the case, while it learns. @param {any} props */
function Source({ store, run }) {
  const name = dataName(store, CASE.source);
  const end = CASE.sourceEpochs * (run.perEpoch.value ?? Infinity);
  return html`
    <progress class="transfer-progress" max="1" value=${run.step.value / end}
      aria-label=${t("transfer.progress")}></progress>
    <div class="runs"><${RunCard} store=${store} run=${run} unit="epoch" title=${name}
      spoken=${name} /></div>`;
}

/** Before anything was transferred. */
function Empty() {
  return html`
    <div class="transfer-empty">
      <p class="outcome-sentence">${t("transfer.empty.title")}</p>
      ${["first", "second", "third"].map((one) => html`
        <p key=${one}>${t(`transfer.empty.${one}`)}</p>`)}
    </div>`;
}

/** @param {{store: any, dispatch: any}} props */
export function Room({ store, dispatch }) {
  useEffect(() => {
    dispatch({ type: "transfer_open" });
    return () => { dispatch({ type: "transfer_leave" }); };
  }, []);
  useRoomKeys("transfer", store, dispatch);
  const runs = useRef(/** @type {any} */ (null));
  const phase = store.transfer.phase.value;
  useEffect(() => { // whoever has pressed a button below sees what it does
    if (phase !== "choose") runs.current?.scrollIntoView({ block: "nearest" });
  }, [phase === "choose"]);
  if (!store.spec.value || !store.catalog.value) {
    return html`<p class="room-note">${t("view.loading")}</p>`;
  }
  const { set, source } = store.transfer;
  return html`
    <div class="transfer">
      <${TransferPlan} store=${store} dispatch=${dispatch} />
      <div class="transfer-runs" ref=${runs}>
        ${phase === "choose" ? html`<${Empty} />` : html`<${Outcome} store=${store} />`}
        ${phase === "source" && source.value && html`
          <${Source} store=${store} run=${source.value} />`}
        ${set.value.runs.value.length > 0 && html`
          <${Runs} store=${store} dispatch=${dispatch} />`}
      </div>
    </div>`;
}
