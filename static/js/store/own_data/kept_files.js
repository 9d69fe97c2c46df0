// @ts-check
// The files that are used: they join the catalog of the page, so that every menu of data has them,
// for as long as the server has them.
import { effect, untracked } from "@preact/signals";
import { entryOf } from "../catalog.js";
import { UPLOAD } from "./data_sets.js";
import { loadSample } from "../samples.js";
import { entryOfUpload, patchOfUpload } from "./uploads.js";

const MOST_KEPT = 8; // the oldest goes
const GONE = 404;
const NO_SESSION = "notice.no_session";
/** What was chosen for the columns and classes of a file. */
const ANEW = Object.freeze({ task: "auto", features: "auto", standardize: "auto", loss: "auto",
  output_activation: "auto", class_weights: null });

/** @param {import("../conductor.js").Desk} desk */
export function createKeptFileActions({ store: anyStore, api, push, dispatch }) {
  const store = /** @type {any} */ (anyStore);
  const { reading, uploads, catalog, ownData, uploadProblem } = store;

  /** Keys that the page knows already, or no longer wants to know. @type {Set<string>} */
  const met = new Set();

  /** @param {string} key @param {any} entry Null: gone. */
  function list(key, entry) {
    const others = ownData.value.filter((/** @type {any} */ one) => one.key !== key);
    ownData.value = entry ? [...others, entry] : others;
  }

  /** @param {string} key */
  function forget(key) {
    const { [key]: kept, ...others } = uploads.value;
    uploads.value = others;
    list(key, null);
    const { [key]: _, ...samples } = store.samples.value;
    store.samples.value = samples;
    const { id, token } = kept?.summary ?? {};
    if (token) api.deleteUpload(id, token).catch(() => undefined); // it may be gone already
  }

  /** @param {any} summary @param {string} name @param {any} source */
  function keep(summary, name, source) {
    met.add(summary.key);
    uploads.value = { ...uploads.value, [summary.key]: { summary, name, source } };
    list(summary.key, entryOfUpload(summary, name));
    loadSample(store, api, summary.key);
    const present = store.wanted.value?.dataset.key;
    const old = Object.keys(uploads.value).filter((key) => key !== present);
    if (Object.keys(uploads.value).length > MOST_KEPT) forget(old[0]);
  }

  const learn = (/** @type {string} */ key) => {
    const { left = [] } = uploads.value[key].source ?? {};
    return push(patchOfUpload(store, entryOf(catalog.value, "datasets", key), left));
  };

  /** The session has a file of which the page knows nothing: it came with an experiment. */
  async function meet(/** @type {string} */ key) {
    try {
      const summary = await api.readUpload(key.slice(UPLOAD.length));
      if (!uploads.value[key]) keep(summary, summary.guesses.label.join(", "), null);
    } catch {
      // Forgotten by now: the session goes on, and the page has no name for its data.
    }
  }

  effect(() => {
    const key = store.spec.value?.dataset.key ?? "";
    if (!key.startsWith(UPLOAD) || !catalog.value) return;
    if (met.has(key)) return;
    met.add(key);
    untracked(() => meet(key));
  });

  /** The file is read anew, or the catalog's first data take its place. @param {string} key */
  async function replace(key) {
    const { source, name, summary: { id } = {} } = uploads.value[key] ?? {};
    const anew = source && await api.upload(source.file, source.said).catch(() => null);
    if (id) forget(key);
    if (anew) keep(anew, name, source);
    else uploadProblem.value = { key: "data.own.gone", values: { name: name ?? key } };
    const { dataset } = catalog.value.defaults;
    const next = anew ? { dataset: { key: anew.key } } : { ...ANEW, dataset };
    store.requested.value = { ...store.requested.value, ...next };
    dispatch({ type: "try_again" });
  }

  effect(() => {
    // The session is gone, and so is the file that another one would need.
    const key = store.requested.peek()?.dataset?.key ?? "";
    if (store.notice.value?.key !== NO_SESSION || !key.startsWith(UPLOAD)) return;
    untracked(() => replace(key));
  });

  return {
    use_file: () => {
      const { file, said, summary, name, left } = reading.value;
      keep(summary, name, { file, said, left });
      reading.value = null;
      return learn(summary.key);
    },
    choose_file: async (/** @type {any} */ { key }) => {
      const { source, name, summary } = uploads.value[key];
      uploadProblem.value = null;
      const isGone = await api.readUpload(summary.id)
        .then(() => false, (/** @type {any} */ { status }) => status === GONE);
      if (!isGone) return learn(key);
      forget(key);
      uploadProblem.value = { key: source ? "data.own.gone_again" : "data.own.gone",
        values: { name } };
      return source && reopen({ ...source, name });
    },
    forget_file: (/** @type {any} */ { key }) => forget(key),
  };

  /** The file is still at hand, so nobody has to look for it. @param {any} source */
  async function reopen({ file, said, name }) {
    const problem = uploadProblem.value;
    const read = dispatch({ type: "read_file", file, said, name });
    uploadProblem.value = problem;
    return read;
  }
}
