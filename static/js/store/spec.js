// @ts-check
// Changes of an experiment, as partial specs, and how they merge. The server does the same merge.

/** @typedef {Record<string, any>} Spec */

/** @param {any} value */
const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/**
 * Merge a change into a spec: an object whose "key" changes is replaced, others merge.
 * @param {Spec} spec
 * @param {Spec} patch
 * @returns {Spec}
 */
export function mergeSpec(spec, patch) {
  const merged = { ...spec };
  for (const [name, value] of Object.entries(patch)) {
    const old = spec[name];
    const replaces = !isPlain(value) || !isPlain(old) || ("key" in value && value.key !== old.key);
    merged[name] = replaces ? value : mergeSpec(old, value);
  }
  return merged;
}

/**
 * Frozen layers stay frozen where layers come, go or change places.
 * @param {Spec} spec
 * @param {(layer: number) => number} move Its new place; −1: gone.
 */
export function moveFrozen({ frozen_layers: frozen }, move) {
  if (!frozen?.length) return {};
  const moved = frozen.map(move).filter((/** @type {number} */ layer) => layer >= 0);
  return { frozen_layers: moved.sort((/** @type {number} */ a, /** @type {number} */ b) => a - b) };
}

/**
 * Of the last units some come or go; all weights of the others stay.
 * @param {Spec} spec @param {number} index @param {number} units
 */
export function setUnits(spec, index, units) {
  const layers = spec.hidden_layers.map((/** @type {any} */ layer, /** @type {number} */ at) =>
    at === index ? { ...layer, units } : layer,
  );
  return { hidden_layers: layers, keep_weights: true };
}

/** @param {Spec} spec @param {string} activation */
export function setActivation(spec, activation) {
  const layers = spec.hidden_layers.map((/** @type {any} */ layer) => ({ ...layer, activation }));
  return { hidden_layers: layers };
}

/**
 * Switch a feature on or off, keeping the catalog's order.
 * @param {Spec} spec
 * @param {string} key
 * @param {string[]} order
 */
export function toggleFeature(spec, key, order) {
  const on = new Set(spec.features);
  if (!on.delete(key)) on.add(key);
  return { features: order.filter((name) => on.has(name)), keep_weights: true };
}

/**
 * Set one layer's activation.
 * @param {Spec} spec @param {number} index @param {string} activation
 */
export function setLayerActivation(spec, index, activation) {
  const layers = spec.hidden_layers.map((/** @type {any} */ layer, /** @type {number} */ at) =>
    at === index ? { ...layer, activation } : layer,
  );
  return { hidden_layers: layers, keep_weights: true };
}

/** Freeze a layer, or let it learn again. @param {Spec} spec @param {number} index */
export function toggleFrozen(spec, index) {
  const frozen = new Set(spec.frozen_layers);
  if (!frozen.delete(index)) frozen.add(index);
  return { frozen_layers: [...frozen].sort((a, b) => a - b) };
}

/**
 * What is known of the data of a spec: the classes it has, and the columns.
 * @typedef {{key: string, task: string, classes?: string[] | null, columns?: string[],
 *   hyperparameters: {name: string, minimum?: number, maximum?: number}[]}} DataEntry
 */

/**
 * Choose a data set. Samples and noise stay as they are where it has them and allows them. What
 * was chosen for the old data alone goes back to auto: loss and output where task or number of
 * classes change, inputs and scaling where the columns do.
 * @param {Spec} spec
 * @param {DataEntry} entry
 * @param {DataEntry} [old] The present data set, where it is in the catalog.
 */
export function chooseDataset(spec, entry, old) {
  const { key, task, hyperparameters } = entry;
  const kept = hyperparameters
    .filter(({ name, minimum = -Infinity, maximum = Infinity }) =>
      spec.dataset[name] >= minimum && spec.dataset[name] <= maximum) // else it has its default
    .map(({ name }) => [name, spec.dataset[name]]);
  const dataset = { key, ...Object.fromEntries(kept) };
  return { dataset, ...anewForTask(spec, task, entry, old), ...anewForColumns(entry, old) };
}

/** @param {Spec} spec @param {string} task @param {DataEntry} entry @param {DataEntry} [old] */
function anewForTask(spec, task, entry, old) {
  const [count, before] = [entry.classes?.length, old?.classes?.length];
  const weights = spec.class_weights && count !== before ? { class_weights: null } : {};
  if (spec.task === task && (!old || count === before)) return weights;
  const isNetwork = (spec.model ?? "network") === "network";
  const output = isNetwork ? { loss: "auto", output_activation: "auto" } : {};
  return { ...weights, task: "auto", ...output };
}

/** @param {DataEntry} entry @param {DataEntry} [old] */
function anewForColumns(entry, old) {
  if (old && String(entry.columns) === String(old.columns)) return {};
  return entry.columns ? { features: "auto", standardize: "auto" } : {};
}

const KEEP = "keep_weights"; // how to change, not what

/** What of a change can be shown at once: an auto shows only when it is resolved. */
export function withoutAuto(/** @type {Spec} */ patch) {
  return Object.fromEntries(Object.entries(patch)
    .filter(([name, value]) => value !== "auto" && name !== KEEP));
}

/**
 * A partial spec with one value deep inside: nest("optimizer.learning_rate", 3).
 * @param {string} path
 * @param {any} value
 * @returns {Spec}
 */
export function nest(path, value) {
  return path.split(".").reduceRight((inner, name) => ({ [name]: inner }), value);
}

/** @param {Spec | null} spec @param {string} path */
export function valueAt(spec, path) {
  return path.split(".").reduce((/** @type {any} */ inner, name) => inner?.[name], spec);
}

/** Every path of a partial spec that holds a value. @param {Spec} patch @returns {string[]} */
export function pathsOf(patch) {
  return Object.entries(patch).flatMap(([name, value]) =>
    isPlain(value) ? pathsOf(value).map((path) => `${name}.${path}`) : [name],
  );
}

/** "#/optimizer/learning_rate" and "/optimizer/learning_rate" → "optimizer.learning_rate". */
export function pathOfPointer(/** @type {string} */ pointer) {
  return pointer.replace(/^#?\/?/, "").replaceAll("/", ".");
}
