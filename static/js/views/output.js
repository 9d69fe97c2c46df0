// @ts-check
// The output panel: heading, map, legend, numbers, the loss chart. All from state.
import { html } from "../html.js";
import { formatLoss, formatPercent } from "../store/format.js";
import { t } from "../texts/texts.js";
import { Chart } from "./chart.js";
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

/**
 * What the two ends of the color scale mean.
 * @param {any} store
 * @param {string} task
 * @param {string[] | null} classes
 */
function endsOf(store, task, classes) {
  const looked = store.looked.value;
  const last = (store.network.value?.layout.length ?? 0) - 1;
  if (looked && looked.layer < last) return [t("output.negative"), t("output.positive")];
  const isOneOfMany = looked && store.network.value.layout[last].b.shape[0] > 1;
  const own = isOneOfMany && classes?.[looked.unit]; // an output of its own for every class
  if (own) return [t("output.not", { name: own }), own];
  return task === "classification" && classes ? classes : ["−1", "1"];
}

/** @param {any} props */
function Legend({ store }) {
  const network = store.network.value;
  const classes = network?.classes;
  const task = store.spec.value?.task;
  const ends = endsOf(store, task, classes);
  return html`
    <div class="legend">
      <span class="legend-scale">${ends[0]}<i class="legend-bar"></i>${ends[ends.length - 1]}</span>
      <span class="legend-points">
        <span><i class="dot dot--filled"></i>${t("output.train")}</span>
        ${store.spec.value?.test_fraction > 0 &&
        html`<span><i class="dot"></i>${t("output.test")}</span>`}
      </span>
    </div>`;
}

/** @param {any} props */
function Numbers({ store }) {
  const metrics = store.metrics.value;
  const test = metrics?.test_loss ?? null;
  const hasTest = (store.spec.value?.test_fraction ?? 0) > 0;
  const accuracy = hasTest ? metrics?.test_accuracy : metrics?.train_accuracy;
  const classifies = store.spec.value?.task === "classification";
  return html`
    <dl class="numbers">
      <div>
        <dt>${t("output.test.loss")}</dt>
        ${hasTest ? html`<dd data-number="test_loss">${formatLoss(test)}</dd>`
        : html`<dd class="absent">${t("output.no_test")}</dd>`}
      </div>
      <div>
        <dt>${t("output.train.loss")}</dt>
        <dd data-number="train_loss">${formatLoss(metrics?.train_loss)}</dd>
      </div>
      ${classifies && html`
        <div>
          <dt>${t(hasTest ? "output.accuracy" : "output.accuracy.train")}</dt>
          <dd data-number="accuracy">${accuracy == null ? "–" : formatPercent(accuracy)}</dd>
        </div>`}
    </dl>`;
}

/** @param {{store: any, row: any}} props row: signal of the chart row under the pointer. */
export function Output({ store, row }) {
  const name = lookedName(store);
  return html`
    <div class="output">
      <div class="panel-heading"><h2>${name}</h2></div>
      <div class="map" role="img"
        aria-label=${t("output.map", { what: name, numbers: spokenNumbers(store) })}>
        <canvas data-output></canvas>
        <canvas data-points></canvas>
      </div>
      <${Legend} store=${store} />
      <${Numbers} store=${store} />
      <${Chart} store=${store} row=${row} />
    </div>`;
}
