// @ts-check
// Runs that were pinned: their curves stay as ghosts behind those of the present run, named by
// what was different. Pure, but for what it is given.
import { entryOf, fieldOf, hyperparameterOf } from "../catalog.js";
import { formatInput } from "../format.js";
import { pathsOf, valueAt } from "../spec.js";

const MOST_ROWS = 400;
const CURVES = Object.freeze(["step", "epoch", "train", "test", "train_accuracy", "test_accuracy"]);
/** Paths with a menu of the catalog. @type {Record<string, string>} */
const MENUS = { optimizer: "optimizers", regularizer: "regularizers", initializer: "initializers",
  schedule: "schedules", dataset: "datasets" };
/** Entries of the catalog that stand by themselves. @type {Record<string, string>} */
const ENTRIES = { loss: "losses", output_activation: "activations", model: "models" };
const IGNORED = Object.freeze(["seed", "backend", "task", "shuffle"]);
/** What follows from another difference is not said beside it. @type {Record<string, string>} */
const FOLLOWS = { output_activation: "loss", features: "dataset.key", standardize: "dataset.key",
  loss: "dataset.key" };

/**
 * @typedef {object} PinnedRun
 * @property {number} number From 1, as it is called.
 * @property {any} spec
 * @property {number} step Where it was when it was pinned.
 * @property {Record<string, (number | null)[]>} columns
 */
/**
 * @typedef {object} Difference What a run had that another has not.
 * @property {string} path
 * @property {string | null} name Of the setting; null: see the kind.
 * @property {"value" | "entry" | "layers" | "other"} kind
 * @property {string} value
 */

/** Rows evenly thinned, the last one kept. @param {Record<string, any[]>} columns */
function thinned(columns) {
  const rows = columns.step.length;
  const every = Math.max(1, Math.ceil(rows / MOST_ROWS));
  const keep = (/** @type {any} */ _, /** @type {number} */ at) => (rows - 1 - at) % every === 0;
  return Object.fromEntries(CURVES.map((name) => [name, measured(columns, name).filter(keep)]));
}

/** A value measured earlier holds until the next. @param {any} columns @param {string} name */
function measured(columns, name) {
  /** @type {number | null} */
  let newest = null;
  return columns[name].map((/** @type {number | null} */ value) => (newest = value ?? newest));
}

/** The pinned runs with the present one. @param {any} store @param {PinnedRun[]} pinned */
export function takeRun({ losses, spec, step }, pinned) {
  if (losses.columns.step.length < 2) return pinned;
  const used = pinned.map(({ number }) => number);
  const number = [1, 2, 3, 4].find((free) => !used.includes(free)) ?? 1;
  const run = { number, spec: spec.value, step: step.value, columns: thinned(losses.columns) };
  return [...pinned, run].sort((a, b) => a.number - b.number);
}

/** @param {PinnedRun[]} pinned @param {number} number */
export const removeRun = (pinned, number) => pinned.filter((run) => run.number !== number);

/** @param {any} a @param {any} b */
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * What a run had that the present experiment has not, the telling ones first.
 * @param {any} catalog
 * @param {any} spec Of the run.
 * @param {any} present
 * @returns {Difference[]}
 */
export function differencesOf(catalog, spec, present) {
  const paths = [...new Set([...pathsOf(spec), ...pathsOf(present)])]
    .filter((path) => !same(valueAt(spec, path), valueAt(present, path)));
  return paths
    .filter((path) => valueAt(spec, path) !== undefined && !IGNORED.includes(path))
    .filter((path) => !paths.includes(FOLLOWS[path]))
    .filter((path) => !isInside(path, paths))
    .map((path) => describe(catalog, spec, present, path))
    .sort((a, b) => Number(a.path.startsWith("seeds.")) - Number(b.path.startsWith("seeds.")));
}

/** Other data have other samples and other points. @param {string} path @param {string[]} paths */
function isInside(path, paths) {
  if (path.startsWith("dataset.") && path !== "dataset.key") return paths.includes("dataset.key");
  const data = ["dataset.key", "dataset.samples", "dataset.noise", "test_fraction", "seeds.data"];
  return path === "seeds.split" && data.some((other) => paths.includes(other));
}

/**
 * @param {any} catalog
 * @param {any} spec
 * @param {any} present
 * @param {string} path
 * @returns {Difference}
 */
function describe(catalog, spec, present, path) {
  const value = valueAt(spec, path);
  const [head, name] = path.split(".");
  if (path === "hidden_layers") return describeLayers(catalog, value, present.hidden_layers);
  if (head === "seeds") return { path, name: null, kind: "other", value: name };
  if (name === "key" || ENTRIES[path]) {
    const label = entryOf(catalog, MENUS[head] ?? ENTRIES[path], value)?.label ?? String(value);
    return { path, name: name === "key" || path === "model" ? null : path, kind: "entry",
      value: label };
  }
  const kind = MENUS[head];
  const range = kind ? hyperparameterOf(catalog, kind, spec[head].key, name)
    : fieldOf(catalog, path);
  return { path, name: range?.label ?? path.replaceAll("_", " "), kind: "value",
    value: written(value) };
}

/** @param {any} value */
const written = (value) => (typeof value === "number" ? formatInput(value)
  : Array.isArray(value) ? value.join(", ") : String(value));

/** @param {any} catalog @param {any[]} layers @param {any[]} others @returns {Difference} */
function describeLayers(catalog, layers, others) {
  const path = "hidden_layers";
  const units = (/** @type {any[]} */ list) => list.map((layer) => layer.units).join("-");
  if (units(layers) !== units(others)) {
    return { path, name: null, kind: "layers", value: units(layers) };
  }
  const labels = layers.map(({ activation }) =>
    entryOf(catalog, "activations", activation)?.label ?? activation);
  return { path, name: null, kind: "entry", value: [...new Set(labels)].join(", ") };
}
