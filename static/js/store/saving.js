// @ts-check
// Save and open experiments, take the network elsewhere, share a link. What is made for the disk is
// given back as {name, content}; the one who asked hands it over.
import { effect } from "@preact/signals";
import { FileError, MOST_BYTES, readExperiment, writeExperiment } from "../net/experiment_file.js";
import { writeLink } from "./link.js";
import { mergeSpec } from "./spec.js";

/** @typedef {{name: string, content: Blob}} Made */

/** @param {import("./store.js").Store} store @param {string} suffix */
export const fileName = ({ spec, now }, suffix) => {
  const data = String(spec.value?.dataset.key).replace(/\W+/g, "_");
  return `nn-playground_${data}_step_${now.value.step}.${suffix}`;
};

/** @param {import("./conductor.js").Desk} desk */
export function createSavingActions({ store, api, session, push }) {
  /** Say what went wrong, where connections are talked of. @param {any} error */
  function tell(error) {
    store.notice.value = error instanceof FileError
      ? { key: error.key, values: error.values, isPassing: true }
      : { key: "saving.failed", values: { why: error.message }, isPassing: true };
    return null;
  }

  /** @template T @param {() => Promise<T>} act @returns {Promise<T | null>} */
  async function attempt(act) {
    try {
      return await act();
    } catch (error) {
      return tell(error);
    }
  }

  /** @param {number} generation */
  const arrived = (generation) => new Promise((resolve) => {
    const stop = effect(() => {
      if ((store.network.value?.generation ?? 0) < generation) return;
      queueMicrotask(() => stop());
      resolve(null);
    });
  });

  /** @param {import("../net/experiment_file.js").Experiment} file */
  async function restore({ experiment, checkpoint, history }) {
    const { id, token } = /** @type {any} */ (session());
    if (!checkpoint) {
      const { defaults } = store.catalog.value;
      const isTaken = await push({ ...mergeSpec(defaults, experiment), keep_weights: false });
      return isTaken;
    }
    const { generation } = await api.putCheckpoint(id, token, checkpoint);
    await arrived(generation);
    if (history) {
      store.losses.load(history);
      store.frameCount.value += 1;
    }
    return true;
  }

  return {
    /** The experiment as a file, with its weights and its history if wanted. */
    save_experiment: ({ weights = true, history = true }) => attempt(async () => {
      const { id } = /** @type {any} */ (session());
      const [checkpoint, past] = await Promise.all([
        weights ? api.checkpoint(id) : null, weights && history ? api.history(id) : null,
      ]);
      const text = writeExperiment({
        experiment: store.requested.value, checkpoint, history: past,
      });
      const content = new Blob([text], { type: "application/json" });
      return { name: fileName(store, "json"), content };
    }),

    open_experiment: (/** @type {any} */ { file }) => attempt(async () => {
      if (file.size > MOST_BYTES) throw new FileError("saving.too_large");
      const isDone = await restore(readExperiment(await file.text()));
      if (isDone) store.notice.value = {
        key: "saving.opened", values: { name: file.name }, isPassing: true,
      };
      return isDone;
    }),

    /** The network in a format of the catalog. */
    export_network: (/** @type {any} */ { format }) => attempt(async () => {
      const entry = store.catalog.value.exports.find((/** @type {any} */ one) => one.key === format);
      const { id } = /** @type {any} */ (session());
      return { name: fileName(store, entry.suffix), content: await api.exported(id, format) };
    }),

    /** Whether the link is on the clipboard now. */
    copy_link: async (/** @type {any} */ { page }) => {
      const { catalog: { value: catalog }, requested: { value: spec }, notice } = store;
      const link = writeLink(catalog, spec);
      if (link === null) {
        notice.value = { key: "saving.no_link", isPassing: true };
        return;
      }
      const address = link ? `${page}#${link}` : page;
      try {
        await navigator.clipboard.writeText(address);
        notice.value = { key: "saving.copied", isPassing: true };
      } catch {
        notice.value = { key: "saving.link", values: { address }, isPassing: true };
      }
    },
  };
}
