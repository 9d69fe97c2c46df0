// @ts-check
// The values of the sample that walks, and what it truly is. Each can be typed over: then it is a
// sample of one's own.
import { useSignal } from "@preact/signals";
import { html } from "../../html.js";
import { formatInput } from "../../store/format.js";
import { columnLabel } from "../../store/inputs.js";
import { t } from "../../texts/texts.js";
import { parseTyped } from "../typed_number.js";

const MOST_VALUES = 4; // the others are at the station of the inputs

/** @param {any} props */
function ValueField({ id, name, value, onCommit }) {
  const draft = useSignal(/** @type {string | null} */ (null));
  const wrong = useSignal("");
  const forget = () => { [draft.value, wrong.value] = [null, ""]; };
  const commit = () => {
    if (draft.value === null) return;
    const typed = parseTyped(draft.value);
    if (typeof typed === "number") {
      forget();
      onCommit(typed);
    } else wrong.value = draft.value;
  };
  return html`
    <div class="walk-value">
      <dt><label for=${id}>${name}</label></dt>
      <dd><input id=${id} class="number" type="text" inputmode="decimal" autocomplete="off"
        title=${t("step.value.help", { name })} data-walk-input=${id}
        aria-invalid=${wrong.value ? "true" : undefined}
        aria-describedby=${wrong.value ? `${id}-error` : undefined}
        value=${draft.value ?? formatInput(Number(value.toPrecision(4)))}
        onInput=${(/** @type {any} */ event) => { draft.value = event.currentTarget.value; }}
        onKeyDown=${(/** @type {any} */ { key }) => { if (key === "Escape") forget(); }}
        onChange=${commit} />
        ${wrong.value && html`<p class="walk-wrong" id=${`${id}-error`} role="alert">${
          t("step.value.wrong", { name, value: wrong.value })}</p>`}</dd>
    </div>`;
}

/** @param {any} props */
function ClassField({ classes, target, onCommit }) {
  return html`
    <div class="walk-value walk-truth">
      <dt><label for="walk-truth">${t("step.truth.class")}</label></dt>
      <dd><select id="walk-truth" data-walk-truth title=${t("step.truth.help")} value=${target}
        onChange=${(/** @type {any} */ event) => onCommit(Number(event.currentTarget.value))}>
        ${classes.map((/** @type {string} */ name, /** @type {number} */ at) => html`
          <option key=${name} value=${at}>${columnLabel(name)}</option>`)}
      </select></dd>
    </div>`;
}

/** @param {number[]} values @param {number} at @param {number} value */
const replaced = (values, at, value) => values.map((old, index) => (index === at ? value : old));

/** @param {{store: any, dispatch: any, sample: any}} props */
export function SampleValues({ store, dispatch, sample }) {
  const { preprocessing, inputs: { form }, classes } = store.network.value;
  const columns = preprocessing.columns ?? ["x1", "x2"];
  const shown = form === "picture" ? [] : columns.slice(0, MOST_VALUES);
  const { inputs, target } = sample;
  const choose = (/** @type {any} */ change) =>
    dispatch({ type: "walk_sample", sample: { inputs, target, ...change } });
  const targets = Array.isArray(target) ? target : [];
  return html`
    <dl>
      ${shown.map((/** @type {string} */ name, /** @type {number} */ at) => html`
        <${ValueField} key=${name} id=${`walk-${name}`} name=${columnLabel(name)} value=${inputs[at]}
          onCommit=${(/** @type {number} */ value) =>
            choose({ inputs: replaced(inputs, at, value) })} />`)}
      ${classes && typeof target === "number"
        && html`<${ClassField} classes=${classes} target=${target}
          onCommit=${(/** @type {number} */ index) => choose({ target: index })} />`}
      ${targets.map((/** @type {number} */ value, /** @type {number} */ at) => html`
        <${ValueField} key=${at} id=${`walk-target-${at}`} name=${t("step.truth.value")} value=${value}
          onCommit=${(/** @type {number} */ next) =>
            choose({ target: replaced(targets, at, next) })} />`)}
      <div class="walk-value"><dt class="unseen">${t("step.split")}</dt>
        <dd class="walk-split">${t(`step.split.${sample.split ?? "typed"}`)}${
          columns.length > shown.length && shown.length > 0
            ? ` · ${t("step.inputs.more", { count: columns.length - shown.length })}` : ""}</dd></div>
    </dl>`;
}
