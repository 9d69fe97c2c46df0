// @ts-check
// How many updates make an epoch: one pass over the train points. Pure.

/**
 * @param {any} spec
 * @param {any} points All samples.
 * @returns {number | null} Null: not known yet, or there is nothing to train with.
 */
export function updatesPerEpoch(spec, points) {
  if (!spec || !points) return null;
  const train = points.split.filter((/** @type {string} */ name) => name === "train").length;
  const size = spec.model === "perceptron" ? 1 : spec.batch_size; // one sample after the other
  if (train === 0 || !size) return null;
  return size === "full" ? 1 : Math.ceil(train / size);
}
