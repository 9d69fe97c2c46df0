// @ts-check
// What the charts show: which of them, over which axes, of which layer and split; the place that
// is read; earlier runs that were pinned. The lines themselves are in loss_table.js.
import { computed, signal } from "@preact/signals";
import { removeRun, takeRun } from "./pinned_runs.js";
import { updatesPerEpoch } from "../epochs.js";
import { readChoice, writePreference } from "../preferences.js";

export const MOST_PINNED = 3;
const CHARTS = Object.freeze(["loss", "accuracy", "gradients", "weights", "confusion"]);
const CHOICES = Object.freeze({
  chart: [...CHARTS],
  y: ["linear", "log"],
  x: ["steps", "epochs"],
});

/** Views that stand where the charts are, or in place of the whole. */
const ELSEWHERE = Object.freeze(["step", "compare", "transfer"]);

/** @typedef {ReturnType<typeof createCharts>} Charts */

/**
 * The charts that mean something: a threshold unit learns nothing, a perceptron has mistakes in
 * place of a loss and follows no gradient, and only classes can be right or wrong.
 * @param {{isNetwork: boolean, isTrained: boolean}} model
 * @param {any} spec
 */
export function chartsOf({ isNetwork, isTrained }, spec) {
  const classifies = spec?.task === "classification";
  const sense = {
    loss: isTrained, accuracy: isNetwork && classifies, gradients: isNetwork, weights: isTrained,
    confusion: classifies,
  };
  return CHARTS.filter((chart) => sense[/** @type {"loss"} */ (chart)]);
}

/** @param {any} store */
export function createCharts(store) {
  const chosen = signal(readChoice("charts.chart", CHOICES.chart));
  const available = computed(() => chartsOf(store.model.value, store.spec.value));
  const split = signal("test");
  const layer = signal(0);
  return {
    /** Whether the page shows them now: nothing is drawn or asked for otherwise. */
    seen: computed(() => !ELSEWHERE.includes(store.view.value)),
    /** The charts that there are. */
    available,
    /** The one that is shown; the chosen one comes back as soon as it makes sense. */
    shown: computed(() =>
      (available.value.includes(chosen.value) ? chosen.value : available.value[0] ?? null)),
    chosen,
    y: signal(readChoice("charts.y", CHOICES.y)),
    x: signal(readChoice("charts.x", CHOICES.x)),
    /** The row of the loss table that is read, under the pointer or by keys. */
    row: signal(/** @type {number | null} */ (null)),
    /** Of the layer whose weights are shown; 0 is the first. */
    layer: computed(() => Math.min(layer.value, (store.network.value?.layout.length ?? 1) - 1)),
    chosenLayer: layer,
    /** Whose points are counted: there may be no test points. */
    split: computed(() => (store.spec.value?.test_fraction > 0 ? split.value : "train")),
    chosenSplit: split,
    /** @type {import("@preact/signals").Signal<import("./pinned_runs.js").PinnedRun[]>} */
    pinned: signal([]),
    /** How layers and units are doing, as the server says: see layer_health.js. */
    health: signal(/** @type {any} */ (null)),
    stepsPerEpoch: computed(() =>
      updatesPerEpoch(store.spec.value, store.network.value?.points)),
  };
}

/** Actions of the page alone. @param {any} store */
export function createChartActions(store) {
  /** @param {"chart" | "x" | "y"} name @param {any} target @param {string} value */
  const remember = (name, target, value) => {
    if (!CHOICES[name].includes(value)) return;
    target.value = value;
    writePreference(`charts.${name}`, value);
  };
  return {
    show_chart: (/** @type {any} */ { chart }) => {
      store.charts.row.value = null;
      remember("chart", store.charts.chosen, chart);
    },
    read_chart: (/** @type {any} */ { row }) => {
      store.charts.row.value = row;
    },
    choose_chart_axis: (/** @type {any} */ { axis, value }) =>
      remember(axis, store.charts[axis], value),
    choose_chart_layer: (/** @type {any} */ { layer }) => {
      store.charts.chosenLayer.value = layer;
    },
    choose_chart_split: (/** @type {any} */ { split }) => {
      store.charts.chosenSplit.value = split;
    },
    pin_run: () => {
      const { pinned } = store.charts;
      if (pinned.value.length < MOST_PINNED) pinned.value = takeRun(store, pinned.value);
    },
    unpin_run: (/** @type {any} */ { number }) => {
      store.charts.pinned.value = removeRun(store.charts.pinned.value, number);
    },
  };
}
