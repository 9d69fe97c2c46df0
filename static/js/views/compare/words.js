// @ts-check
// What runs are called, and what came out of a comparison, in words.
import { html } from "../../html.js";
import { QUANTITIES, labelOf } from "../../store/runs/quantities.js";
import { formatCount, formatLoss, formatMistakes, formatPercent } from "../../store/format.js";
import { bestOf, endOf, hasTest, runCurve } from "../../store/runs/curves.js";
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

/** A loss that jumps is low now and then: what counts is its mean at the end. @param {any} run */
function resultOf(run) {
  const { test_loss: test, train_loss: train } = run.metrics.value ?? {};
  const now = (hasTest(run.spec.value) ? test : train) ?? null;
  const end = now === null ? null : endOf(runCurve(run, "test", "step"));
  return { run, loss: end?.mean ?? now, jumps: end?.jumps ?? false, diverged: isDiverged(run) };
}

/** @param {any} run */
const isDiverged = (run) => run.state.value === "diverged";

/** @param {any} store @param {ReturnType<typeof resultOf>} result */
function sayBest(store, { run: best, loss }) {
  const isShare = best.spec.value.model === "perceptron";
  const { test_accuracy: test, train_accuracy: train } = best.metrics.value;
  const accuracy = test ?? train;
  const { unit } = store.compare.set.value;
  return t(accuracy === null ? "compare.verdict.best" : "compare.verdict.best.accuracy", {
    name: runName(store, best), loss: (isShare ? formatMistakes : formatLoss)(loss),
    what: t(`compare.what.${isShare ? "mistakes" : hasTest(best.spec.value) ? "test" : "train"}`),
    accuracy: accuracy === null ? "" : formatPercent(accuracy),
    at: t(`compare.at.${unit.value}`, { place: formatCount(placeOf(best, unit.value)) }),
  });
}

/** @param {any} store @param {ReturnType<typeof resultOf>[]} results */
function sayJumps(store, results) {
  const names = results.filter(({ jumps, diverged }) => jumps && !diverged)
    .map(({ run }) => runName(store, run));
  return names.length === 0 ? [] : [t("compare.verdict.jumps", { names: names.join(", ") })];
}

/** What came out. @param {any} store @returns {string} */
export function verdictOf(store) {
  const set = store.compare.set.value;
  const runs = set.runs.value;
  if (!set.started.value) return t("compare.verdict.start");
  if (set.running.value) return t("compare.verdict.running");
  const results = runs.map(resultOf);
  const gone = runs.filter(isDiverged).map((/** @type {any} */ run) =>
    t("compare.verdict.diverged", {
      name: runName(store, run), step: formatCount(run.divergence.value?.step ?? run.step.value),
    }));
  const best = results[bestOf(results)];
  const places = new Set(runs.filter((/** @type {any} */ run) => !isDiverged(run))
    .map((/** @type {any} */ run) => placeOf(run, set.unit.value)));
  if (places.size > 1) return [...gone, t("compare.verdict.apart")].join(" ");
  return [best ? sayBest(store, best) : t("compare.verdict.none"), ...sayJumps(store, results),
    ...gone].join(" ");
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
