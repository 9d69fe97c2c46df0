// @ts-check
// A threshold unit, set by hand: a number for each weight and the threshold, and the known gates.
import { useSignal } from "@preact/signals";
import { html } from "../html.js";
import { formatInput } from "../store/format.js";
import { columnLabel } from "../store/inputs.js";
import { unitLayer } from "../store/models.js";
import { t } from "../texts/texts.js";
import { parseTyped } from "./typed_number.js";

/** A number that is sent when it is left. @param {any} props */
function HandNumber({ id, name, value, onCommit }) {
  const draft = useSignal(/** @type {string | null} */ (null));
  const shown = formatInput(value);
  const commit = () => {
    const typed = draft.value;
    draft.value = null;
    if (typed !== null && typed.trim() !== "") onCommit(parseTyped(typed));
  };
  return html`
    <input id=${id} class="number number--alone" type="text" inputmode="decimal"
      aria-label=${name} title=${name} autocomplete="off" value=${draft.value ?? shown}
      onInput=${(/** @type {any} */ event) => { draft.value = event.currentTarget.value; }}
      onKeyDown=${(/** @type {any} */ { key }) => { if (key === "Escape") draft.value = null; }}
      onChange=${commit} />`;
}

/** The numbers as they are now. @param {any} store */
function unitOf(store) {
  store.frameCount.value; // read to follow the parameters
  const [{ W, b }] = store.network.value.layout;
  const { parameters } = store;
  const at = (/** @type {number} */ index) => Number((parameters[index] ?? 0).toPrecision(6));
  const weights = Array.from({ length: W.shape[0] }, (_, index) => at(W.offset + index));
  return { weights, threshold: 0 - at(b.offset) };
}

/** What an input is called: x₁. @param {any} store @param {string} name */
function inputName({ catalog }, name) {
  const entry = catalog.value.features.find((/** @type {any} */ one) => one.key === name);
  return entry?.label ?? columnLabel(name);
}

/** @param {{store: any, dispatch: any}} props */
export function HandSet({ store, dispatch }) {
  if (store.model.value.isTrained || !store.network.value) return null;
  const { weights, threshold } = unitOf(store);
  const { features } = store.network.value.preprocessing;
  if (store.network.value.layout.length !== 1 || features.length > 8) return null;
  const set = (/** @type {any[]} */ next, /** @type {any} */ limit) =>
    dispatch({ type: "set_parameters", layers: [unitLayer(next, limit)] });
  return html`
    <div class="hand-set" role="group" aria-label=${t("hand.title")}>
      <span class="hand-title">${t("hand.title")}</span>
      <span class="hand-formula"><span>${t("hand.fires")}</span>
        ${weights.map((weight, index) => html`
          ${index > 0 && html`<span>+</span>`}
          <${HandNumber} key=${features[index]} id=${`hand-weight-${index}`} value=${weight}
            name=${t("hand.weight", { input: inputName(store, features[index]) })}
            onCommit=${(/** @type {any} */ value) =>
              set(weights.map((old, at) => (at === index ? value : old)), threshold)} />
          <span>${inputName(store, features[index])}</span>`)}
        <span>≥</span>
        <${HandNumber} id="hand-threshold" name=${t("hand.threshold")} value=${threshold}
          onCommit=${(/** @type {any} */ value) => set(weights, value)} />
      </span>
      <div class="hand-gates" role="group" aria-label=${t("hand.gates")}>
        ${(store.catalog.value.gates ?? []).map((/** @type {any} */ gate) => html`
          <button key=${gate.key} type="button" class="button button--outlined"
            data-gate=${gate.key} title=${gate.summary} aria-description=${gate.summary}
            onClick=${() => dispatch({ type: "set_gate", gate })}>${gate.label}</button>`)}
      </div>
    </div>`;
}
