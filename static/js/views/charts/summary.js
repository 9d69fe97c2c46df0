// @ts-check
// What each chart shows, in words.
import { formatCount, formatNumber, formatPercent } from "../../store/format.js";
import { judgeGradients, typicalNorm } from "../../store/charts/gradient_verdict.js";
import { columnLabel } from "../../store/inputs.js";
import { recallOf } from "../../store/charts/confusion.js";
import { t } from "../../texts/texts.js";
import { spokenNumbers } from "../spoken.js";
import { layerName } from "./line_charts.js";

/** "900": two digits are enough of how many times. @param {number} times */
const rounded = (times) => formatNumber(Number(times.toPrecision(times < 1000 ? 1 : 2)), 3);

/** What the gradients say, as a sentence. @param {any} store @returns {string} */
export function gradientWords(store) {
  const count = store.network.value?.layout.length ?? 0;
  const { gradients } = store.losses.columns;
  const { kind, layer, times } = judgeGradients(gradients, store.spec.value?.frozen_layers ?? []);
  if (count < 2 && kind === "even") return t("charts.gradients.single");
  const values = { layer: layerName(layer, count),
    times: Number.isFinite(times) ? rounded(times) : "" };
  return t(`charts.gradients.${kind}`, values);
}

/** @param {any} store */
function gradientNumbers(store) {
  const { gradients } = store.losses.columns;
  return gradients.map((/** @type {any} */ norms, /** @type {number} */ layer) =>
    `${layerName(layer, gradients.length)} ${formatNumber(typicalNorm(norms), 3)}`).join(", ");
}

/** The line chart that is shown, in words. @param {any} store @returns {string} */
export function summaryOf(store) {
  const step = formatCount(store.now.value.step);
  const chart = store.charts.shown.value;
  if (chart === "gradients") {
    return t("charts.gradients.summary", {
      step, numbers: gradientNumbers(store), verdict: gradientWords(store),
    });
  }
  const key = chart === "accuracy" ? "charts.accuracy.summary"
    : store.model.value.isNetwork ? "output.chart.summary" : "charts.mistakes.summary";
  return t(key, { step, numbers: spokenNumbers(store) });
}

/**
 * A confusion matrix in words: how many are right, and the mistake that is made most.
 * @param {import("../../store/charts/confusion.js").Matrix} matrix
 * @param {string[]} classes
 */
export function matrixWords({ counts, total, right }, classes) {
  const numbers = { right: formatCount(right), total: formatCount(total),
    share: formatPercent(total > 0 ? right / total : 0) };
  let [most, actual, called] = [0, 0, 0];
  counts.forEach((row, at) => row.forEach((count, to) => {
    if (at !== to && count > most) [most, actual, called] = [count, at, to];
  }));
  if (most === 0) return t("charts.confusion.all_right", numbers);
  return t("charts.confusion.summary", { ...numbers, most: formatCount(most),
    actual: columnLabel(classes[actual]), called: columnLabel(classes[called]) });
}

/** Of one class, for its row. @param {number[]} row @param {number} at */
export function recallWords(row, at) {
  const recall = recallOf(row, at);
  return recall === null ? "–" : formatPercent(recall);
}
