// @ts-check
// A number of the spec: typed, or dragged. Range, scale, label and help come from the catalog; what
// is typed goes to the server as it is, which says what it does not like.
import { useMemo, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { html } from "../html.js";
import { formatInput } from "../store/format.js";
import { createScale } from "../store/scale.js";
import { nest, valueAt } from "../store/spec.js";
import { errorAt, FieldError } from "./field_error.js";
import { FieldHelp, rangeWords } from "./field_help.js";
import { parseTyped } from "./typed_number.js";

/** @typedef {import("../store/catalog.js").Hyperparameter} Hyperparameter */
/**
 * @typedef {object} NumberProps
 * @property {any} store
 * @property {any} dispatch
 * @property {string} path Of the value in the spec.
 * @property {Hyperparameter} range
 * @property {boolean} [slider]
 * @property {boolean} [end] Whether the field stands at the right edge.
 */

/**
 * What is typed but not yet confirmed. It stays as typed until the server agrees, or until its
 * refusal is dismissed.
 * @param {any} store
 * @param {string} path
 * @param {string | null} error
 * @param {boolean} integer
 */
function useDraft(store, path, error, integer) {
  const draft = useSignal(/** @type {string | null} */ (null));
  const wasWrong = useRef(false);
  const confirmed = parseTyped(draft.value ?? "", integer) === valueAt(store.spec.value, path);
  if (!error && draft.value !== null && (confirmed || wasWrong.current)) draft.value = null;
  if (!store.isUsable.value) draft.value = null; // it will never be confirmed
  wasWrong.current = Boolean(error) && draft.value !== null;
  return draft;
}

/** @param {NumberProps} props */
export function NumberField({ store, dispatch, path, range, slider = true, end = false }) {
  const id = `field-${path.replaceAll(".", "-")}`;
  const error = errorAt(store, path);
  const draft = useDraft(store, path, error, range.integer);
  const value = valueAt(store.wanted.value, path) ?? range.default;
  const shown = draft.value ?? (typeof value === "number" ? formatInput(value) : String(value));
  const change = (/** @type {any} */ next) =>
    dispatch({ type: "configure", patch: nest(path, next) });
  const commit = (/** @type {any} */ event) => {
    const typed = parseTyped(event.currentTarget.value, range.integer);
    if (draft.value === null || typed === value) draft.value = null;
    else change(typed);
  };
  const slide = (/** @type {number} */ next) => {
    draft.value = null;
    change(next);
  };
  const input = html`<${NumberInput} id=${id} shown=${shown} draft=${draft} commit=${commit}
    error=${error} range=${range} alone=${!slider} />`;
  return html`
    <div class="field" data-field=${path} data-invalid=${error ? "" : undefined}
      title=${`${range.help}\n${rangeWords(range)}`}>
      <div class="field-top">
        <${FieldHelp} id=${id} label=${range.label} help=${range.help}
          range=${rangeWords(range)} />
        ${slider && input}
      </div>
      ${slider ? html`<${Slider} range=${range} value=${value} shown=${shown} slide=${slide} />`
        : input}
      <${FieldError} text=${error} id=${`${id}-error`} dispatch=${dispatch} end=${end} />
    </div>`;
}

/** @param {any} props */
function Slider({ range, value, shown, slide }) {
  const scale = useMemo(() => createScale(range), [range.minimum, range.maximum, range.scale]);
  return html`
    <input type="range" class="slider" min="0" max=${scale.places} step="1"
      aria-label=${range.label} aria-valuetext=${shown} aria-description=${range.help}
      value=${scale.placeOf(Number(value))}
      onInput=${(/** @type {any} */ event) =>
        slide(scale.valueAt(Number(event.currentTarget.value)))} />`;
}

/** @param {any} props */
function NumberInput({ id, shown, draft, commit, error, range, alone }) {
  return html`
    <input id=${id} class=${`number ${alone ? "number--alone" : ""}`} type="text"
      style=${alone ? undefined : { width: `calc(${Math.max(2, shown.length)}ch + 14px)` }}
      inputmode=${range.integer ? "numeric" : "decimal"} autocomplete="off" spellcheck=${false}
      value=${shown} aria-label=${range.label} aria-description=${range.help}
      aria-invalid=${error ? "true" : undefined}
      aria-describedby=${error ? `${id}-error` : undefined}
      onInput=${(/** @type {any} */ event) => { draft.value = event.currentTarget.value; }}
      onKeyDown=${(/** @type {any} */ { key }) => { if (key === "Escape") draft.value = null; }}
      onChange=${commit} />`;
}
