// @ts-check
// A number of the spec: typed, or dragged. Range, scale, label and help come from the catalog; what
// is typed goes to the server as it is, which says what it does not like.
import { useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { html } from "../html.js";
import { formatInput } from "../store/format.js";
import { createScale } from "../store/scale.js";
import { nest, valueAt } from "../store/spec.js";
import { t } from "../texts/texts.js";
import { errorAt, FieldError } from "./field_error.js";

/** @param {any} range @param {any} value */
function helpOf({ help, minimum, maximum, default: standard }) {
  const range = t("settings.range", { minimum: formatInput(minimum), maximum: formatInput(maximum) });
  const usual = typeof standard === "number"
    ? ` · ${t("settings.default", { value: formatInput(standard) })}` : "";
  return `${help}\n${range}${usual}`;
}

/** @param {string} text What a person typed; a decimal comma is a point. */
function parseTyped(text) {
  const value = Number(text.trim().replace(",", ".").replace("−", "-"));
  return text.trim() === "" || Number.isNaN(value) ? text : value;
}

/** Drop what was typed once it is the confirmed value, or once its error is dismissed. */
function settle(
  /** @type {any} */ draft, /** @type {string | null} */ error, /** @type {any} */ wasWrong,
  /** @type {boolean} */ confirmed,
) {
  if (!error && draft.value !== null && (confirmed || wasWrong.current)) draft.value = null;
  wasWrong.current = Boolean(error) && draft.value !== null;
}

/**
 * @param {{store: any, dispatch: any, path: string, range: any, slider?: boolean, end?: boolean, disabled?: boolean}} props
 */
export function NumberField({ store, dispatch, path, range, slider = true, end = false, disabled = false }) {
  const draft = useSignal(/** @type {string | null} */ (null));
  const id = `field-${path.replaceAll(".", "-")}`;
  const wasWrong = useRef(false);
  const scale = useRef(/** @type {any} */ (null));
  scale.current ??= createScale(range);
  const value = valueAt(store.wanted.value, path) ?? range.default;
  const error = errorAt(store, path);
  const change = (/** @type {any} */ next) => dispatch({ type: "configure", patch: nest(path, next) });
  const commit = (/** @type {any} */ event) => {
    const typed = event.currentTarget.value;
    if (draft.value === null || parseTyped(typed) === value) draft.value = null;
    else change(parseTyped(typed)); // stays as typed until the server has answered
  };
  settle(draft, error, wasWrong, parseTyped(draft.value ?? "") === valueAt(store.spec.value, path));
  const shown = draft.value ?? (typeof value === "number" ? formatInput(value) : String(value));
  const describedBy = error ? `${id}-error` : undefined;
  return html`
    <div class="field" data-field=${path} data-invalid=${error ? "" : undefined} title=${helpOf(range)}>
      <div class="field-top">
        <label class="field-label" for=${id}>${range.label}</label>
        ${slider && html`<${NumberInput} ...${{ id, shown, draft, commit, error, describedBy, disabled, range }} />`}
      </div>
      ${slider
        ? html`<input type="range" class="slider" min="0" max=${scale.current.places} step="1"
            aria-label=${range.label} aria-valuetext=${shown} aria-description=${range.help}
            disabled=${disabled} value=${scale.current.placeOf(Number(value))}
            onInput=${(/** @type {any} */ event) => {
              draft.value = null;
              change(scale.current.valueAt(Number(event.currentTarget.value)));
            }} />`
        : html`<${NumberInput} ...${{ id, shown, draft, commit, error, describedBy, disabled, range }} alone />`}
      <${FieldError} text=${error} id=${`${id}-error`} dispatch=${dispatch} end=${end} />
    </div>`;
}

/** @param {any} props */
function NumberInput({ id, shown, draft, commit, error, describedBy, disabled, range, alone }) {
  const onKeyDown = (/** @type {any} */ event) => {
    if (event.key === "Escape") draft.value = null;
  };
  return html`
    <input id=${id} class=${`number ${alone ? "number--alone" : ""}`} type="text"
      style=${alone ? undefined : { width: `calc(${Math.max(2, shown.length)}ch + 14px)` }}
      inputmode=${range.integer ? "numeric" : "decimal"} autocomplete="off" spellcheck=${false}
      value=${shown} disabled=${disabled} aria-invalid=${error ? "true" : undefined}
      aria-describedby=${describedBy} aria-description=${range.help}
      onInput=${(/** @type {any} */ event) => { draft.value = event.currentTarget.value; }}
      onChange=${commit} onKeyDown=${onKeyDown} />`;
}
