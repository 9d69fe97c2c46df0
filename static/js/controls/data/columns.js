// @ts-check
// The columns of data that are no points in the plane: from where to where each goes.
import { html } from "../../html.js";
import { formatCount, formatTick } from "../../store/format.js";
import { columnLabel } from "../../store/inputs.js";
import { t } from "../../texts/texts.js";
import { Popover } from "../popover.js";

const HEIGHT = { head: 110, row: 28, most: 480 }; // css px

/** @param {any} props */
function Row({ name, range }) {
  const numbers = [range?.minimum, range?.median, range?.maximum];
  return html`
    <tr><th scope="row">${columnLabel(name)}</th>
      ${numbers.map((value) => html`<td>${value === undefined ? "–" : formatTick(value)}</td>`)}
    </tr>`;
}

/**
 * How much there is, as a button; behind it the columns.
 * @param {{store: any, entry: any}} props
 */
export function Columns({ store, entry }) {
  const network = store.network.value;
  const { planar = true, columns = [], ranges = [] } = network?.preprocessing ?? {};
  const { classes } = entry;
  const rows = entry.samples ?? network?.points?.inputs.length;
  const words = t(classes ? "data.size.classes" : "data.size", { columns: entry.columns.length,
    rows: rows === undefined ? "…" : formatCount(rows), classes: classes?.length ?? 0 });
  if (planar || columns.length === 0) return html`<span>${words}</span>`;
  return html`
    <${Popover} id="data-columns" name=${t("data.columns")} label=${words} className="data-link"
      spoken=${`${words} ${t("data.columns.help")}`} width=${340}
      height=${Math.min(HEIGHT.most, HEIGHT.head + HEIGHT.row * columns.length)}
      attributes=${{ "data-action": "columns" }}>
      <h2>${t("data.columns")}</h2>
      <table class="data-table">
        <thead><tr><td></td>${["minimum", "median", "maximum"].map((name) =>
          html`<th scope="col">${t(`data.columns.${name}`)}</th>`)}</tr></thead>
        <tbody>${columns.map((/** @type {string} */ name, /** @type {number} */ at) => html`
          <${Row} key=${name} name=${name} range=${ranges[at]} />`)}</tbody>
      </table>
    <//>`;
}
