// @ts-check
// What can be compared: one thing of an experiment that differs from run to run, while all else
// (data, weights to begin with, order of the samples) is the same. Pure.
import { entryOf, fieldOf, hyperparameterOf } from "../catalog.js";
import { formatInput } from "../format.js";
import { mergeSpec, nest, setActivation, valueAt } from "../spec.js";

const RATE = "learning_rate";
const FULL = "full";
const FACTORS = Object.freeze([0.1, 1, 10, 30]); // too small, present, too large, far too large
const BATCHES = Object.freeze([1, 10, FULL]);
const OTHERS = 2; // entries of a menu beside the present one
const POPULAR = Object.freeze({
  optimizers: ["sgd", "momentum", "adam"], activations: ["tanh", "relu", "sigmoid"],
});

/**
 * @typedef {object} Quantity
 * @property {string} key
 * @property {"number" | "menu"} kind
 * @property {import("./run_set.js").Unit} unit What is fair to count in.
 * @property {(spec: any) => string} path Where errors point to.
 * @property {(catalog: any, spec: any) => any} range Of a number.
 * @property {"optimizers" | "activations"} [menu] Of the catalog.
 * @property {(spec: any) => any} present
 * @property {(spec: any, value: any) => any} patch
 * @property {(catalog: any, spec: any) => any[]} usual What a comparison begins with.
 */

const isPerceptron = (/** @type {any} */ spec) => spec.model === "perceptron";
const ratePath = (/** @type {any} */ spec) =>
  `${isPerceptron(spec) ? "perceptron" : "optimizer"}.${RATE}`;

/** @param {any} catalog @param {any} spec */
const rateRange = (catalog, spec) => (isPerceptron(spec)
  ? hyperparameterOf(catalog, "models", "perceptron", RATE)
  : hyperparameterOf(catalog, "optimizers", spec.optimizer.key, RATE));

/** Within the range, each once. @param {any[]} values @param {any} range */
function within(values, range) {
  const { minimum = -Infinity, maximum = Infinity } = range ?? {};
  const clamp = (/** @type {any} */ value) =>
    (typeof value === "number"
      ? Number(Math.min(maximum, Math.max(minimum, value)).toPrecision(6)) : value);
  return [...new Set(values.map(clamp))];
}

/**
 * The present entry and the best known others, in the order of the catalog.
 * @param {any} catalog @param {"optimizers" | "activations"} menu @param {string} present
 */
function someOf(catalog, menu, present) {
  const others = POPULAR[menu].filter((key) => key !== present).slice(0, OTHERS);
  const chosen = [present, ...others];
  return catalog[menu].map((/** @type {any} */ entry) => entry.key)
    .filter((/** @type {string} */ key) => chosen.includes(key));
}

/** @param {any} spec */
const activationOf = (spec) => spec.hidden_layers[0]?.activation;

/** @type {readonly Quantity[]} */
export const QUANTITIES = Object.freeze([
  {
    key: RATE, kind: "number", unit: "step", path: ratePath, range: rateRange,
    present: (spec) => valueAt(spec, ratePath(spec)),
    patch: (spec, value) => nest(ratePath(spec), value),
    usual: (catalog, spec) => within(
      FACTORS.map((factor) => factor * valueAt(spec, ratePath(spec))), rateRange(catalog, spec)),
  },
  {
    key: "batch_size", kind: "number", unit: "epoch", path: () => "batch_size",
    range: (catalog) => fieldOf(catalog, "batch_size"),
    present: (spec) => spec.batch_size,
    patch: (_spec, value) => ({ batch_size: value }),
    usual: (_catalog, spec) => {
      const some = new Set([...BATCHES, spec.batch_size]);
      const size = (/** @type {any} */ value) => (value === FULL ? Infinity : value);
      return [...some].sort((a, b) => size(a) - size(b));
    },
  },
  {
    key: "optimizer", kind: "menu", menu: "optimizers", unit: "step", path: () => "optimizer.key",
    range: () => null,
    present: (spec) => spec.optimizer.key,
    patch: (_spec, key) => ({ optimizer: { key } }),
    usual: (catalog, spec) => someOf(catalog, "optimizers", spec.optimizer.key),
  },
  {
    key: "activation", kind: "menu", menu: "activations", unit: "step",
    path: () => "hidden_layers", range: () => null,
    present: activationOf,
    patch: (spec, key) => setActivation(spec, key),
    usual: (catalog, spec) => someOf(catalog, "activations", activationOf(spec)),
  },
]);

/** What can be compared of an experiment. @param {any} spec @returns {readonly Quantity[]} */
export function quantitiesOf(spec) {
  if (!spec || spec.model === "threshold") return [];
  if (isPerceptron(spec)) return QUANTITIES.slice(0, 1);
  return QUANTITIES.filter(({ key }) => key !== "activation" || spec.hidden_layers.length > 0);
}

/**
 * The experiment that all begin from: as it was asked for, with every random stream decided.
 * @param {any} requested @param {any} resolved
 */
export const baseOf = (requested, resolved) =>
  ({ ...requested, seed: resolved.seed, seeds: resolved.seeds });

/** @param {Quantity} quantity @param {any} base @param {any} value */
export const specOf = (quantity, base, value) => mergeSpec(base, quantity.patch(base, value));

/** An experiment without what is compared. @param {string} key @param {any} base */
export function withoutQuantity(key, base) {
  if (key === RATE) {
    const strip = (/** @type {any} */ part) => part && { ...part, [RATE]: null };
    return { ...base, optimizer: strip(base.optimizer), perceptron: strip(base.perceptron) };
  }
  if (key === "activation") return { ...base, ...setActivation(base, "") };
  return { ...base, [key]: null };
}

/** Whether two experiments differ in more than what is compared. */
export function differ(/** @type {string} */ key, /** @type {any} */ a, /** @type {any} */ b) {
  return JSON.stringify(sorted(withoutQuantity(key, a)))
    !== JSON.stringify(sorted(withoutQuantity(key, b)));
}

/** The same whatever the order of the names. @param {any} value @returns {any} */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])]));
}

/**
 * A value in words; `full` is the page's word for the whole train split.
 * @param {any} catalog @param {Quantity} quantity @param {any} value @param {string} full
 */
export function labelOf(catalog, quantity, value, full) {
  if (quantity.menu) return entryOf(catalog, quantity.menu, value)?.label ?? String(value);
  if (value === FULL) return full;
  return typeof value === "number" ? formatInput(value) : String(value);
}

/**
 * One more value, unlike those there are.
 * @param {any} catalog @param {any} spec @param {Quantity} quantity @param {any[]} values
 */
export function anotherValue(catalog, spec, quantity, values) {
  const { menu } = quantity;
  const known = menu ? catalog[menu].map((/** @type {any} */ entry) => entry.key)
    : [...quantity.usual(catalog, spec), ...doublesOf(values)];
  return within(known, quantity.range(catalog, spec)).find((value) => !values.includes(value))
    ?? values[values.length - 1];
}

/** @param {any[]} values */
const doublesOf = (values) => values.filter((value) => typeof value === "number")
  .map((value) => 2 * value).reverse();
