// @ts-check
// A file on its way to the server, and what comes back: read, corrected, read again, or called off.
import { tooMany } from "./uploads.js";

const EXAMPLE = "static/examples/fruit.csv";
const HEAD_BYTES = 1500; // of a file that could not be read: shown as it is

const NOTHING_YET = Object.freeze({ progress: null, summary: null, error: null, head: "", left: [] });

/** @typedef {import("./uploads.js").Reading} Reading */

/** @param {import("../conductor.js").Desk} desk */
export function createReadingActions({ store: anyStore, api, dispatch }) {
  const store = /** @type {any} */ (anyStore);
  const { reading, uploads, catalog, uploadProblem } = store;
  /** @type {AbortController | null} */
  let sending = null;

  const change = (/** @type {Partial<Reading>} */ what) => {
    if (reading.value) reading.value = { ...reading.value, ...what };
  };

  /** What was read only to be looked at is of no use to anybody. @param {any} summary */
  function drop(summary) {
    if (!summary?.token || uploads.value[summary.key]) return;
    api.deleteUpload(summary.id, summary.token).catch(() => undefined);
  }

  /** Send the file, with what is said of it by now. */
  async function send() {
    sending?.abort();
    const mine = new AbortController();
    sending = mine;
    const { file, said, summary: before } = reading.value;
    change({ progress: 0, error: null });
    const onProgress = (/** @type {number} */ share) =>
      sending === mine && change({ progress: share });
    try {
      const summary = await api.upload(file, said, { signal: mine.signal, onProgress });
      if (sending !== mine) return drop(summary);
      drop(before);
      const left = tooMany(summary, catalog.value.limits.features);
      return change({ summary, left, progress: null, head: "" });
    } catch (error) {
      const head = await file.slice(0, HEAD_BYTES).text().catch(() => "");
      if (sending !== mine) return undefined;
      return change({ error: /** @type {any} */ (error).message, progress: null, head });
    }
  }

  function close() {
    sending?.abort();
    sending = null;
    drop(reading.value?.summary);
    reading.value = null;
  }

  /** @param {{file: Blob, name: string, said?: any}} source */
  function open({ file, name, said = {} }) {
    close();
    store.pasting.value = null;
    const isTooLarge = file.size > catalog.value.limits.csv_bytes; // no need to send it
    reading.value = { file, name, said, isTooLarge, ...NOTHING_YET };
    return isTooLarge ? undefined : send();
  }

  return {
    read_file: (/** @type {any} */ { file, name = file.name, said }) => {
      uploadProblem.value = null;
      return open({ file, name, said });
    },
    read_again: (/** @type {any} */ { said }) => {
      if (!reading.value) return undefined;
      change({ said: { ...reading.value.said, ...said } });
      return send();
    },
    read_example: async () => {
      try {
        const file = new Blob([await api.example(EXAMPLE)]);
        return await dispatch({ type: "read_file", file, name: EXAMPLE.replace(/.*\//, "") });
      } catch (error) {
        const why = /** @type {Error} */ (error).message;
        uploadProblem.value = { key: "data.own.no_example", values: { why } };
        return null;
      }
    },
    leave_column: (/** @type {any} */ { name, isInput }) => {
      const left = reading.value.left.filter((/** @type {string} */ one) => one !== name);
      change({ left: isInput ? left : [...left, name] });
    },
    open_paste: (/** @type {any} */ { text = "" }) => { store.pasting.value = text; },
    close_paste: () => { store.pasting.value = null; },
    close_reading: close,
  };
}
