// @ts-check
// One run: its name and line, its map, its numbers; and what has happened to it, over the map.
import { html } from "../../html.js";
import { formatCount, formatLoss, formatMistakes, formatPercent } from "../../store/format.js";
import { hasTest } from "../../store/runs/curves.js";
import { sayCause, sayComplaint, saySentence } from "../../store/rules.js";
import { wordsOf } from "../../store/runs/runs.js";
import { hasText, t } from "../../texts/texts.js";
import { letterOf, LineKey } from "./run_look.js";
import { RunConfusion } from "./run_confusion.js";
import { RunMap } from "./run_map.js";

/** @param {any} run Whether its losses are shares of mistakes. */
const countsMistakes = (run) => run.spec.value?.model === "perceptron";

/**
 * @param {any} run
 * @param {import("../../store/runs/run_set.js").Unit} unit
 * @returns {[string, string, string][]} Key, what it is, how much.
 */
function numbersOf(run, unit) {
  const [spec, metrics, step] = [run.spec.value, run.metrics.value, run.step.value];
  const format = countsMistakes(run) ? formatMistakes : formatLoss;
  const accuracy = metrics?.test_accuracy ?? metrics?.train_accuracy;
  const kind = countsMistakes(run) ? "mistakes" : "loss";
  return /** @type {any} */ ([
    hasTest(spec) && ["test", t(`compare.number.test.${kind}`), format(metrics?.test_loss)],
    ["train", t(`compare.number.train.${kind}`), format(metrics?.train_loss)],
    spec?.task === "classification" && ["accuracy", t("compare.number.accuracy"),
      accuracy == null ? "–" : formatPercent(accuracy)],
    unit === "step" || !run.perEpoch.value
      ? ["step", t("compare.number.step"), formatCount(step)]
      : ["epoch", t("compare.number.epoch"), formatCount(Math.floor(step / run.perEpoch.value))],
  ].filter(Boolean));
}

/** @param {any} run @returns {string} What it is doing: a key of the texts. */
export function conditionOf(run) {
  const [connection, state] = [run.connection.value, run.state.value];
  if (connection !== "open") return connection;
  return state === "finished" && run.reason.value === "until" ? "paused" : state;
}

/** What a field is called. @param {string} path */
function fieldName(path) {
  const key = `compare.quantity.${path.split(".").at(-1)}`;
  return hasText(key) ? t(key) : path;
}

/** @param {any} run @returns {{title: string, text: string} | null} */
function newsOf(run) {
  const condition = conditionOf(run);
  const trouble = run.trouble.value;
  if (run.refused.value) {
    return { title: t("compare.refused"), text: sayComplaint(run.refused.value.words, fieldName) };
  }
  if (condition === "diverged") {
    const { step = 0, ...failure } = run.divergence.value ?? {};
    const text = sayCause(failure) ?? "";
    return { title: t("compare.diverged", { step: formatCount(step) }), text };
  }
  if (condition === "failed") {
    const title = t(trouble && !trouble.isForNow ? "compare.refused" : "compare.failed");
    return { title, text: trouble ? saySentence(wordsOf(trouble)) : "" };
  }
  if (run.connection.value === "open" && trouble) {
    return { title: t("compare.refused"), text: saySentence(wordsOf(trouble)) };
  }
  if (condition === "ended") return { title: t("compare.ended"), text: t("compare.ended.help") };
  if (condition === "reconnecting") return { title: t("compare.reconnecting"), text: "" };
  if (condition === "opening") return { title: t("compare.opening"), text: "" };
  return null;
}

/** @param {any} props */
function News({ run }) {
  const news = newsOf(run);
  if (!news) return null;
  return html`
    <div class="run-news" id=${`${run.about.id}-news`} role="status" tabindex="0"
      data-news=${run.trouble.value ? "failed" : conditionOf(run)}>
      <strong>${news.title}</strong>${news.text && html`<span>${news.text}</span>`}
    </div>`;
}

/** @param {any} run */
const isPicture = (run) => run.network.value?.inputs.form === "picture"
  && run.spec.value?.task === "classification";

/**
 * @param {{store: any, run: any, unit: any, title: any, spoken: string,
 *   more?: [string, string, string][], children?: any}} props title: what the run is; spoken: the same in words; more: numbers (key,
 *   what, how much); children: its controls.
 */
export function RunCard({ store, run, unit, title, spoken, more = [], children }) {
  const { slot } = run.about;
  const condition = conditionOf(run);
  const Picture = isPicture(run) ? RunConfusion : RunMap;
  const numbers = [...numbersOf(run, unit), ...more];
  const said = numbers.map(([, what, much]) => `${what} ${much}`).join(", ");
  const name = t("compare.picture", { name: spoken, numbers: said });
  return html`
    <article class="run" data-run=${letterOf(slot)} data-condition=${condition}
      aria-label=${spoken}>
      <div class="run-head">
        <${LineKey} slot=${slot} /><b class="run-letter">${letterOf(slot)}</b>
        <div class="run-title">${title}</div>
        <span class="run-condition">${t(`compare.condition.${condition}`)}</span>
      </div>
      <div class="run-body">
        <${Picture} store=${store} run=${run} name=${name}><${News} run=${run} /><//>
        <dl class="run-numbers">
          ${numbers.map(([key, what, much]) => html`
            <div key=${key}><dt>${what}</dt><dd data-run-number=${key}>${much}</dd></div>`)}
        </dl>
      </div>
      <div class="run-buttons">${children}</div>
    </article>`;
}
