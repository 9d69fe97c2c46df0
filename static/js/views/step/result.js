// @ts-check
// Did it help? What is said of the sample, and its loss, before and after the step.
import { html } from "../../html.js";
import { formatNumber, formatPercent } from "../../store/format.js";
import { DIGITS } from "../../store/network/formula.js";
import { columnLabel } from "../../store/inputs.js";
import { t } from "../../texts/texts.js";

/** @param {any} network @param {import("../../store/readout.js").Readout} readout */
export function readoutText({ classes }, { shares, best, values }) {
  if (classes && best === null) return t("step.undecided");
  if (best === null || !classes) {
    return values.map((value) => formatNumber(value, DIGITS)).join(" · ");
  }
  const name = columnLabel(classes[best] ?? String(best));
  return shares ? t("step.called.share", { name, share: formatPercent(shares[best]) }) : name;
}

/** In words: better, worse, or the same. @param {import("../../store/walk/result.js").Result} result */
function verdictOf({ loss, lossAfter, moves }) {
  if (!moves) return "step.verdict.stays";
  if (loss === null || lossAfter === null) return "step.verdict.moves";
  return lossAfter < loss ? "step.verdict.better" : "step.verdict.worse";
}

/** Of an output that gives the true class a share, that share; else the output itself. */
function outputsOf(/** @type {any} */ result, /** @type {any} */ trace) {
  const { before, after } = result;
  const isClass = typeof trace.target === "number" && before.shares;
  const read = (/** @type {any} */ one) =>
    (isClass ? one.shares[trace.target] : one.values[0]);
  return { key: isClass ? "step.result.share" : "step.result.output",
    before: read(before), after: read(after) };
}

/** @param {{result: import("../../store/walk/result.js").Result, trace: any, network: any}} props */
export function ResultView({ result, trace, network }) {
  const outputs = outputsOf(result, trace);
  const rows = [
    [t("step.result.says"), readoutText(network, result.before), readoutText(network, result.after)],
    ...(network.classes ? [[t(outputs.key), formatNumber(outputs.before, DIGITS),
      formatNumber(outputs.after, DIGITS)]] : []),
    ...(result.loss === null ? [] : [[t("step.result.loss"), formatNumber(result.loss, DIGITS),
      formatNumber(result.lossAfter, DIGITS)]]),
  ];
  return html`
    <section class="walk-section">
      <h3>${t("step.ask.result")}</h3>
      <p class="walk-say">${t(verdictOf(result))}</p>
      <table class="walk-table walk-table--result" data-walk-result>
        <caption class="unseen">${t("step.ask.result")}</caption>
        <thead><tr><th scope="col"><span class="unseen">${t("step.column.name")}</span></th>
          <th scope="col">${t("step.column.before")}</th>
          <th scope="col">${t("step.column.after")}</th></tr></thead>
        <tbody>${rows.map(([name, before, after]) => html`
          <tr key=${name}><th scope="row">${name}</th><td>${before}</td><td>${after}</td></tr>`)}
        </tbody>
      </table>
    </section>`;
}
