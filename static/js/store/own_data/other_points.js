// @ts-check
// Other points of the same data, and what becomes of the weights: they stay, for the shapes still
// fit, and the network goes on from what it knows.
import { effect, signal } from "@preact/signals";
import { nest } from "../spec.js";

const SEEDS = 10_000; // few enough to be read and typed again

export function createOtherPointsSignals() {
  return {
    /** What the last press did, while it is so: {key, seed} of its text. */
    dataNote: signal(/** @type {any} */ (null)),
  };
}

/** @param {import("../conductor.js").Desk} desk */
export function createOtherPointsActions({ store: anyStore, push, timers }) {
  const store = /** @type {any} */ (anyStore);
  const { dataNote } = store;

  /** @param {"data" | "split"} stream */
  async function renew(stream) {
    const seed = Math.floor(timers.random() * SEEDS);
    const accepted = await push({ ...nest(`seeds.${stream}`, seed), keep_weights: true });
    const data = store.wanted.value.dataset.key;
    if (accepted) dataNote.value = { key: `data.note.${stream}`, stream, seed, data };
  }

  effect(() => {
    const note = dataNote.value;
    const { seeds = {}, dataset } = store.wanted.value ?? {};
    const isSo = note && seeds[note.stream] === note.seed && dataset.key === note.data;
    if (note && !isSo) dataNote.value = null; // something else was chosen since
  });

  return {
    new_data: () => renew("data"),
    new_split: () => renew("split"),
    /** A number of the data is changed: the weights stay here, too. */
    change_data: (/** @type {any} */ { patch }) => push({ ...patch, keep_weights: true }),
  };
}
