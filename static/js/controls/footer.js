// @ts-check
// The foot of the page: what went wrong, or the coach's one sentence; beside it the connection.
import { html } from "../html.js";
import { entryOf } from "../store/catalog.js";
import { formatCount, formatInput, formatLoss } from "../store/format.js";
import { pathsOf, valueAt } from "../store/spec.js";
import { hasText, t } from "../texts/texts.js";
import { Icon } from "./icons.js";

/** @param {any} values */
function wordsOf(values) {
  const { target, points, loss } = values ?? {};
  return {
    ...(target && { target: t(hasText(target) ? target : "coach.target.any") }),
    ...(points && { points: t(points) }),
    ...(loss !== undefined && { loss: formatLoss(loss) }),
  };
}

/** @param {any} props */
function Coach({ store, dispatch }) {
  const advice = store.advice.value;
  if (!store.coachOn.value || !advice) return html`<div class="coach"></div>`;
  return html`
    <div class="coach" role="group" aria-label=${t("coach.name")}>
      <p role="status">${t(advice.key, wordsOf(advice.values))}</p>
      ${(advice.actions ?? []).map((/** @type {any} */ { label, action }) => html`
        <button key=${label} type="button" class="button button--outlined" data-coach=${label}
          onClick=${() => dispatch(action)}>${t(label)}</button>`)}
      <button type="button" class="button button--icon coach-hide" aria-label=${t("coach.hide")}
        title=${t("coach.hide")} onClick=${() => dispatch({ type: "switch_coach", on: false })}
        ><${Icon} name="close" /></button>
    </div>`;
}

/** The label of a value deep in the spec. @param {any} store @param {string} path */
function labelOf(store, path) {
  const [field, name] = path.split(".");
  const kind = { optimizer: "optimizers", regularizer: "regularizers", dataset: "datasets",
    initializer: "initializers", schedule: "schedules" }[field];
  const key = store.spec.value?.[field]?.key;
  const entry = kind && entryOf(store.catalog.value, kind, key);
  const range = (entry ? entry.hyperparameters : store.catalog.value.fields)
    .find((/** @type {any} */ one) => one.name === (name ?? field));
  return (range?.label ?? path).toLowerCase();
}

/** @param {any} props */
function Banner({ store, dispatch }) {
  const { cause, suggestion, step } = store.divergence.value;
  const [path] = suggestion ? pathsOf(suggestion) : [];
  const value = path && valueAt(suggestion, path);
  const words = path ? t("banner.try", { name: labelOf(store, path),
    value: typeof value === "number" ? formatInput(value) : String(value) }) : "";
  return html`
    <div class="banner" role="alert">
      <p>${cause ?? t("banner.diverged", { step: formatCount(step) })}</p>
      ${path && html`
        <button type="button" class="button" data-action="try_suggestion"
          onClick=${() => dispatch({ type: "try_suggestion", patch: suggestion })}
          >${words}</button>`}
      <button type="button" class="button" data-action="banner_start_again"
        onClick=${() => dispatch({ type: "start_again" })}>${t("banner.start_again")}</button>
    </div>`;
}

/** @param {any} notice */
function noticeText({ key, values = {} }) {
  const one = values.steps === 1 && hasText(`${key}.one`);
  const steps = values.steps === undefined ? {} : { steps: formatCount(values.steps) };
  return t(one ? `${key}.one` : key, { ...values, ...steps });
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
  const note = store.notes.value.join(" ");
  return html`
    <div class="notice" role="status" data-notice=${notice?.key} hidden=${!notice && !note}>
      ${!notice && note && html`<span>${note}</span>`}
      ${notice && html`
        <span>${noticeText(notice)}</span>
        <${NoticeButtons} notice=${notice} dispatch=${dispatch} />`}
    </div>`;
}

/** @param {{store: any, dispatch: any}} props */
export function Footer({ store, dispatch }) {
  const common = { store, dispatch };
  const isStuck = store.divergence.value && store.isUsable.value;
  return html`
    ${isStuck ? html`<${Banner} ...${common} />` : html`<${Coach} ...${common} />`}
    <${Notice} ...${common} />`;
}
