// @ts-check
// What runs are called, and what came out of a comparison, in words.
import { html } from "../../html.js";
import { QUANTITIES, labelOf } from "../../store/runs/quantities.js";
import { formatCount, formatLoss, formatMistakes, formatPercent } from "../../store/format.js";
import { bestOf, hasTest } from "../../store/runs/curves.js";
import { placeOf } from "../../store/runs/run_set.js";
import { t } from "../../texts/texts.js";
import { letterOf } from "./run_look.js";

/** @param {any} store @param {string} key Of the quantity. @param {any} value */
export function valueName(store, key, value) {
  const quantity = /** @type {any} */ (QUANTITIES.find((one) => one.key === key));
  return labelOf(store.catalog.value, quantity, value, t("compare.full"));
}

/** "B 0.03". @param {any} store @param {any} run */
export const runName = (store, run) =>
  `${letterOf(run.about.slot)} ${valueName(store, store.compare.quantity.value, run.value.value)}`;

/** @param {any} run */
const lossOf = (run) => (hasTest(run.spec.value) ? run.metrics.value?.test_loss
  : run.metrics.value?.train_loss) ?? null;

/** @param {any} run */
const isDiverged = (run) => run.state.value === "diverged";

/** @param {any} store @param {any[]} runs @param {any} best */
function sayBest(store, runs, best) {
  const isShare = best.spec.value.model === "perceptron";
  const { test_accuracy: test, train_accuracy: train } = best.metrics.value;
  const accuracy = test ?? train;
  const { unit } = store.compare.set.value;
  return t(accuracy === null ? "compare.verdict.best" : "compare.verdict.best.accuracy", {
    name: runName(store, best), loss: (isShare ? formatMistakes : formatLoss)(lossOf(best)),
    what: t(`compare.what.${isShare ? "mistakes" : hasTest(best.spec.value) ? "test" : "train"}`),
    accuracy: accuracy === null ? "" : formatPercent(accuracy),
    at: t(`compare.at.${unit.value}`, { place: formatCount(placeOf(best, unit.value)) }),
  });
}

/** What came out. @param {any} store @returns {string} */
export function verdictOf(store) {
  const set = store.compare.set.value;
  const runs = set.runs.value;
  if (!set.started.value) return t("compare.verdict.start");
  if (set.running.value) return t("compare.verdict.running");
  const results = runs.map((/** @type {any} */ run) =>
    ({ loss: lossOf(run), diverged: isDiverged(run) }));
  const gone = runs.filter(isDiverged).map((/** @type {any} */ run) =>
    t("compare.verdict.diverged", {
      name: runName(store, run), step: formatCount(run.divergence.value?.step ?? run.step.value),
    }));
  const best = runs[bestOf(results)];
  const places = new Set(runs.filter((/** @type {any} */ run) => !isDiverged(run))
    .map((/** @type {any} */ run) => placeOf(run, set.unit.value)));
  if (places.size > 1) return [...gone, t("compare.verdict.apart")].join(" ");
  return [best ? sayBest(store, runs, best) : t("compare.verdict.none"), ...gone].join(" ");
}

/** @param {{store: any}} props */
export function Verdict({ store }) {
  const { quantity, set } = store.compare;
  const isPerceptron = store.spec.value?.model === "perceptron";
  const note = isPerceptron ? "compare.note.perceptron"
    : set.value.runs.value.length > 0 ? `compare.note.${quantity.value}` : null;
  return html`
    <div class="compare-words">
      <p class="compare-verdict" role="status">${verdictOf(store)}</p>
      ${note && html`<p class="compare-note">${t(note)}</p>`}
    </div>`;
}
