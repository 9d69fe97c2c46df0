// @ts-check
// Which class is taken for which: rows are what points are, columns what they are called.
import { useMemo } from "preact/hooks";
import { html } from "../../html.js";
import { formatCount, formatPercent } from "../../store/format.js";
import { columnLabel } from "../../store/inputs.js";
import { matrixOfStore } from "../../store/charts/matrix.js";
import { t } from "../../texts/texts.js";
import { usePace } from "./paced.js";
import { matrixWords, recallWords } from "./summary.js";

const PACE_MS = 500;
const FEW = 4; // classes whose cells have room for percent

/** Of the column of names, in characters. @param {string[]} names */
const firstWidth = (names) => (names.length <= FEW ? 11
  : Math.max(3, Math.min(9, Math.max(...names.map((name) => name.length)) + 1)));

/** @param {any} props */
function Cell({ count, all, isRight, name, showsShare }) {
  const share = all > 0 ? count / all : 0;
  return html`
    <td style=${{ "--strength": `${Math.round(60 * share)}%` }} data-right=${isRight}
      data-empty=${count === 0} title=${name}>
      ${formatCount(count)}${showsShare && html`${" "}<small>${formatPercent(share)}</small>`}</td>`;
}

/** @param {any} props */
function Row({ row, at, names }) {
  const all = row.reduce((/** @type {number} */ sum, /** @type {number} */ count) => sum + count, 0);
  return html`
    <tr>
      <th scope="row" title=${names[at]}>${names[at]}</th>
      ${row.map((/** @type {number} */ count, /** @type {number} */ to) => html`
        <${Cell} key=${to} count=${count} all=${all} isRight=${to === at}
          showsShare=${names.length <= FEW}
          name=${t("charts.confusion.cell", { count: formatCount(count), actual: names[at],
            called: names[to], share: formatPercent(all > 0 ? count / all : 0) })} />`)}
      <td class="matrix-recall">${recallWords(row, at)}</td>
    </tr>`;
}

/** The matrix of now, counted twice a second at most. @param {any} store */
function useMatrix(store) {
  const pace = usePace(store, PACE_MS);
  return useMemo(() => matrixOfStore(store),
    [pace, store.charts.split.value, store.network.value, store.charts.health.value,
      store.past.value]);
}

/** How many are right. @param {{store: any}} props */
export function RightOnes({ store }) {
  const matrix = useMatrix(store);
  if (!matrix) return null;
  const { right, total } = matrix;
  return html`<span>${t("charts.confusion.right",
    { right: formatCount(right), total: formatCount(total) })}</span>`;
}

/** @param {{store: any}} props */
export function Confusion({ store }) {
  const network = store.network.value;
  const matrix = useMatrix(store);
  const why = store.past.value ? "charts.confusion.past" : "charts.confusion.none";
  if (!matrix) return html`<p class="chart-note">${t(why)}</p>`;
  const names = network.classes.map(columnLabel);
  return html`
    <div class="matrix-box">
      ${names.length > FEW && html`<p class="matrix-key">${t("charts.confusion.key")}</p>`}
      <table class="matrix" data-few=${names.length <= FEW}>
        <caption class="unseen">${matrixWords(matrix, network.classes)}</caption>
        <thead><tr>
          <td class="matrix-corner" style=${{ width: `${firstWidth(names)}ch` }}>
            ${names.length <= FEW && t("charts.confusion.corner")}</td>
          ${names.map((/** @type {string} */ name) => html`
            <th key=${name} scope="col" title=${name}>${name}</th>`)}
          <th scope="col" class="matrix-recall" title=${t("charts.confusion.recall.help")}>
            ${t("charts.confusion.recall")}</th>
        </tr></thead>
        <tbody>${matrix.counts.map((row, at) => html`
          <${Row} key=${at} row=${row} at=${at} names=${names} />`)}</tbody>
      </table>
    </div>`;
}
