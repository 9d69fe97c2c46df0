// @ts-check
// The value of one run: chosen from the catalog's menu, or typed; the server says what it does not
// like.
import { useSignal } from "@preact/signals";
import { html } from "../../html.js";
import { LEAST_RUNS } from "../../store/runs/compare.js";
import { formatInput } from "../../store/format.js";
import { t } from "../../texts/texts.js";
import { Icon } from "../icons.js";
import { parseTyped } from "../typed_number.js";

const FULL = "full";

/** @param {any} props */
function MenuValue({ store, dispatch, run, quantity, name }) {
  const { about: { id }, value: { value } } = run;
  return html`
    <span class="select-box"><select class="select" data-value aria-label=${name} title=${name}
      value=${value} onChange=${(/** @type {any} */ event) =>
        dispatch({ type: "compare_value", id, value: event.currentTarget.value })}>
      ${store.catalog.value[quantity.menu].map((/** @type {any} */ entry) => html`
        <option key=${entry.key} value=${entry.key} selected=${entry.key === value}
          title=${entry.summary}>${entry.label}</option>`)}
    </select><${Icon} name="down" /></span>`;
}

/** The page's word for the whole train split is taken as well as the server's. */
function read(/** @type {string} */ text, /** @type {boolean} */ integer) {
  const word = text.trim().toLowerCase();
  return [FULL, t("compare.full").toLowerCase()].includes(word) ? FULL : parseTyped(text, integer);
}

/** @param {any} value */
function write(value) {
  if (value === FULL) return t("compare.full");
  return typeof value === "number" ? formatInput(value) : String(value);
}

/** @param {any} props */
function TypedValue({ store, dispatch, run, quantity, name }) {
  const draft = useSignal(/** @type {string | null} */ (null));
  const { about: { id }, value: { value } } = run;
  const range = quantity.range(store.catalog.value, store.spec.value);
  const refused = run.refused.value;
  const shown = write(refused ? refused.value : value);
  const commit = () => {
    const typed = draft.value;
    draft.value = null;
    if (typed !== null) {
      dispatch({ type: "compare_value", id, value: read(typed, range?.integer ?? false) });
    }
  };
  const isBatch = quantity.key === "batch_size";
  return html`
    <input class="run-input" type="text" data-value aria-label=${name} title=${range?.help}
      list=${isBatch ? "compare-batches" : undefined} inputmode=${isBatch ? "text" : "decimal"}
      autocomplete="off" spellcheck=${false} value=${draft.value ?? shown}
      aria-invalid=${refused ? "true" : undefined}
      aria-describedby=${refused ? `${id}-news` : undefined}
      onInput=${(/** @type {any} */ event) => { draft.value = event.currentTarget.value; }}
      onKeyDown=${(/** @type {any} */ { key }) => {
        if (key !== "Escape") return;
        draft.value = null;
        dispatch({ type: "compare_value", id, value }); // what was refused is forgotten
      }}
      onChange=${commit} />
    ${isBatch && html`<datalist id="compare-batches">
      ${[1, 10, t("compare.full")].map((size) => html`<option key=${size} value=${size} />`)}
    </datalist>`}`;
}

/** @param {{store: any, dispatch: any, run: any, quantity: any, letter: string}} props */
export function RunValue({ store, dispatch, run, quantity, letter }) {
  const name = t("compare.value", { letter, quantity: t(`compare.quantity.${quantity.key}`) });
  const parts = { store, dispatch, run, quantity, name };
  const isLeast = store.compare.set.value.runs.value.length <= LEAST_RUNS;
  return html`
    ${quantity.kind === "menu" ? html`<${MenuValue} ...${parts} />`
      : html`<${TypedValue} ...${parts} />`}
    ${!isLeast && html`
      <button type="button" class="icon-button run-remove" title=${t("compare.remove", { letter })}
        aria-label=${t("compare.remove", { letter })}
        onClick=${() => dispatch({ type: "compare_remove", id: run.about.id })}>
        <${Icon} name="close" /></button>`}`;
}
