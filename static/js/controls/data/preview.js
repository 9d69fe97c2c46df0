// @ts-check
// The first rows of a file as they are written, and what each column is taken for. Which columns
// are inputs can be chosen; the target is chosen above.
import { html } from "../../html.js";
import { cutName } from "../../store/own_data/uploads.js";
import { t } from "../../texts/texts.js";

const MOST_COLUMNS = 40;
const MOST_ROWS = 6;
const MOST_CELL = 24; // characters

/** @param {any} props */
function Head({ column: { name, role, missing }, isInput, onChange }) {
  const words = cutName(name, MOST_CELL);
  const gaps = missing ? t("reading.gaps", { count: missing }) : "";
  return html`
    <th scope="col" data-role=${role} data-off=${role === "input" && !isInput}>
      <b title=${cutName(name, 80)}>${words}</b>
      ${role === "input" ? html`
        <label class="check"><input type="checkbox" checked=${isInput} aria-label=${
          t("reading.as_input", { name: words })}
          onChange=${(/** @type {any} */ event) => onChange(event.currentTarget.checked)}
          />${t("reading.role.input")}</label>`
      : html`<span>${t(`reading.role.${role}`)}</span>`}
      ${gaps && html`<span>${gaps}</span>`}
    </th>`;
}

/** @param {{reading: any, dispatch: any}} props */
export function Preview({ reading: { summary, left }, dispatch }) {
  const columns = summary.columns.slice(0, MOST_COLUMNS);
  const hidden = summary.columns.length - columns.length;
  return html`
    <div class="reading-table" tabindex="0" role="region" aria-label=${t("reading.preview")}>
      <table>
        <thead><tr>${columns.map((/** @type {any} */ column) => html`
          <${Head} key=${column.name} column=${column} isInput=${!left.includes(column.name)}
            onChange=${(/** @type {boolean} */ isInput) =>
              dispatch({ type: "leave_column", name: column.name, isInput })} />`)}</tr></thead>
        <tbody>${summary.preview.slice(0, MOST_ROWS).map((/** @type {string[]} */ row) => html`
          <tr>${columns.map((/** @type {any} */ column, /** @type {number} */ at) => html`
            <td data-role=${column.role}
              data-off=${column.role === "input" && left.includes(column.name)}
              >${cutName(row[at] ?? "", MOST_CELL)}</td>`)}</tr>`)}</tbody>
      </table>
    </div>
    ${hidden > 0 && html`<p class="reading-quiet">${t("reading.more_columns", { hidden })}</p>`}`;
}
