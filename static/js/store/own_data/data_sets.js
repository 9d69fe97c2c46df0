// @ts-check
// The data that a session has, be they of the catalog or a person's own. Pure.
import { computed } from "@preact/signals";
import { entryOf } from "../catalog.js";

export const POINTS = "points";
export const UPLOAD = "upload:";
const PLANAR = Object.freeze(["x1", "x2"]);

/** @typedef {import("../store.js").Store} Store */

/**
 * What is known of the present data, in the form of an entry of the catalog.
 * @param {Store} store
 * @returns {any} Undefined as long as nothing is known.
 */
export function presentEntry({ catalog, wanted, network: { value: network } }) {
  const spec = wanted.value;
  const own = entryOf(catalog.value, "datasets", spec?.dataset.key);
  if (own || !network) return own;
  const { planar = true, columns = PLANAR } = network.preprocessing;
  return { key: spec.dataset.key, task: spec.task, classes: network.classes,
    columns: planar ? PLANAR : columns, hyperparameters: [] };
}

/** Ours: drawn or uploaded, not out of the server's catalog. @param {any} spec */
export const isOwn = (spec) =>
  spec.dataset.key === POINTS || spec.dataset.key.startsWith(UPLOAD);

/**
 * The catalog with a person's own data in it, so that every menu of data has them.
 * @param {{value: any, peek: () => any}} catalog
 * @param {import("@preact/signals").Signal<any[]>} own
 */
export function joinOwnData(catalog, own) {
  const joined = computed(() => {
    const { value } = catalog;
    if (!value || own.value.length === 0) return value;
    return { ...value, datasets: [...value.datasets, ...own.value] };
  });
  return {
    get value() { return joined.value; },
    set value(sent) { catalog.value = sent; },
    peek: () => joined.peek(),
  };
}
