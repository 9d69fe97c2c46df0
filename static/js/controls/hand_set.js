// @ts-check
// A threshold unit, set by hand: a number for each weight and the threshold, and the known gates.
import { useSignal } from "@preact/signals";
import { html } from "../html.js";
import { isParameter } from "../store/network/edit_number.js";
import { formatInput } from "../store/format.js";
import { columnLabel } from "../store/inputs.js";
import { t } from "../texts/texts.js";
import { parseTyped } from "./typed_number.js";

const MOST_INPUTS = 8; // more have no line of their own: the network shows them

/**
 * A number that is sent when it is left. What is none stays as it was typed, with words about it.
 * @param {any} props
 */
function HandNumber({ id, name, value, onCommit }) {
  const draft = useSignal(/** @type {string | null} */ (null));
  const problem = useSignal("");
  const end = (words = "") => {
    problem.value = words;
    if (!words) draft.value = null;
  };
  const commit = async () => {
    const typed = draft.value;
    if (typed === null) return;
    const next = parseTyped(typed);
    if (!isParameter(next)) end(t("number.wanted", { value: typed.trim() || "–" }));
    else if (await onCommit(next)) end();
    else end(t("number.refused"));
  };
  return html`
    <span class="hand-number">
      <input id=${id} class="number number--alone" type="text" inputmode="text"
        aria-label=${name} title=${name} autocomplete="off" spellcheck=${false}
        aria-invalid=${problem.value ? "true" : undefined}
        aria-describedby=${problem.value ? `${id}-problem` : undefined}
        value=${draft.value ?? formatInput(value)}
        onInput=${(/** @type {any} */ event) => {
          draft.value = event.currentTarget.value;
          problem.value = "";
        }}
        onKeyDown=${(/** @type {any} */ { key }) => { if (key === "Escape") end(); }}
        onChange=${commit} />
      ${problem.value && html`
        <span class="field-error" id=${`${id}-problem`} role="alert">${problem.value}</span>`}
    </span>`;
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

/** @param {any} props */
function Formula({ store, dispatch }) {
  const { weights, threshold } = unitOf(store);
  const { features } = store.network.value.preprocessing;
  const set = (/** @type {number} */ from, /** @type {number} */ value) =>
    dispatch({ type: "set_number", place: { layer: 0, from, to: 0 }, value });
  return html`
    <span class="hand-formula"><span>${t("hand.fires")}</span>
      ${weights.map((weight, index) => html`
        ${index > 0 && html`<span>+</span>`}
        <${HandNumber} key=${features[index]} id=${`hand-weight-${index}`} value=${weight}
          name=${t("hand.weight", { input: inputName(store, features[index]) })}
          onCommit=${(/** @type {number} */ value) => set(index, value)} />
        <span>${inputName(store, features[index])}</span>`)}
      <span>≥</span>
      <${HandNumber} id="hand-threshold" name=${t("hand.threshold")} value=${threshold}
        onCommit=${(/** @type {number} */ value) => set(-1, 0 - value)} />
    </span>`;
}

/** @param {{store: any, dispatch: any}} props */
export function HandSet({ store, dispatch }) {
  if (store.model.value.isTrained || !store.network.value) return null;
  const { layout, preprocessing } = store.network.value;
  if (layout.length !== 1 || preprocessing.features.length > MOST_INPUTS) return null;
  return html`
    <div class="hand-set" role="group" aria-label=${t("hand.title")}>
      <${Formula} store=${store} dispatch=${dispatch} />
      <div class="hand-gates" role="group" aria-label=${t("hand.gates")}>
        ${(store.catalog.value.gates ?? []).map((/** @type {any} */ gate) => html`
          <button key=${gate.key} type="button" class="button button--outlined"
            data-gate=${gate.key} title=${gate.summary} aria-description=${gate.summary}
            onClick=${() => dispatch({ type: "set_gate", gate })}>${gate.label}</button>`)}
      </div>
    </div>`;
}
