// @ts-check
// Look-ups in the catalog: the only source of menus, ranges, defaults and help.

/**
 * @typedef {object} Hyperparameter
 * @property {string} name
 * @property {string} label
 * @property {string} help
 * @property {any} default
 * @property {number} minimum
 * @property {number} maximum
 * @property {boolean} integer
 * @property {"linear" | "log"} scale
 */
/**
 * @typedef {{
 *   key: string, label: string, summary: string, hyperparameters: Hyperparameter[],
 *   [fact: string]: any,
 * }} Entry
 */

/** @param {any} catalog @param {string} kind @param {string} key @returns {Entry | undefined} */
export function entryOf(catalog, kind, key) {
  return catalog?.[kind].find((/** @type {Entry} */ entry) => entry.key === key);
}

/**
 * @param {any} catalog
 * @param {string} kind
 * @param {string} key
 * @param {string} name
 * @returns {Hyperparameter | undefined}
 */
export function hyperparameterOf(catalog, kind, key, name) {
  return entryOf(catalog, kind, key)?.hyperparameters.find((one) => one.name === name);
}

/** @param {any} catalog @param {string} name @returns {Hyperparameter | undefined} */
export function fieldOf(catalog, name) {
  return catalog?.fields.find((/** @type {Hyperparameter} */ field) => field.name === name);
}

/**
 * Pairs of loss and output that are legal for the task and the number of classes.
 * @param {any} catalog
 * @param {any} spec
 * @param {number} present How many classes the present data have, where the catalog does not know.
 * @returns {any[]}
 */
function legalPairs(catalog, spec, present) {
  const classes = entryOf(catalog, "datasets", spec.dataset.key)?.classes?.length ?? present;
  return catalog.pairs
    .filter((/** @type {any} */ pair) => pair.task === spec.task)
    .filter((/** @type {any} */ pair) => pair.max_classes === null || classes <= pair.max_classes);
}

/**
 * Losses that some legal pair allows.
 * @param {any} catalog
 * @param {any} spec
 * @param {number} [present] Number of classes of data that are not in the catalog.
 * @returns {Entry[]}
 */
export function legalLosses(catalog, spec, present = 0) {
  const legal = new Set(legalPairs(catalog, spec, present).map((pair) => pair.loss));
  return catalog.losses.filter((/** @type {Entry} */ entry) => legal.has(entry.key));
}

/**
 * Output activations that go with the loss.
 * @param {any} catalog
 * @param {any} spec
 * @param {number} [present] Number of classes of data that are not in the catalog.
 * @returns {string[]}
 */
export const legalOutputs = (catalog, spec, present = 0) =>
  legalPairs(catalog, spec, present).filter((pair) => pair.loss === spec.loss)
    .map((pair) => pair.output_activation);
