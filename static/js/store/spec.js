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

/** @param {Spec} spec */
const unitsActivation = (spec) => spec.hidden_layers.at(-1)?.activation;

/**
 * @param {Spec} spec
 * @param {string} fallback Activation where there is no layer to copy from.
 */
export function addLayer(spec, fallback) {
  const layer = {
    units: spec.hidden_layers.at(-1)?.units ?? 2,
    activation: unitsActivation(spec) ?? fallback,
  };
  return { hidden_layers: [...spec.hidden_layers, layer] };
}

/** @param {Spec} spec */
export function removeLayer(spec) {
  return { hidden_layers: spec.hidden_layers.slice(0, -1) };
}

/** @param {Spec} spec @param {number} index @param {number} units */
export function setUnits(spec, index, units) {
  const layers = spec.hidden_layers.map((/** @type {any} */ layer, /** @type {number} */ at) =>
    at === index ? { ...layer, units } : layer,
  );
  return { hidden_layers: layers };
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
  return { features: order.filter((name) => on.has(name)) };
}

/**
 * Choose a data set. Samples and noise stay as they are where it has them too; where the task
 * changes, loss and output go back to auto.
 * @param {Spec} spec
 * @param {{key: string, task: string, hyperparameters: {name: string}[]}} entry
 */
export function chooseDataset(spec, { key, task, hyperparameters }) {
  const kept = hyperparameters.map(({ name }) => [name, spec.dataset[name]]);
  const dataset = { key, ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)) };
  const auto = { task: "auto", loss: "auto", output_activation: "auto" };
  return spec.task === task ? { dataset } : { dataset, ...auto };
}

/** What of a change can be shown at once: an auto shows only when it is resolved. */
export function withoutAuto(/** @type {Spec} */ patch) {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== "auto"));
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
