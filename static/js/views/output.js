// @ts-check
// The output panel: heading, map with its axes, legend, numbers, the loss chart. All from state.
import { html } from "../html.js";
import { formatLoss, formatMistakes, formatPercent } from "../store/format.js";
import { t } from "../texts/texts.js";
import { Axes, spokenAxes } from "./axes.js";
import { Chart } from "./chart.js";
import { Legend } from "./legend.js";
import { featureName, placeName } from "./names.js";
import { spokenNumbers } from "./spoken.js";

/** @param {any} store @returns {string} */
function lookedName(store) {
  const place = store.looked.value;
  const network = store.network.value;
  if (!place || !network) return t("output.title");
  if (place.layer < 0) return featureName(store.catalog.value, network.featureKeys[place.unit]);
  return placeName(network, store.catalog.value, place.layer, place.unit);
}

/** @param {any} props */
function Numbers({ store }) {
  const metrics = store.metrics.value;
  const test = metrics?.test_loss ?? null;
  const hasTest = (store.spec.value?.test_fraction ?? 0) > 0;
  const { isNetwork } = store.model.value;
  const measured = hasTest ? metrics?.test_accuracy : metrics?.train_accuracy;
  // A neuron that is undecided answers no, which may be right; it counts as a mistake beside it.
  const accuracy = isNetwork || !metrics ? measured : 1 - (hasTest ? test : metrics.train_loss);
  const format = isNetwork ? formatLoss : formatMistakes;
  const classifies = store.spec.value?.task === "classification";
  return html`
    <dl class="numbers">
      <div>
        <dt>${t(isNetwork ? "output.test.loss" : "output.test.mistakes")}</dt>
        ${hasTest ? html`<dd data-number="test_loss">${format(test)}</dd>`
        : html`<dd class="absent">${t("output.no_test")}</dd>`}
      </div>
      <div>
        <dt>${t(isNetwork ? "output.train.loss" : "output.train.mistakes")}</dt>
        <dd data-number="train_loss">${format(metrics?.train_loss)}</dd>
      </div>
      ${classifies && html`
        <div>
          <dt>${t(hasTest ? "output.accuracy" : "output.accuracy.train")}</dt>
          <dd data-number="accuracy">${accuracy == null ? "–" : formatPercent(accuracy)}</dd>
        </div>`}
    </dl>`;
}

/**
 * @param {{store: any, row: any, children?: any}} props row: signal of the chart row under the
 *   pointer; children: controls of the map.
 */
export function Output({ store, row, children }) {
  const name = lookedName(store);
  const many = (store.network.value?.classes?.length ?? 0) > 2;
  const chosen = store.plane.value && !store.plane.value.planar;
  return html`
    <div class="output" data-many=${many} data-axes=${Boolean(chosen)}>
      <div class="panel-heading"><h2>${name}</h2></div>
      <div class="map" role="img"
        aria-label=${`${t("output.map", { what: name, numbers: spokenNumbers(store) })}${
          spokenAxes(store.plane.value)}`}>
        <canvas data-output></canvas>
        <canvas data-points></canvas>
        <${Axes} plane=${store.plane.value} />
      </div>
      ${children}
      <${Legend} store=${store} />
      <${Numbers} store=${store} />
      <${Chart} store=${store} row=${row} />
    </div>`;
}
