// @ts-check
// What is trained: a network, a perceptron, or nothing at all (a threshold unit is set by hand).
// And what changing over from one to another takes. Pure.
import { entryOf } from "../catalog.js";
import { isTruthTable } from "../own_data/own_points.js";
import { chooseDataset } from "../spec.js";

const NETWORK = "network";
export const PERCEPTRON = "perceptron";
export const THRESHOLD = "threshold";
const POINTS = "points";

/**
 * @param {any} catalog
 * @param {any} spec
 */
export function modelOf(catalog, spec) {
  const key = spec?.model ?? NETWORK;
  return {
    key,
    entry: entryOf(catalog, "models", key),
    /** Whether it has layers; else it is one neuron. */
    isNetwork: key === NETWORK,
    isTrained: key !== THRESHOLD,
  };
}

/**
 * Whether a model can learn a data set: a single neuron tells two classes apart, no more.
 * @param {string} model Its key.
 * @param {any} entry Of the data set.
 */
export const fits = (model, entry) => model === NETWORK || entry?.classes?.length === 2;

/** Two classes, as points name them. */
const PAIRS = Object.freeze([[0, 1], [-1, 1]]);

/**
 * Whether a model can learn the points of a spec, drawn or of a truth table.
 * @param {any} spec
 * @param {string} model Its key.
 */
const fitsPoints = ({ task, dataset: { points = [] } }, model) => model === NETWORK ||
  (task !== "regression" && PAIRS.some((pair) =>
    points.every((/** @type {any} */ { y }) => pair.includes(y))));

/**
 * Whether a model would cost a person's own points, since it cannot learn them.
 * @param {any} catalog
 * @param {any} spec
 * @param {string} key Of the model.
 */
export function losesPoints(catalog, spec, key) {
  if (spec.dataset.key !== POINTS || isTruthTable(spec.dataset.points)) return false;
  const isGate = key === THRESHOLD && catalog.gates?.length > 0; // it brings data of its own
  return !isGate && !fitsPoints(spec, key);
}

/**
 * Change over to a model. What only one of the two has goes back to its default on the server; data
 * that it cannot learn has to go, too.
 * @param {any} catalog
 * @param {any} spec
 * @param {string} key
 */
export function chooseModel(catalog, spec, key) {
  if (key === THRESHOLD && catalog.gates?.length > 0) return chooseGate(catalog.gates[0]);
  const model = { model: key };
  if (spec.dataset.key === POINTS && fitsPoints(spec, key)) {
    const isTable = isTruthTable(spec.dataset.points);
    return key === NETWORK && isTable ? { ...model, ...usualData(catalog) } : model;
  }
  const own = entryOf(catalog, "datasets", spec.dataset.key);
  const other = catalog.datasets.find((/** @type {any} */ entry) => fits(key, entry));
  if (fits(key, own) || !other) return model;
  return { ...chooseDataset({ ...spec, ...model }, other, own), ...model };
}

/** What an experiment begins with, in place of a truth table. @param {any} catalog */
function usualData({ defaults }) {
  const names = ["dataset", "test_fraction", "features", "standardize"];
  return Object.fromEntries(names.map((name) => [name, defaults[name]]));
}

/**
 * A threshold unit with the truth table of a gate as its data; its weights are set afterwards.
 * @param {any} gate
 */
export function chooseGate(gate) {
  const points = gate.truth_table.map((/** @type {number[]} */ row) =>
    ({ x: row.slice(0, -1), y: row[row.length - 1] }));
  const data = { features: "auto", standardize: false, test_fraction: 0 };
  return { model: THRESHOLD, task: "auto", dataset: { key: POINTS, points }, ...data };
}

/**
 * Weights and bias of a threshold unit, as a layer.
 * @param {number[]} weights
 * @param {number} threshold
 */
export const unitLayer = (weights, threshold) => ({
  W: weights.map((weight) => [weight]),
  // What is no number goes as it is: the server says what it wants.
  b: [typeof threshold === "number" ? 0 - threshold : threshold],
});
