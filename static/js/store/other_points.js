// @ts-check
// Other points of the same data, and what becomes of the weights: they stay, for the shapes still
// fit, and the network goes on from what it knows.
import { effect, signal } from "@preact/signals";
import { nest } from "./spec.js";

const SEEDS = 10_000; // few enough to be read and typed again

export function createOtherPointsSignals() {
  return {
    /** What the last press did: {key, seed} of its text, while it is so; else null. */
    dataNote: signal(/** @type {{key: string, path: string, seed: number} | null} */ (null)),
  };
}

/** @param {import("./conductor.js").Desk} desk */
export function createOtherPointsActions({ store: anyStore, push, timers }) {
  const store = /** @type {any} */ (anyStore);
  const { dataNote } = store;

  /** @param {"data" | "split"} stream */
  async function renew(stream) {
    const seed = Math.floor(timers.random() * SEEDS);
    const accepted = await push({ ...nest(`seeds.${stream}`, seed), keep_weights: true });
    if (accepted) dataNote.value = { key: `data.note.${stream}`, stream, seed };
  }

  effect(() => {
    const { stream, seed } = dataNote.value ?? {};
    const seeds = store.wanted.value?.seeds ?? {};
    if (stream && seeds[stream] !== seed) dataNote.value = null; // something else was chosen since
  });

  return {
    new_data: () => renew("data"),
    new_split: () => renew("split"),
    /** A number of the data is changed: the weights stay here, too. */
    change_data: (/** @type {any} */ { patch }) => push({ ...patch, keep_weights: true }),
  };
}
