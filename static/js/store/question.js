// @ts-check
// What changes live does so; a setting that can only begin again asks first, once there is training
// to lose. Choosing other data or another network is a new experiment, and says so by itself.
import { signal } from "@preact/signals";
import { pathsOf, valueAt } from "./spec.js";

/** Settings that mean a new start, and whether the present weights can go on under them. */
const ASKS = Object.freeze({
  loss: true, output_activation: true, "optimizer.key": true, standardize: true,
  class_weights: true, shuffle: true, initializer: false, "initializer.key": false, seed: false,
  "seeds.init": false, "seeds.batches": true, "seeds.dropout": true,
});

/**
 * @typedef {{patch: any, paths: string[], canKeep: boolean, steps: number, action?: any}} Question
 *   action: what is done instead of a patch.
 */

export const createQuestion = () => signal(/** @type {Question | null} */ (null));

/**
 * @param {import("./store.js").Store} store
 * @param {any} patch
 * @returns {Question | null} Null: it can be done at once.
 */
export function questionOf(store, patch) {
  const { spec: { value: spec }, now: { value: { step: steps, epoch } } } = store;
  if (epoch === 0 || !spec) return null; // there is little to lose
  const known = /** @type {Record<string, boolean>} */ (ASKS);
  const paths = pathsOf(patch).filter((path) =>
    path in known && String(valueAt(spec, path)) !== String(valueAt(patch, path)));
  if (paths.length === 0) return null;
  return { patch, paths, canKeep: paths.every((path) => known[path]), steps };
}

/**
 * Before an action that puts another network in the place of the page's own.
 * @param {import("./store.js").Store} store
 * @param {{type: string}} action Comes again, with isSure.
 * @returns {Question | null} Null: there is little to lose.
 */
export function questionBefore({ now: { value: { step: steps, epoch } } }, action) {
  return epoch === 0 ? null : { patch: {}, paths: [], canKeep: false, steps, action };
}

/** @param {import("./conductor.js").Desk} desk */
export function createQuestionActions({ store, push, dispatch }) {
  const { question } = store;
  const answer = (/** @type {boolean} */ keepWeights) => {
    const asked = question.value;
    question.value = null;
    if (asked?.action) return dispatch({ ...asked.action, isSure: true });
    return asked ? push({ ...asked.patch, keep_weights: keepWeights }) : undefined;
  };
  return {
    /** isSure: whether the words on the button say already what is lost. */
    configure: (/** @type {any} */ { patch, isSure = false }) => {
      question.value = isSure ? null : questionOf(store, patch);
      return question.value ? undefined : push(patch);
    },
    start_with_it: () => answer(false),
    go_on_with_it: () => answer(true),
    leave_it: () => {
      question.value = null;
    },
  };
}
