// @ts-check
// Weights and biases that are set by hand, one at a time.

import { batch } from "@preact/signals";
import { takeMoment } from "../time/past.js";
import { noteEdit } from "../turns.js";

/** @typedef {{layer: number, from: number, to: number}} NumberPlace from −1: the bias of `to`. */

/**
 * @param {any} network
 * @param {NumberPlace} place
 */
export function offsetOf({ layout }, { layer, from, to }) {
  const { W, b } = layout[layer];
  return from < 0 ? b.offset + to : W.offset + from * W.shape[1] + to;
}

/** Whether a number can be a parameter: the stream has 32 bits for each. @param {any} value */
export const isParameter = (value) =>
  typeof value === "number" && Number.isFinite(Math.fround(value));

/** Its frame is still to come: whoever looks at once sees it all the same. */
function showNumber(
  /** @type {any} */ store, /** @type {number} */ offset, /** @type {number} */ value,
) {
  const parameters = store.now.value.parameters.slice();
  parameters[offset] = value;
  batch(() => takeMoment(store, { ...store.now.value, parameters }));
}

/** @param {import("../conductor.js").Desk} desk */
export function createEditActions({ store, command }) {
  return {
    /** Open the field of a number, or close it. */
    edit_number: (/** @type {any} */ { place }) => {
      store.editing.value = place;
    },
    /** Whether the server took it. */
    set_number: async (/** @type {any} */ { place: { layer, from, to }, value }) => {
      const edit = { layer, input: from < 0 ? null : from, unit: to, value };
      const network = store.network.value;
      const offset = offsetOf(network, { layer, from, to });
      const before = store.now.value.parameters[offset];
      const isTaken = Boolean(await command("set_parameters", { edits: [edit] }));
      if (!isTaken || store.network.value !== network) return isTaken;
      noteEdit(store, { ...edit, value: before });
      showNumber(store, offset, value);
      return true;
    },
  };
}
