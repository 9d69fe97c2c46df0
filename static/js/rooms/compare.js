// @ts-check
// Side by side: the runs in a row, their curves on one chart.
import { useEffect } from "preact/hooks";
import { html } from "../html.js";
import { ChartOptions } from "../controls/compare/chart_options.js";
import { useRoomKeys } from "../controls/compare/room_keys.js";
import { RunButtons } from "../controls/compare/run_buttons.js";
import { RunPace, RunTransport } from "../controls/compare/run_transport.js";
import { RunValue } from "../controls/compare/run_value.js";
import { CompareSetup } from "../controls/compare/setup.js";
import { MEASURES } from "../store/runs/compare.js";
import { QUANTITIES } from "../store/runs/quantities.js";
import { formatCount } from "../store/format.js";
import { rescale, runCurve } from "../store/runs/curves.js";
import { t } from "../texts/texts.js";
import { Curves } from "../views/compare/curves.js";
import { RunCard } from "../views/compare/run_card.js";
import { letterOf } from "../views/compare/run_look.js";
import { runName, valueName, Verdict } from "../views/compare/words.js";

/** @param {any} store */
function sceneOf(store) {
  const { measure: { value: measure }, isLog, ghosts, quantity, set } = store.compare;
  const { unit: { value: unit }, runs } = set.value;
  const lines = runs.value.map((/** @type {any} */ run) => ({
    key: run.about.id, slot: run.about.slot, curve: runCurve(run, measure, unit),
    name: valueName(store, quantity.value, run.value.value),
  }));
  const pinned = ghosts.value.map((/** @type {any} */ { id, key, value, perEpoch, curves }) => ({
    key: id, slot: -1, name: valueName(store, key, value),
    curve: rescale(curves[measure], unit === "step" ? 1 : perEpoch),
  }));
  const isShare = measure === "accuracy" || store.spec.value?.model === "perceptron";
  return { lines: [...pinned, ...lines], isLog: isLog.value && !isShare, isShare };
}

/** What a scene depends on. @param {any} store */
function watch(store) {
  const { measure, isLog, ghosts, set } = store.compare;
  for (const change of [measure, isLog, ghosts, set.value.unit, set.value.runs]) change.value;
  for (const run of set.value.runs.value) {
    for (const change of [run.frameCount, run.network, run.perEpoch, run.value]) change.value;
  }
}

/** @param {any} props */
function Card({ store, dispatch, run }) {
  const quantity = QUANTITIES.find(({ key }) => key === store.compare.quantity.value);
  const updates = run.perEpoch.value;
  const more = quantity?.key === "batch_size" && updates
    ? [["updates", t("compare.number.updates"), formatCount(updates)]] : [];
  const title = html`<${RunValue} store=${store} dispatch=${dispatch} run=${run}
    quantity=${quantity} letter=${letterOf(run.about.slot)} />`;
  return html`
    <${RunCard} store=${store} run=${run} unit=${store.compare.set.value.unit.value} title=${title} spoken=${runName(store, run)} more=${more}>
      <${RunButtons} store=${store} dispatch=${dispatch} run=${run} quantity=${quantity} />
    <//>`;
}

/** @param {any} props */
function Chart({ store, dispatch }) {
  const { measure, isLog, isTable, set } = store.compare;
  const measures = store.spec.value?.task === "classification" ? MEASURES : MEASURES.slice(0, 2);
  return html`
    <${Curves} store=${store} getScene=${() => sceneOf(store)} watch=${() => watch(store)}
      unit=${set.value.unit.value} what=${t(`compare.measure.${measure.value}`)}
      isTable=${isTable.value} onUnpin=${(/** @type {string} */ id) =>
        dispatch({ type: "compare_unpin", id })}>
      <${ChartOptions} room="compare" dispatch=${dispatch} measures=${measures}
        measure=${measure.value} isLog=${isLog.value} isTable=${isTable.value} />
    <//>`;
}

/** @param {{store: any, dispatch: any}} props */
export function Room({ store, dispatch }) {
  useEffect(() => {
    dispatch({ type: "compare_open" });
    return () => { dispatch({ type: "compare_leave" }); };
  }, []);
  useRoomKeys("compare", store, dispatch);
  const spec = store.spec.value;
  if (!spec) return html`<p class="room-note">${t("view.loading")}</p>`;
  if (spec.model === "threshold") return html`<p class="room-note">${t("compare.threshold")}</p>`;
  const set = store.compare.set.value;
  return html`
    <div class="compare">
      <${CompareSetup} store=${store} dispatch=${dispatch}>
        <${RunPace} room="compare" set=${set} dispatch=${dispatch} />
      <//>
      <div class="compare-row">
        <${RunTransport} room="compare" set=${set} dispatch=${dispatch} />
        <${Verdict} store=${store} />
      </div>
      <div class="runs" data-count=${set.runs.value.length}>
        ${set.runs.value.map((/** @type {any} */ run) => html`
          <${Card} key=${run.about.id} store=${store} dispatch=${dispatch} run=${run} />`)}
      </div>
      <${Chart} store=${store} dispatch=${dispatch} />
    </div>`;
}
