// @ts-check
// A choice from a registry, and behind a small button the hyperparameters of what is chosen.
import { useRef } from "preact/hooks";
import { html } from "../html.js";
import { entryOf } from "../store/catalog.js";
import { t } from "../texts/texts.js";
import { errorAt, FieldError } from "./field_error.js";
import { Icon } from "./icons.js";
import { NumberField } from "./number_field.js";

/**
 * @param {{label: string, path: string, value: string, entries: any[], onPick: (key: string) => void,
 *   store: any, dispatch: any, disabled?: boolean, hint?: string, end?: boolean, children?: any}} props
 */
export function ChoiceField(props) {
  const { label, path, value, entries, onPick, store, dispatch, disabled = false, hint, end, children } = props;
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
        <select id=${id} class="select" value=${value} disabled=${disabled} aria-description=${summary}
          aria-invalid=${error ? "true" : undefined}
          aria-describedby=${error ? `${id}-error` : undefined}
          onChange=${(/** @type {any} */ event) => onPick(event.currentTarget.value)}>
          ${!isListed && html`<option value=${value}>${t("settings.mixed")}</option>`}
          ${entries.map((entry) => html`
            <option key=${entry.key} value=${entry.key} selected=${entry.key === value}>${entry.label}</option>`)}
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
    const left = Math.min(box.left - 8, innerWidth - 264);
    popover.current.style.left = `${Math.max(8, left)}px`;
    popover.current.style.top = `${Math.max(8, Math.min(box.bottom + 4, innerHeight - 80 - 64 * rest.length))}px`;
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
