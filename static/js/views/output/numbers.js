// @ts-check
// The numbers under the map: loss of the test and the train points, or mistakes; the share right.
import { html } from "../../html.js";
import { formatLoss, formatMistakes, formatPercent } from "../../store/format.js";
import { t } from "../../texts/texts.js";

/** @param {any} props */
function Figure({ name, words, children }) {
  return html`
    <div title=${t(`output.${name}.help`)}>
      <dt>${words}</dt>
      ${children || html`<dd class="absent">${t("output.no_test")}</dd>`}
    </div>`;
}

/** @param {{store: any}} props */
export function Numbers({ store }) {
  const metrics = store.metrics.value;
  const hasTest = (store.spec.value?.test_fraction ?? 0) > 0;
  const { isNetwork } = store.model.value;
  const measured = hasTest ? metrics?.test_accuracy : metrics?.train_accuracy;
  // A neuron that is undecided answers no, which may be right; it counts as a mistake beside it.
  const accuracy = isNetwork || !metrics ? measured
    : 1 - (hasTest ? metrics.test_loss : metrics.train_loss);
  const format = isNetwork ? formatLoss : formatMistakes;
  const kind = isNetwork ? "loss" : "mistakes";
  const classifies = store.spec.value?.task === "classification";
  return html`
    <dl class="numbers">
      <${Figure} name=${`test.${kind}`} words=${t(`output.test.${kind}`)}>
        ${hasTest && html`<dd data-number="test_loss">${format(metrics?.test_loss)}</dd>`}
      <//>
      <${Figure} name=${`train.${kind}`} words=${t(`output.train.${kind}`)}>
        <dd data-number="train_loss">${format(metrics?.train_loss)}</dd>
      <//>
      ${classifies && html`
        <${Figure} name="accuracy" words=${t(hasTest ? "output.accuracy" : "output.accuracy.train")}>
          <dd data-number="accuracy">${accuracy == null ? "–" : formatPercent(accuracy)}</dd>
        <//>`}
    </dl>`;
}
