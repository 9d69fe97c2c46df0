// @ts-check
// The exact values at a place of a line chart: beside the cursor, and in words.
import { html } from "../../html.js";
import { formatCount, formatNumber } from "../../store/format.js";
import { t } from "../../texts/texts.js";
import { columnX, inOrder } from "./line_charts.js";

/** The newest value at or before a row. @param {(number | null)[]} column @param {number} at */
function valueAt(column, at) {
  let row = Math.min(at, column.length - 1);
  while (row > 0 && (column[row] ?? null) === null) row -= 1;
  return column[row] ?? null;
}

/** @param {number | null} value @param {boolean} isShare */
export function exact(value, isShare) {
  if (value === null) return "–";
  return isShare ? `${formatNumber(value * 100, 4)}\u2009%` : formatNumber(value, 4);
}

/** Whole epochs have no decimals. @param {number} epoch */
const epochText = (epoch) =>
  (Number.isInteger(epoch) ? formatCount(epoch) : formatNumber(epoch, 4));

/** Of a pinned run, at a place of the x axis. @param {any} run @param {string} name */
function ghostAt(run, name, /** @type {string} */ axis, /** @type {number} */ x) {
  const row = run.columns[axis].findLastIndex((/** @type {number} */ place) => place <= x);
  return row < 0 ? null : run.columns[name][row];
}

/**
 * What stands at a row: of each line, then of each pinned run.
 * @param {any} store
 * @param {import("./line_charts.js").LineChart} chart
 * @param {number} row
 */
export function readRow(store, chart, row) {
  const { columns } = store.losses;
  const axis = columnX(store);
  const x = columns[axis][row];
  const own = inOrder(chart.lines).map(({ key, name, values }) =>
    ({ key, name, value: exact(valueAt(values(), row), chart.isShare) }));
  const ghosts = store.charts.pinned.value.flatMap((/** @type {any} */ run) =>
    chart.lines.filter(({ ghost }) => ghost).map(({ key, name, ghost }) => ({
      key: `${run.number}.${key}`, name: t("charts.run_line", { number: run.number, name }),
      value: exact(ghostAt(run, /** @type {string} */ (ghost), axis, x), chart.isShare),
    })));
  const place = t("charts.place", {
    step: formatCount(columns.step[row]), epoch: epochText(columns.epoch[row]),
  });
  return { place, values: [...own, ...ghosts] };
}

/** The same as a sentence. @param {ReturnType<typeof readRow>} read */
export const spokenRow = ({ place, values }) =>
  `${place}: ${values.map(({ name, value }) => `${name} ${value}`).join(", ")}.`;

/**
 * @param {{store: any, chart: import("./line_charts.js").LineChart}} props
 */
export function Readout({ store, chart }) {
  const row = store.charts.row.value;
  const { step } = store.losses.columns;
  if (row === null || step[row] === undefined) return null;
  const { place, values } = readRow(store, chart, row);
  const x = store.losses.columns[columnX(store)];
  const [low, high] = chart.rangeX(x[0], x.at(-1) ?? 1);
  const isRight = x[row] > (low + high) / 2;
  return html`
    <dl class="chart-readout" data-side=${isRight ? "right" : "left"}>
      <div><dt>${place}</dt></div>
      ${values.map(({ key, name, value }) => html`
        <div key=${key} data-reads=${key}><dt>${name}</dt><dd>${value}</dd></div>`)}
    </dl>`;
}
