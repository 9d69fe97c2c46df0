// @ts-check
// A choice from a registry, and behind a small button the hyperparameters of what is chosen.
import { useRef } from "preact/hooks";
import { html } from "../html.js";
import { entryOf } from "../store/catalog.js";
import { t } from "../texts/texts.js";
import { errorAt, FieldError } from "./field_error.js";
import { Icon } from "./icons.js";
import { NumberField } from "./number_field.js";

const POPOVER = { width: 264, head: 128, field: 60 }; // css px, with its distance to the edge

/**
 * @typedef {object} ChoiceProps
 * @property {any} store
 * @property {any} dispatch
 * @property {string} label
 * @property {string} path Of the value in the spec.
 * @property {string} value
 * @property {import("../store/catalog.js").Entry[]} entries
 * @property {(key: string) => void} onPick
 * @property {boolean} [disabled]
 * @property {string} [hint] In place of the summary of what is chosen.
 * @property {boolean} [end] Whether the field stands at the right edge.
 * @property {any} [children] Beside the label.
 */

/** @param {ChoiceProps} props */
export function ChoiceField({
  store, dispatch, label, path, value, entries, onPick, disabled = false, hint, end, children,
}) {
  const id = `field-${path.replaceAll(".", "-")}`;
  const error = errorAt(store, path);
  const summary = hint ?? entries.find((entry) => entry.key === value)?.summary ?? "";
  const isListed = entries.some((entry) => entry.key === value);
  return html`
    <div class="field" data-field=${path} data-invalid=${error ? "" : undefined} title=${summary}>
      <div class="field-top">
        <label class="field-label" for=${id}>${label}</label>
        ${children}
      </div>
      <div class="select-box">
        <select id=${id} class="select" value=${value} disabled=${disabled}
          aria-description=${summary}
          aria-invalid=${error ? "true" : undefined}
          aria-describedby=${error ? `${id}-error` : undefined}
          onChange=${(/** @type {any} */ event) => onPick(event.currentTarget.value)}>
          ${!isListed && html`<option value=${value}>${t("settings.mixed")}</option>`}
          ${entries.map((entry) => html`
            <option key=${entry.key} value=${entry.key} selected=${entry.key === value}>
              ${entry.label}
            </option>`)}
        </select>
        <${Icon} name="down" />
      </div>
      <${FieldError} text=${error} id=${`${id}-error`} dispatch=${dispatch} end=${end} />
    </div>`;
}

/**
 * Hyperparameters of a chosen entry, in a popover; nothing where there is none to show.
 * @param {{store: any, dispatch: any, kind: string, field: string, except?: string[]}} props
 */
export function MoreOf({ store, dispatch, kind, field, except = [] }) {
  const popover = useRef(/** @type {any} */ (null));
  const button = useRef(/** @type {any} */ (null));
  const entry = entryOf(store.catalog.value, kind, store.wanted.value[field].key);
  const rest = entry?.hyperparameters.filter(({ name }) => !except.includes(name)) ?? [];
  if (!entry || rest.length === 0) return null;
  const place = () => {
    const box = button.current.getBoundingClientRect();
    const height = POPOVER.head + POPOVER.field * rest.length;
    const left = Math.min(box.left - 8, innerWidth - POPOVER.width);
    const top = Math.min(box.bottom + 4, innerHeight - height);
    popover.current.style.left = `${Math.max(8, left)}px`;
    popover.current.style.top = `${Math.max(8, top)}px`;
  };
  const id = `more-${field}`;
  const name = t("settings.more", { name: entry.label });
  return html`
    <button ref=${button} type="button" class="field-more" popovertarget=${id} aria-label=${name}
      title=${name}><${Icon} name="more" /></button>
    <div ref=${popover} id=${id} class="popover" popover="auto" onBeforeToggle=${place}>
      <h2>${entry.label}</h2>
      <p>${entry.summary}</p>
      ${rest.map((range) => html`
        <${NumberField} key=${`${entry.key}.${range.name}`} store=${store} dispatch=${dispatch}
          path=${`${field}.${range.name}`} range=${range} />`)}
    </div>`;
}
