// @ts-check
// The label of a control, which is a button: pressed, it says in a small popover what the control
// is for, so that help needs no pointer to hover with.
import { html } from "../html.js";
import { formatInput } from "../store/format.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";
import { Popover } from "./popover.js";

const SIZE = { width: 280, head: 132, entry: 48 }; // css px

/** "0.001 to 10 · usually 0.03". @param {import("../store/catalog.js").Hyperparameter} range */
export function rangeWords({ minimum, maximum, default: usual, integer }) {
  const [low, high] = [minimum, maximum].map(formatInput);
  const words = [t(integer ? "settings.range.whole" : "settings.range",
    { minimum: low, maximum: high })];
  if (typeof usual === "number") words.push(t("settings.default", { value: formatInput(usual) }));
  return words.join(" · ");
}

/** What each choice of a menu does; the present one is marked. @param {any} props */
function Choices({ entries, value, helpOf }) {
  return html`
    <dl class="help-choices">
      ${entries.map((/** @type {any} */ entry) => html`
        <div key=${entry.key} data-chosen=${entry.key === value}>
          <dt>${entry.label}</dt><dd>${helpOf(entry)}</dd>
        </div>`)}
    </dl>`;
}

/**
 * @typedef {object} FieldHelpProps
 * @property {string} id Of the control.
 * @property {string} label
 * @property {string} [help]
 * @property {string} [range] Its range in words.
 * @property {any[]} [entries] Of a menu.
 * @property {string} [value] Of a menu: what is chosen.
 * @property {(entry: any) => string} [helpOf] Of a menu.
 * @property {boolean} [beside] A small question mark beside a label that is there already.
 */

/** @param {FieldHelpProps} props */
export function FieldHelp({ id, label, help, range, entries = [], value, helpOf, beside = false }) {
  const title = [help, range].filter(Boolean).join("\n") || undefined;
  return html`
    <${Popover} id=${`${id}-help`} name=${t("help.about", { name: label })}
      className=${beside ? "field-help" : "field-label"} width=${SIZE.width}
      height=${SIZE.head + SIZE.entry * entries.length}
      label=${beside ? html`<${Icon} name="help" />` : label}
      attributes=${{ title, "data-help": id }}>
      ${() => html`
        <h2>${label}</h2>
        ${entries.length === 0 && help && html`<p>${help}</p>`}
        ${range && html`<p class="help-range">${range}</p>`}
        ${entries.length > 0 && html`
          <${Choices} entries=${entries} value=${value} helpOf=${helpOf} />`}`}
    <//>`;
}
