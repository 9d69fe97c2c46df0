// @ts-check
// The row of the time machine: a slider over the moments of the run, and what one is looking at.
import { useEffect } from "preact/hooks";
import { html } from "../html.js";
import { formatCount } from "../store/format.js";
import { shownIndex } from "../store/time/past.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";
import { press } from "./press.js";

/** Where Escape means something else. */
const TAKES_ESCAPE = 'dialog, [popover], select, textarea, input:not([type="range"])';

/** Escape leads back to the present. @param {any} store @param {any} dispatch */
function useEscape(store, dispatch) {
  useEffect(() => {
    const back = (/** @type {KeyboardEvent} */ event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      if (event.key !== "Escape" || event.defaultPrevented || !store.past.peek()) return;
      if (!target.closest(TAKES_ESCAPE)) dispatch({ type: "see_now" });
    };
    document.addEventListener("keydown", back);
    return () => document.removeEventListener("keydown", back);
  }, []);
}

/** @param {any} props */
function Replay({ store, dispatch, canLookBack }) {
  const playing = store.replaying.value;
  const help = t(canLookBack ? "time.replay.help" : "time.empty");
  return html`
    <button type="button" class="button time-replay" data-action="replay"
      title=${help} aria-description=${help}
      ...${press(!canLookBack, () => dispatch({ type: "replay" }))}>
      <${Icon} name=${playing ? "pause" : "replay"} />
      <span>${t(playing ? "time.replay.stop" : "time.replay")}</span>
    </button>`;
}

/** @param {any} props */
function Scrubber({ store, dispatch, canLookBack }) {
  const { now: { value: now }, past: { value: past }, snapshots: { moments } } = store;
  const last = moments.length - 1;
  const steps = { step: formatCount((past ?? now).step), now: formatCount(now.step) };
  const see = (/** @type {any} */ event) =>
    dispatch({ type: "see_moment", index: Number(event.currentTarget.value) });
  return html`
    <input type="range" class="slider time-slider" data-time min="0" max=${Math.max(1, last)}
      step="1" value=${canLookBack ? shownIndex(store) : 1} disabled=${!canLookBack}
      aria-label=${t("time.slider")} title=${t("time.slider.help")}
      aria-description=${t("time.slider.help")}
      aria-valuetext=${t(past ? "time.value" : "time.value.now", steps)} onInput=${see} />`;
}

/** What one looks at, in words. @param {any} store @param {boolean} canLookBack */
function wordsOf(store, canLookBack) {
  const { now: { value: now }, past: { value: past }, wentTo: { value: went } } = store;
  if (past) {
    const other = store.running.value ? t("time.goes_on")
      : t("time.rests", { now: formatCount(now.step) });
    return `${t("time.past", { step: formatCount(past.step) })} ${other}`;
  }
  if (went) {
    const key = went.step === went.asked ? "time.back" : "time.held";
    return t(`${key}.${went.runs ? "runs" : "rests"}`, { step: formatCount(went.step) });
  }
  return t(canLookBack ? "time.hint" : "time.empty");
}

/** @param {{store: any, dispatch: any}} props */
export function TimeRow({ store, dispatch }) {
  useEscape(store, dispatch);
  store.now.value; // read to follow the moments as they come
  const canLookBack = store.snapshots.moments.length > 1;
  const isPast = Boolean(store.past.value);
  const offline = store.connection.value !== "open";
  const common = { store, dispatch, canLookBack };
  return html`
    <div class="time" role="group" aria-label=${t("time.name")} data-past=${isPast}
      data-wide=${isPast || Boolean(store.wentTo.value)}>
      <div class="time-track">
        <${Replay} ...${common} />
        <${Scrubber} ...${common} />
      </div>
      <p class="time-words" role=${store.wentTo.value ? "status" : undefined} data-time-words
        title=${isPast ? t("time.past.help") : undefined}>${wordsOf(store, canLookBack)}</p>
      <div class="time-buttons">
        ${isPast && html`
          <button type="button" class="button" data-action="continue_from"
            title=${t("time.continue.help")} aria-description=${t("time.continue.help")}
            ...${press(offline, () => dispatch({ type: "continue_from" }))}
            >${t("time.continue")}</button>
          <button type="button" class="button button--outlined" data-action="see_now"
            title=${t("time.now.help")} aria-description=${t("time.now.help")}
            onClick=${() => dispatch({ type: "see_now" })}>${t("time.now")}</button>`}
      </div>
    </div>`;
}
