// @ts-check
// The side panel's text at a station: a question, a plain sentence, the formula with its numbers,
// and a table where there are more of them than a line holds.
import { html } from "../../html.js";
import { formatNumber, formatPercent } from "../../store/format.js";
import { DIGITS } from "../../store/network/formula.js";
import { hasText, t } from "../../texts/texts.js";
import { Formula } from "./formula.js";
import { InputsPicture } from "./inputs_picture.js";

const MOST_ROWS = 200; // strongest first; a table that nobody can read need not be drawn

/** Values of a text, as the page writes numbers. @param {Record<string, any>} values */
function written(values = {}) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name,
    name === "share" ? formatPercent(value)
      : typeof value === "number" && !Number.isInteger(value) ? formatNumber(value, DIGITS)
        : value?.number === undefined ? value : formatNumber(value.number)]));
}

/** @param {import("../../store/walk/forward.js").Words} words */
const say = ({ key, values }) => t(key, written(values));

/** A column is named by a text, or by the sign that formulas use for it. @param {string} key */
const columnName = (key) => (hasText(key) ? t(key) : key);

/** @param {{table: import("../../store/walk/forward.js").Table}} props */
function Numbers({ table: { head, columns, rows } }) {
  const shown = rows.slice(0, MOST_ROWS);
  return html`
    <table class="walk-table">
      <caption>${t(head, { count: rows.length })}</caption>
      <thead><tr><th scope="col"><span class="unseen">${t("step.column.name")}</span></th>
        ${columns.map((key) => html`<th key=${key} scope="col">${columnName(key)}</th>`)}
      </tr></thead>
      <tbody>
        ${shown.map(({ name, cells, marked }) => html`
          <tr key=${name} data-marked=${marked ? "" : undefined}><th scope="row">${name}</th>
            ${cells.map((cell) => html`<td>${formatNumber(cell, DIGITS)}</td>`)}</tr>`)}
      </tbody>
    </table>
    ${rows.length > shown.length && html`<p class="walk-say">${t("step.table.rest",
      { count: rows.length - shown.length })}</p>`}`;
}

/** @param {{sections: import("../../store/walk/forward.js").Section[], shape: number[], theme: string}} props shape: of a picture. */
export function Sections({ sections, shape, theme }) {
  return sections.map(({ ask, say: words, lines = [], table, picture }, at) => html`
    <section key=${`${ask.key}:${at}`} class="walk-section">
      ${ask.key && html`<h3>${say(ask)}</h3>`}
      ${words && html`<p class="walk-say">${say(words)}</p>`}
      ${lines.length > 0 && html`<div class="walk-lines">
        ${lines.map(({ label, formula }) => html`
          <p class="walk-line" data-label=${label ?? ""}>
            ${label && html`<span class="walk-label">${label}</span>`}
            <${Formula} formula=${formula} /></p>`)}
      </div>`}
      ${picture && html`<${InputsPicture} ...${picture} shape=${shape} theme=${theme} />`}
      ${table && table.rows.length > 0 && html`<${Numbers} table=${table} />`}
    </section>`);
}
