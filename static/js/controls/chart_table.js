// @ts-check
// A chart as a table, in a dialog: as it was when it was opened, so that it can be read while
// training goes on; to copy, or to keep as a file.
import { useState } from "preact/hooks";
import { html } from "../html.js";
import { csvOf, tableOf, thinnedRows } from "../store/charts/table.js";
import { formatCount, formatNumber } from "../store/format.js";
import { t } from "../texts/texts.js";
import { chartName } from "./chart_tabs.js";
import { handOver } from "./hand_over.js";
import { Icon } from "./icons.js";

/** @param {import("../store/charts/table.js").Table} table */
const saveTable = (table) => handOver({
  name: `nn-playground-${table.key}.csv`,
  content: new Blob([csvOf(table)], { type: "text/csv;charset=utf-8" }),
});

/** @param {import("../store/charts/table.js").Value} value */
function shown(value) {
  if (value === null) return "–";
  if (typeof value === "string") return value;
  return Number.isInteger(value) ? formatCount(value) : formatNumber(value, 4);
}

/** @param {{table: import("../store/charts/table.js").Table}} props */
function Grid({ table: { heads, rows } }) {
  if (rows.length === 0) return html`<p class="chart-note">${t("charts.table.empty")}</p>`;
  return html`
    <div class="chart-grid" tabindex="0" role="group" aria-label=${t("charts.table.rows")}>
      <table>
        <thead><tr>${heads.map((head) => html`<th key=${head} scope="col">${head}</th>`)}</tr></thead>
        <tbody>${thinnedRows(rows).map((row, at) => html`
          <tr key=${at}>${row.map((value, column) => html`<td key=${column}>${shown(value)}</td>`)}</tr>`)}
        </tbody>
      </table>
    </div>`;
}

/** @param {{table: import("../store/charts/table.js").Table}} props */
function Take({ table }) {
  const [said, say] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(csvOf(table));
      say(t("charts.table.copied"));
    } catch {
      say(t("charts.table.not_copied"));
    }
  };
  return html`
    <p class="chart-take">
      <button type="button" class="button button--outlined" data-action="copy-csv" onClick=${copy}
        title=${t("charts.table.copy.help")}>${t("charts.table.copy")}</button>
      <button type="button" class="button button--outlined" data-action="save-csv"
        title=${t("charts.table.save.help")}
        onClick=${() => saveTable(table)}
        >${t("charts.table.save")}</button>
      <span role="status">${said}</span>
    </p>`;
}

/**
 * The table as it is when the dialog opens.
 * @param {{store: any, dialog: any}} props dialog: ref of {element, open}.
 */
export function ChartTable({ store, dialog }) {
  const [kept, keep] = useState(/** @type {any} */ (null));
  dialog.current = {
    ...dialog.current,
    open: () => {
      keep({ table: tableOf(store), name: chartName(store, store.charts.shown.peek()),
        step: store.now.peek().step });
      dialog.current.element.showModal();
    },
  };
  const hold = (/** @type {any} */ element) => { dialog.current.element = element; };
  const rows = kept?.table.rows.length ?? 0;
  const few = kept ? thinnedRows(kept.table.rows).length : 0;
  return html`
    <dialog class="chart-table" ref=${hold} aria-labelledby="chart-table-title"
      onClose=${() => keep(null)}>
      ${kept && html`
        <header>
          <h2 id="chart-table-title">${t("charts.table.title",
            { name: kept.name, step: formatCount(kept.step) })}</h2>
          <button type="button" class="button button--icon" aria-label=${t("help.close")}
            onClick=${() => dialog.current.element.close()}><${Icon} name="close" /></button>
        </header>
        ${few < rows && html`<p>${t("charts.table.thinned",
          { shown: formatCount(few), all: formatCount(rows) })}</p>`}
        <${Grid} table=${kept.table} />
        ${rows > 0 && html`<${Take} table=${kept.table} />`}`}
    </dialog>`;
}
