// @ts-check
// What can be transferred where, from how many examples, and what came of it. Pure.
import { hasTest } from "./curves.js";

export const FROZEN_EPOCHS = 2; // in which new layers get used to the kept ones, before all learn
export const MODES = Object.freeze(["thaw", "frozen", "tuned"]);
export const EXAMPLES = Object.freeze([5, 10, 20, 50, 0]); // of each class; 0: all there are
const TO_ASK = 400; // examples that nobody learned from, to measure with
const LARGEST_TEST = 0.9;
const CLEAR = 0.01; // of accuracies; a smaller difference says nothing

/** @typedef {"thaw" | "frozen" | "tuned"} Mode */
/** @typedef {{target: string, keep: number, mode: Mode, perClass: number}} Plan */

/**
 * Data that have the inputs of the network: the same columns, or points in the plane.
 * @param {any} catalog @param {any} spec @param {any} preprocessing
 * @returns {any[]} Entries of the catalog.
 */
export function targetsOf(catalog, spec, { planar = true, columns = [] }) {
  return catalog.datasets.filter((/** @type {any} */ entry) => {
    if (entry.key === spec.dataset.key) return false;
    if (planar) return entry.kind === "generator" && entry.columns?.length === 2;
    return String(entry.columns) === String(columns);
  });
}

/** @param {any} entry @param {string} name */
const rangeOf = (entry, name) =>
  entry.hyperparameters.find((/** @type {any} */ one) => one.name === name);

/**
 * The data of a target with so many examples of each class to learn from, and the others to ask.
 * @param {any} entry Of the catalog.
 * @param {number} perClass 0: all there are.
 * @param {any} dataset Of the network that is transferred.
 */
export function dataFor(entry, perClass, dataset) {
  const { key } = entry;
  const noise = rangeOf(entry, "noise") && dataset.noise !== undefined
    ? { noise: dataset.noise } : {};
  const classes = entry.classes?.length ?? 2;
  if (perClass === 0) return { dataset: { key, ...noise }, test_fraction: 0.2 };
  if (rangeOf(entry, "samples_per_class")) {
    const most = rangeOf(entry, "samples_per_class").maximum;
    const samples = Math.min(most, 10 * perClass);
    return { dataset: { key, samples_per_class: samples }, ...restFor(perClass, samples) };
  }
  const train = perClass * classes;
  if (!rangeOf(entry, "samples")) return { dataset: { key }, ...restFor(train, entry.samples) };
  const samples = Math.min(10 * train, train + TO_ASK);
  return { dataset: { key, samples, ...noise }, ...restFor(train, samples) };
}

/** @param {number} train @param {number} samples */
const restFor = (train, samples) => ({
  test_fraction: Math.max(0, Math.min(LARGEST_TEST, Number((1 - train / samples).toFixed(6)))),
});

/**
 * The body of the call that transfers.
 * @param {any} spec Resolved, of the network that is transferred.
 * @param {any} entry Of the target.
 * @param {Plan} plan
 */
export function transferBody(spec, entry, { keep, mode, perClass }) {
  const { dataset, ...split } = dataFor(entry, perClass, spec.dataset);
  return {
    dataset, keep_layers: keep, freeze: mode !== "tuned",
    spec: {
      ...split, task: "auto", loss: "auto", output_activation: "auto", class_weights: null,
      features: spec.features, standardize: spec.standardize, frozen_layers: [],
      seed: spec.seed, seeds: spec.seeds,
    },
  };
}

/** The same network without what was learned. @param {any} resolved Of the transferred one. */
export const scratchSpec = (resolved) => ({ ...resolved, frozen_layers: [] });

/**
 * The layers as they are to be drawn.
 * @param {any} layers hidden_layers of the spec
 * @param {number} keep
 * @param {readonly number[]} frozen
 */
export function layersOf(layers, keep, frozen) {
  return layers.map((/** @type {any} */ { units, activation }, /** @type {number} */ at) => ({
    units, activation, kept: at < keep, locked: frozen.includes(at),
  }));
}

/** How a network does: the higher the better. @param {any} run */
function scoreOf(run) {
  const [metrics, spec] = [run.metrics.value, run.spec.value];
  if (!metrics || !spec) return null;
  const split = hasTest(spec) ? "test" : "train";
  const accuracy = metrics[`${split}_accuracy`];
  return spec.task === "classification" ? accuracy : metrics[`${split}_loss`];
}

/** How large a difference of accuracies is by chance. @param {number} mean @param {number} count */
const chance = (mean, count) => Math.sqrt((2 * mean * (1 - mean)) / Math.max(1, count));

/**
 * What came of it.
 * @param {any} transferred @param {any} scratch Runs.
 * @returns {{verdict: "better" | "same" | "worse", isShare: boolean, transferred: number,
 *   scratch: number, step: number} | null} null: cannot be told yet.
 */
export function outcomeOf(transferred, scratch) {
  const [a, b] = [scoreOf(transferred), scoreOf(scratch)];
  const step = transferred.step.value;
  if (a == null || b == null || step === 0 || step !== scratch.step.value) return null;
  const isShare = transferred.spec.value.task === "classification";
  const asked = transferred.points.value?.split
    .filter((/** @type {string} */ name) => name === "test").length ?? 0;
  const margin = isShare ? Math.max(CLEAR, chance((a + b) / 2, asked)) : 0.05 * Math.max(a, b);
  const lead = isShare ? a - b : b - a;
  const verdict = lead > margin ? "better" : lead < -margin ? "worse" : "same";
  return { verdict, isShare, transferred: a, scratch: b, step };
}
