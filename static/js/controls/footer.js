// @ts-check
// The foot of the page: what went wrong, or the coach's one sentence; beside it the connection.
import { useEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { formatCount, formatInput, formatLoss } from "../store/format.js";
import { labelOf, sayRefusal } from "../store/labels.js";
import { sayCause, saySentence } from "../store/rules.js";
import { pathsOf, valueAt } from "../store/spec.js";
import { hasText, midSentence, t } from "../texts/texts.js";
import { Icon } from "./icons.js";

/** @param {any} values */
function wordsOf(values) {
  const { target, points, loss, step, lowest, dead, of } = values ?? {};
  return {
    ...(step !== undefined && { step: formatCount(step) }),
    ...(lowest !== undefined && { lowest: formatLoss(lowest) }),
    ...(dead !== undefined && { dead, of }),
    ...(target && { target: t(hasText(target) ? target : "coach.target.any") }),
    ...(points && { points: t(points) }),
    ...(loss !== undefined && { loss: formatLoss(loss) }),
  };
}

/** @param {any} props */
function Coach({ store, dispatch }) {
  const advice = store.advice.value;
  const isShown = advice?.isTrouble ? advice.key !== store.hushed.value : store.coachOn.value;
  if (!advice || !isShown) return html`<div class="coach"></div>`;
  const close = advice.isTrouble ? { type: "hush", key: advice.key } : { type: "switch_coach", on: false };
  const words = t(advice.isTrouble ? "coach.hush" : "coach.hide");
  return html`
    <div class="coach" role="group" data-trouble=${advice.isTrouble ? advice.key : undefined}
      aria-label=${t(advice.isTrouble ? "coach.trouble" : "coach.name")}>
      ${advice.isTrouble && html`<${Icon} name="warning" />`}
      <p role="status">${t(advice.key, wordsOf(advice.values))}</p>
      ${(advice.actions ?? []).map((/** @type {any} */ { label, action }) => html`
        <button key=${label} type="button" class="button button--outlined" data-coach=${label}
          onClick=${() => dispatch({ ...action, isSure: true })}>${t(label)}</button>`)}
      <button type="button" class="button button--icon coach-hide" aria-label=${words}
        title=${words} onClick=${() => dispatch(close)}><${Icon} name="close" /></button>
    </div>`;
}

/** @param {any} props */
function Banner({ store, dispatch }) {
  const { suggestion, step } = store.divergence.value;
  const [path] = suggestion ? pathsOf(suggestion) : [];
  const value = path && valueAt(suggestion, path);
  const words = path ? t("banner.try", { name: midSentence(labelOf(store, path)),
    value: typeof value === "number" ? formatInput(value) : String(value) }) : "";
  return html`
    <div class="banner" role="alert">
      <p>${sayCause(store.divergence.value) ?? t("banner.diverged", { step: formatCount(step) })}</p>
      ${path && html`
        <button type="button" class="button" data-action="try_suggestion"
          onClick=${() => dispatch({ type: "try_suggestion", patch: suggestion })}
          >${words}</button>`}
      <button type="button" class="button" data-action="banner_start_again"
        onClick=${() => dispatch({ type: "start_again" })}>${t("banner.start_again")}</button>
    </div>`;
}

/**
 * Whoever walks by keys stays where the question arose, and may choose on; the next Tab leads to the
 * answer that changes nothing, and Escape gives it.
 * @param {{current: any}} answer @param {any} dispatch
 */
function useWayIn(answer, dispatch) {
  useEffect(() => {
    let isKnown = false;
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape" && !event.defaultPrevented) dispatch({ type: "leave_it" });
      if (event.key !== "Tab" || event.shiftKey || isKnown) return;
      isKnown = true;
      event.preventDefault();
      answer.current?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

/** A change that begins a new run, not yet made. @param {any} props */
function Question({ store, dispatch }) {
  const { paths, canKeep, steps, action } = store.question.value;
  const first = useRef(/** @type {any} */ (null));
  useWayIn(first, dispatch);
  const text = action ? t("question.replace", { steps: formatCount(steps) })
    : t("question.text", { what: labelOf(store, paths[0]), steps: formatCount(steps) });
  const button = (/** @type {string} */ type, /** @type {string} */ words, ref = undefined) => html`
    <button ref=${ref} type="button" class="button button--outlined" data-action=${type}
      onClick=${() => dispatch({ type })}>${t(words)}</button>`;
  return html`
    <div class="coach question" role="group" aria-label=${t("question.name")}>
      <p role="status">${text}</p>
      ${button("start_with_it", action ? "question.replace.do" : "question.start")}
      ${canKeep && button("go_on_with_it", "question.keep")}
      ${button("leave_it", "question.leave", first)}
    </div>`;
}

/** @param {any} store @param {any} notice */
function noticeText(store, { key, values = {} }) {
  const one = values.steps === 1 && hasText(`${key}.one`);
  const steps = values.steps === undefined ? {} : { steps: formatCount(values.steps) };
  const why = values.why === undefined ? {} : { why: sayRefusal(store, values.why) };
  return t(one ? `${key}.one` : key, { ...values, ...steps, ...why });
}

/** The one thing to try; and away with it, unless it is the end. @param {any} props */
function NoticeButtons({ notice: { button, final }, dispatch }) {
  return html`
    ${button && html`
      <button type="button" class="button button--outlined" data-action=${button.action.type}
        onClick=${() => dispatch(button.action)}>${t(button.label)}</button>`}
    ${!final && html`
      <button type="button" class="button button--icon" aria-label=${t("notice.dismiss")}
        onClick=${() => dispatch({ type: "dismiss_notice" })}><${Icon} name="close" /></button>`}`;
}

/** About the connection; else what the server noted about the settings. @param {any} props */
function Notice({ store, dispatch }) {
  const notice = store.notice.value;
  const note = store.notes.value.map(saySentence).join(" ");
  return html`
    <div class="notice" role="status" data-notice=${notice?.key}
      title=${notice ? undefined : note || undefined} hidden=${!notice && !note}>
      ${!notice && note && html`<span>${note}</span>`}
      ${notice && html`
        <span>${noticeText(store, notice)}</span>
        <${NoticeButtons} notice=${notice} dispatch=${dispatch} />`}
    </div>`;
}

/** @param {{store: any, dispatch: any}} props */
export function Footer({ store, dispatch }) {
  const common = { store, dispatch };
  const isStuck = store.divergence.value && store.isUsable.value;
  const isAsked = store.question.value && store.isUsable.value;
  return html`
    ${isAsked ? html`<${Question} ...${common} />`
      : isStuck ? html`<${Banner} ...${common} />` : html`<${Coach} ...${common} />`}
    <${Notice} ...${common} />`;
}
