// @ts-check
// The room "Inside a step": a sample, the stations of its walk, and what happens at each.
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Happen } from "../controls/step/happen.js";
import { Navigator } from "../controls/step/navigator.js";
import { SampleChooser } from "../controls/step/sample.js";
import { SampleValues } from "../controls/step/sample_values.js";
import { html } from "../html.js";
import { resultOf } from "../store/walk/result.js";
import { sampleNow } from "../store/walk/walk.js";
import { sectionsOf } from "../store/walk/sections.js";
import { layersOf } from "../store/walk/stations.js";
import { saySentence } from "../store/rules.js";
import { t } from "../texts/texts.js";
import { ResultView } from "../views/step/result.js";
import { SampleMap } from "../views/step/sample_map.js";
import { Sections } from "../views/step/sections.js";
import { biasName, noteText, whereText, shortName } from "../views/step/words.js";

const MOVES = Object.freeze({ ArrowRight: "next", ArrowDown: "next", ArrowLeft: "previous",
  ArrowUp: "previous", Home: "first", End: "last" });
const KEEPS_KEYS = "input, select, textarea, [role=tablist], .network-stage, dialog";

/** Arrow keys walk, wherever nothing else needs them. @param {any} dispatch */
function useKeys(dispatch) {
  useEffect(() => {
    const walk = (/** @type {KeyboardEvent} */ event) => {
      const to = MOVES[/** @type {keyof typeof MOVES} */ (event.key)];
      const target = /** @type {HTMLElement} */ (event.target);
      const { ctrlKey, metaKey, altKey, shiftKey, defaultPrevented } = event;
      if (!to || ctrlKey || metaKey || altKey || shiftKey || defaultPrevented) return;
      const isHere = target === document.body || target.closest("#room");
      const scrolls = event.key.endsWith("Up") || event.key.endsWith("Down");
      if (!isHere || target.closest(KEEPS_KEYS) || (scrolls && target.closest(".walk-content"))) return;
      event.preventDefault();
      dispatch({ type: "walk_go", to });
    };
    document.addEventListener("keydown", walk);
    return () => document.removeEventListener("keydown", walk);
  }, []);
}

/** Whoever points at a unit wants to see its station. @param {any} store @param {any} dispatch */
function usePinned({ pinned }, dispatch) {
  const place = pinned.value;
  const known = useRef(place); // what was pinned before the room was opened says nothing
  useEffect(() => {
    if (place && place !== known.current) dispatch({ type: "walk_unit", place });
    known.current = place;
  }, [place]);
}

/**
 * A new station is read from its top; where what had the focus is gone, it goes on from there.
 * @param {any} station @param {any} note
 */
function useReading(station, note) {
  const ref = useRef(/** @type {any} */ (null));
  useEffect(() => { ref.current.scrollTop = 0; }, [station]);
  useEffect(() => {
    if (note && document.activeElement === document.body) ref.current.focus({ preventScroll: true });
  }, [note]);
  return ref;
}

/** There is no trace: why, and what can be done. @param {any} props */
function Absence({ status, error, dispatch }) {
  const act = { running: "toggle", error: "walk_retry", elsewhere: "walk_retry",
    lost: "walk_retry", past: "see_now" }[/** @type {"running"} */ (status)];
  return html`
    <div class="walk-absent" data-walk-status=${status}>
      <p role=${status === "error" ? "alert" : "status"}>${t(`step.status.${status}`, { why: saySentence(String(error ?? "")) })}</p>
      ${act && html`<button type="button" class="button button--outlined" data-walk-act
        onClick=${() => dispatch({ type: act })}>${t(`step.status.${status}.act`)}</button>`}
    </div>`;
}

/** @param {any} props */
function Content({ store, dispatch, trace, station }) {
  const [network, spec, catalog] = [store.network.value, store.spec.value, store.catalog.value];
  const result = useMemo(() => resultOf(trace, network, spec), [trace]);
  const names = { name: (/** @type {number} */ layer, /** @type {number} */ unit) =>
    shortName(network, catalog, layer, unit), bias: biasName };
  const sections = sectionsOf({ trace, layers: layersOf(trace), station, network, spec, catalog,
    ...names });
  return html`
    ${station.kind === "result"
      ? html`<${ResultView} result=${result} trace=${trace} network=${network} />
        <${Happen} store=${store} dispatch=${dispatch} result=${result} trace=${trace} />`
      : html`<${Sections} sections=${sections} shape=${network.inputs.shape}
          theme=${store.theme.value} />`}
    ${station.phase === "backward" && html`<p class="walk-foot">${t("step.foot.backward")}</p>`}`;
}

/** Which sample, and which station: they stay while other numbers are on their way. @param {any} props */
function Head({ store, dispatch, isThere }) {
  const { walk } = store;
  const sample = sampleNow(store);
  if (!sample || !walk.shape.value) return null;
  const where = isThere ? whereText(store, walk.station.value, walk.at.value,
    walk.stations.value.length) : t("step.where.none");
  return html`
    <div class="walk-sample">
      <${SampleMap} store=${store} dispatch=${dispatch} inputs=${sample.inputs} />
      <div class="walk-facts">
        <${SampleChooser} store=${store} dispatch=${dispatch} row=${sample.sample} />
        <${SampleValues} store=${store} dispatch=${dispatch} sample=${sample} />
      </div>
    </div>
    <${Navigator} store=${store} dispatch=${dispatch} where=${where} />`;
}

/** @param {{store: any, dispatch: any}} props */
export function Room({ store, dispatch }) {
  const { walk } = store;
  useKeys(dispatch);
  usePinned(store, dispatch);
  const [trace, station, network] = [walk.trace.value, walk.station.value, store.network.value];
  const isThere = trace && station && network && layersOf(trace).length === network.layout.length;
  const [note, status] = [walk.note.value, walk.status.value];
  const content = useReading(station, note);
  const isOnItsWay = status === "loading" || status === "error";
  return html`
    <div class="walk">
      <h2 class="unseen">${t("view.step")}</h2>
      ${(isThere || isOnItsWay) && html`<${Head} store=${store} dispatch=${dispatch}
        isThere=${isThere} />`}
      <div class="walk-content" ref=${content} tabindex="0" role="group" aria-label=${t("step.content")}>
        ${note && html`<p class="walk-note" role="status" data-walk-note=${note.key}>${noteText(note)}</p>`}
        ${isThere ? html`<${Content} store=${store} dispatch=${dispatch} trace=${trace}
          station=${station} />` : html`<${Absence} status=${status === "ready" ? "loading" : status}
          error=${walk.error.value} dispatch=${dispatch} />`}
      </div>
    </div>`;
}
