// @ts-check
// The line charts, described: which columns of the loss table are drawn how, over which axes.
import { t } from "../../texts/texts.js";
import {
  countLabel, linearRange, logLabel, logRange, logShareLabel, shareLabel, valueLabel,
} from "./ticks.js";

/** @typedef {(number | null)[]} Values */
/**
 * @typedef {object} Line
 * @property {string} key
 * @property {string} name
 * @property {"text" | "quiet" | "layer"} ink
 * @property {number} width
 * @property {number[]} [dash]
 * @property {number} [alpha]
 * @property {boolean} [isLoose] Whether it may leave the chart: others decide how high it is.
 * @property {() => Values} values
 * @property {string} [ghost] The column of a pinned run that belongs to it.
 */
/**
 * @typedef {object} LineChart
 * @property {string} key Another key, another plot.
 * @property {Line[]} lines
 * @property {boolean} isLog
 * @property {boolean} isShare Whether values are shares, said in percent.
 * @property {boolean} namesEnds Whether lines are named at their ends.
 * @property {(x: number) => string} labelX
 * @property {(y: number) => string} labelY
 * @property {(y: number) => string} labelLog
 * @property {() => {data: any[], range: [number, number], zero: number | null}} prepare
 * @property {(low: number, high: number) => [number, number]} rangeX
 * @property {() => import("./drawing.js").Ghost[]} ghosts
 * @property {() => number | null} moment The place of the moment that is looked at.
 */

const DASH = [5, 4];
/** Of layers, one after another: who sees no colors tells them apart by these. */
const LAYER_DASHES = [[], [8, 3], [2, 3]];

/** @param {any} store @returns {"step" | "epoch"} */
export const columnX = (store) => (store.charts.x.value === "epochs" ? "epoch" : "step");

/** @param {any} store @param {boolean} isAccuracy @returns {Line[]} */
function measuredLines(store, isAccuracy) {
  const { columns } = store.losses;
  const [train, test] = isAccuracy
    ? /** @type {const} */ (["train_accuracy", "test_accuracy"])
    : /** @type {const} */ (["train", "test"]);
  const look = { ink: /** @type {const} */ ("text"), width: 2 };
  const lines = [{ key: "train", name: t("output.train"), ...look, ghost: train,
    values: () => columns[train] }];
  if (!(store.spec.value?.test_fraction > 0)) return lines;
  return [...lines, { key: "test", name: t("output.test"), ...look, dash: DASH, ghost: test,
    values: () => columns[test] }];
}

/** Of a perceptron there is none: a single point is right or wrong. @param {any} store */
const batchLines = (store) => (!store.model.value.isNetwork ? [] : [/** @type {Line} */ ({
  key: "batch", ink: "quiet", width: 1, alpha: 0.3, isLoose: true, name: t("output.batch"),
  values: () => store.losses.columns.batch,
})]);

/** As they are read: what lies faint behind the others comes last. @param {Line[]} lines */
export const inOrder = (lines) =>
  [...lines.filter(({ isLoose }) => !isLoose), ...lines.filter(({ isLoose }) => isLoose)];

/** What a layer is called, counted from 1. @param {number} layer @param {number} count */
export const layerName = (layer, count) =>
  (layer === count - 1 ? t("charts.output") : t("network.layer", { number: layer + 1 }));

/** @param {any} store @returns {Line[]} */
function gradientLines(store) {
  const count = store.network.value?.layout.length ?? 0;
  return Array.from({ length: count }, (_, layer) => ({
    key: `layer${layer}`, name: layerName(layer, count), ink: "layer", width: 2,
    dash: layer === count - 1 ? [] : LAYER_DASHES[layer % LAYER_DASHES.length],
    values: () => store.losses.columns.gradients[layer] ?? emptyColumn(store),
  }));
}

/** @param {any} store */
const emptyColumn = (store) => new Array(store.losses.columns.step.length).fill(null);

/** Zeros where a log axis has them. @param {Values} values @param {number} zero */
const lifted = (values, zero) =>
  values.map((value) => (value !== null && value <= 0 ? zero : value));

/** @param {any} store @param {Line[]} lines @param {boolean} isLog @param {boolean} isAccuracy */
function prepare(store, lines, isLog, isAccuracy) {
  const columns = lines.map(({ values }) => values());
  const deciding = columns.filter((_, at) => !lines[at].isLoose);
  const ghosts = ghostsOf(store, lines).map(({ y }) => y);
  const x = store.losses.columns[columnX(store)];
  if (!isLog) {
    const range = isAccuracy ? /** @type {[number, number]} */ ([0, 1.04])
      : linearRange([...deciding, ...ghosts]);
    return { data: [x, ...columns], range, zero: null };
  }
  const { range, zero } = logRange([...deciding, ...ghosts]);
  return { data: [x, ...columns.map((values) => lifted(values, zero ?? range[0]))], range, zero };
}

/** @param {any} store @param {Line[]} lines @returns {import("./drawing.js").Ghost[]} */
export function ghostsOf(store, lines) {
  const drawn = lines.filter(({ ghost }) => ghost);
  return store.charts.pinned.value.flatMap((/** @type {any} */ run) =>
    drawn.map(({ ghost, dash }, at) => ({
      x: run.columns[columnX(store)], y: run.columns[/** @type {string} */ (ghost)],
      dashed: Boolean(dash), name: at === 0 ? String(run.number) : "",
    })));
}

/** From the first to the last step, of ghosts too. @param {any} store @param {Line[]} lines */
function rangeX(store, lines) {
  return (/** @type {number} */ low, /** @type {number} */ high) => {
    const ends = ghostsOf(store, lines).map(({ x }) => x.at(-1) ?? 0);
    const last = Math.max(high ?? 0, ...ends);
    const first = ends.length > 0 ? 0 : low ?? 0;
    return /** @type {[number, number]} */ ([first, last > first ? last : first + 1]);
  };
}

/** Step or epoch of the moment that is looked at. @param {any} store */
function momentOf(store) {
  const past = store.past.value;
  if (!past || columnX(store) === "step") return past?.step ?? null;
  const { step, epoch } = store.losses.columns;
  const row = step.findLastIndex((/** @type {number} */ known) => known <= past.step);
  return epoch[row] ?? null;
}

/** @param {any} store @returns {Line[]} */
function linesOf(store) {
  const chart = store.charts.shown.value;
  if (chart === "gradients") return gradientLines(store);
  if (chart === "accuracy") return measuredLines(store, true);
  return [...batchLines(store), ...measuredLines(store, false)];
}

/**
 * The chart that is shown, which is "loss", "accuracy" or "gradients".
 * @param {any} store
 * @returns {LineChart}
 */
export function describeChart(store) {
  const { shown: { value: chart }, y: { value: y }, x: { value: x } } = store.charts;
  const [isAccuracy, isGradients] = [chart === "accuracy", chart === "gradients"];
  const isLog = isGradients || (y === "log" && !isAccuracy);
  const lines = linesOf(store);
  const isShare = isAccuracy || (chart === "loss" && !store.model.value.isNetwork);
  return {
    key: [chart, isLog, x, isShare, ...lines.map(({ name }) => name)].join("/"),
    lines, isLog, isShare, namesEnds: isGradients,
    labelX: countLabel,
    labelY: isShare ? shareLabel : valueLabel,
    labelLog: isShare ? logShareLabel : logLabel,
    prepare: () => prepare(store, lines, isLog, isAccuracy),
    rangeX: rangeX(store, lines),
    ghosts: () => ghostsOf(store, lines),
    moment: () => momentOf(store),
  };
}
