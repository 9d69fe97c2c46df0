// @ts-check
// Each chart as a table: for those who do not see it, and to take along. Pure from the store.
import { t } from "../../texts/texts.js";
import { columnLabel } from "../inputs.js";
import { matrixOfStore } from "./matrix.js";
import { recallOf } from "./confusion.js";
import { BINS, histogramOf } from "./weight_history.js";

export const MOST_ROWS = 200; // that are shown; the file has all

/** @typedef {number | string | null} Value */
/** @typedef {{key: string, heads: string[], rows: Value[][]}} Table key: for the file's name. */

/** @param {any} store @param {string} key @param {[string, (number | null)[]][]} series */
function seriesTable({ losses: { columns } }, key, series) {
  const rows = columns.step.map((/** @type {number} */ step, /** @type {number} */ at) =>
    [step, columns.epoch[at], ...series.map(([, values]) => values[at] ?? null)]);
  return { key, heads: [t("charts.step"), t("charts.epoch"), ...series.map(([name]) => name)], rows };
}

/** @param {any} store @param {number} layer */
function layerLabel(store, layer) {
  const count = store.network.value?.layout.length ?? 0;
  return layer === count - 1 ? t("charts.output") : t("network.layer", { number: layer + 1 });
}

/** @param {any} store */
function weightsTable(store) {
  const index = store.charts.layer.value;
  const layout = store.network.value?.layout[index];
  const history = store.weightHistory.layer(index);
  const heads = [t("charts.from"), t("charts.to"), t("charts.weights.count")];
  if (!layout || !history) return { key: "weights", heads, rows: [] };
  const width = (2 * history.range) / BINS;
  const counts = histogramOf(store.parameters, layout, history.range);
  const rows = Array.from(counts, (count, bin) =>
    [bin * width - history.range, (bin + 1) * width - history.range, count])
    .filter(([, , count]) => count > 0);
  return { key: `weights-${index + 1}`, heads, rows };
}

/** @param {any} store */
function confusionTable(store) {
  const matrix = matrixOfStore(store);
  const names = (store.network.value?.classes ?? []).map(columnLabel);
  const heads = [t("charts.confusion.corner"), ...names, t("charts.confusion.recall")];
  const rows = (matrix?.counts ?? []).map((row, at) => [names[at], ...row, recallOf(row, at)]);
  return { key: "confusion", heads, rows };
}

/** The chart that is shown. @param {any} store @returns {Table} */
export function tableOf(store) {
  const { columns } = store.losses;
  const hasTest = store.spec.value?.test_fraction > 0;
  const measured = (/** @type {any} */ train, /** @type {any} */ test) =>
    /** @type {[string, any][]} */ ([[t("output.train"), train],
      ...(hasTest ? [[t("output.test"), test]] : [])]);
  switch (store.charts.shown.value) {
    case "accuracy":
      return seriesTable(store, "accuracy",
        measured(columns.train_accuracy, columns.test_accuracy));
    case "gradients":
      return seriesTable(store, "gradients", columns.gradients.map(
        (/** @type {any} */ norms, /** @type {number} */ layer) => [layerLabel(store, layer), norms]));
    case "weights": return weightsTable(store);
    case "confusion": return confusionTable(store);
    default:
      return seriesTable(store, "loss",
        [...measured(columns.train, columns.test), [t("output.batch"), columns.batch]]);
  }
}

/**
 * Few enough to be read: evenly thinned, the last one kept, and of a run first of all the rows
 * where something was measured.
 * @param {Value[][]} rows
 */
export function thinnedRows(rows) {
  if (rows.length <= MOST_ROWS) return rows;
  const measured = rows.filter((row) => row[2] !== null);
  const from = measured.length > 0 ? measured : rows;
  const every = Math.ceil(from.length / MOST_ROWS);
  return from.filter((_, at) => (from.length - 1 - at) % every === 0);
}

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe, which keeps it a text.
 * @param {Value} value
 */
function cellOf(value) {
  if (value === null) return "";
  const isFormula = typeof value === "string" && /^[=+\-@\t\r]/.test(value);
  const text = `${isFormula ? "'" : ""}${value}`;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Comma-separated, every digit, a point as decimal mark. @param {Table} table */
export const csvOf = ({ heads, rows }) =>
  [heads, ...rows].map((row) => `${row.map(cellOf).join(",")}\n`).join("");
