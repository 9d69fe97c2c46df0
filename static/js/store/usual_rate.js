// @ts-check
// Another optimizer comes with its own usual learning rate: that this has changed, too, is said.
// Pure.
import { entryOf, hyperparameterOf } from "./catalog.js";

/**
 * A sentence for the notes, in the form that rules.js knows.
 * @param {any} catalog
 * @param {any} before Spec.
 * @param {any} after Spec.
 * @returns {string[]}
 */
export function noteOfRate(catalog, before, after) {
  const [old, now] = [before?.optimizer, after?.optimizer];
  if (!old || !now || old.key === now.key || old.learning_rate === now.learning_rate) return [];
  const usual = hyperparameterOf(catalog, "optimizers", now.key, "learning_rate")?.default;
  if (usual === undefined || now.learning_rate !== usual) return [];
  const label = entryOf(catalog, "optimizers", now.key)?.label ?? now.key;
  return [`Learning rate set to ${usual}, usual for ${label}.`];
}
