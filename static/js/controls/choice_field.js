// @ts-check
// A choice from a registry, and behind a small button the hyperparameters of what is chosen.
import { html } from "../html.js";
import { entryOf } from "../store/catalog.js";
import { t } from "../texts/texts.js";
import { errorAt, FieldError } from "./field_error.js";
import { FieldHelp } from "./field_help.js";
import { Icon } from "./icons.js";
import { NumberField } from "./number_field.js";
import { Popover } from "./popover.js";

const POPOVER = { head: 120, field: 60 }; // css px

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

/**
 * What an entry does; of an activation also that no gradient passes it, where none does.
 * @param {import("../store/catalog.js").Entry | undefined} entry
 */
export function helpOf(entry) {
  if (!entry) return "";
  return entry.differentiable === false
    ? `${entry.summary} ${t("settings.not_differentiable")}` : entry.summary;
}

/** @param {ChoiceProps} props */
export function ChoiceField({
  store, dispatch, label, path, value, entries, onPick, disabled = false, hint, end, children,
}) {
  const id = `field-${path.replaceAll(".", "-")}`;
  const error = errorAt(store, path);
  const summary = hint ?? helpOf(entries.find((entry) => entry.key === value));
  const isListed = entries.some((entry) => entry.key === value);
  return html`
    <div class="field" data-field=${path} data-invalid=${error ? "" : undefined} title=${summary}>
      <div class="field-top">
        <${FieldHelp} id=${id} label=${label} help=${summary} entries=${entries} value=${value}
          helpOf=${helpOf} />
        ${children}
      </div>
      <div class="select-box">
        <select id=${id} class="select" value=${value} disabled=${disabled}
          aria-label=${label} aria-description=${summary}
          aria-invalid=${error ? "true" : undefined}
          aria-describedby=${error ? `${id}-error` : undefined}
          onChange=${(/** @type {any} */ event) => onPick(event.currentTarget.value)}>
          ${!isListed && html`<option value=${value}>${t("settings.mixed")}</option>`}
          ${entries.map((entry) => html`
            <option key=${entry.key} value=${entry.key} selected=${entry.key === value}
              title=${helpOf(entry)}>${entry.label}</option>`)}
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
  const entry = entryOf(store.catalog.value, kind, store.wanted.value[field].key);
  const rest = entry?.hyperparameters.filter(({ name }) => !except.includes(name)) ?? [];
  if (!entry || rest.length === 0) return null;
  return html`
    <${Popover} id=${`more-${field}`} name=${t("settings.more", { name: entry.label })}
      className="field-more" height=${POPOVER.head + POPOVER.field * rest.length}
      label=${html`<${Icon} name="more" />`}>
      <h2>${entry.label}</h2>
      <p>${entry.summary}</p>
      ${rest.map((range) => html`
        <${NumberField} key=${`${entry.key}.${range.name}`} store=${store} dispatch=${dispatch}
          path=${`${field}.${range.name}`} range=${range} />`)}
    <//>`;
}

/**
 * A choice of the spec: {key, hyperparameters…}.
 * @param {{store: any, dispatch: any, kind: string, field: string, except?: string[],
 *   end?: boolean, beside?: any}} props
 */
export function RegistryChoice({ store, dispatch, field, kind, except, end, beside }) {
  const spec = store.wanted.value;
  return html`
    <${ChoiceField} store=${store} dispatch=${dispatch} path=${`${field}.key`} end=${end}
      label=${t(`settings.${field}`)} value=${spec[field].key} entries=${store.catalog.value[kind]}
      onPick=${(/** @type {string} */ key) =>
        dispatch({ type: "configure", patch: { [field]: { key } } })}>
      ${beside}
      <${MoreOf} store=${store} dispatch=${dispatch} kind=${kind} field=${field} except=${except} />
    <//>`;
}
