// @ts-check
// A person's own files: what is known of them, and the experiment that learns them.
import { signal } from "@preact/signals";
import { presentEntry, UPLOAD } from "./data_sets.js";
import { fits } from "../network/models.js";
import { chooseDataset } from "../spec.js";

const MOST_NAME = 40; // characters

/**
 * @typedef {object} Reading A file on its way, or read and looked at.
 * @property {Blob} file
 * @property {string} name
 * @property {boolean} isTooLarge For the server, so that it is not sent.
 * @property {Record<string, any>} said What is said of it instead of being guessed.
 * @property {number | null} progress Share that is sent; null: not on its way.
 * @property {any} summary What the server read; null: nothing yet.
 * @property {string | null} error The server's words.
 * @property {string} head How it begins, where it could not be read.
 * @property {string[]} left Columns that are no inputs, though they could be.
 */
/**
 * @typedef {object} Kept A file that is used.
 * @property {any} summary
 * @property {string} name
 * @property {any} source {file, said, left}: to read it again; null: it came with an experiment.
 */

export function createUploadSignals() {
  return {
    reading: signal(/** @type {Reading | null} */ (null)),
    /** By key of the data set. @type {import("@preact/signals").Signal<Record<string, Kept>>} */
    uploads: signal({}),
    /** The same as entries, which join the catalog. */
    ownData: signal(/** @type {any[]} */ ([])),
    /** Whether text can be pasted; the text that is there already. */
    pasting: signal(/** @type {string | null} */ (null)),
    /** What went wrong with a file that is kept. */
    uploadProblem: signal(/** @type {{key: string, values: any} | null} */ (null)),
  };
}

/** A name as it is shown: not too long. @param {string} name */
export const cutName = (name, most = MOST_NAME) =>
  (name.length > most ? `${name.slice(0, most - 1)}…` : name);

/** Names of the columns that can be inputs. @param {any} summary */
export const inputColumns = (summary) =>
  summary.columns.filter((/** @type {any} */ column) => column.role === "input")
    .map((/** @type {any} */ column) => column.name);

/**
 * The data of a file as an entry of the catalog.
 * @param {any} summary @param {string} name
 */
export function entryOfUpload(summary, name) {
  const columns = inputColumns(summary);
  return {
    key: summary.key, label: cutName(name.replace(/\.\w+$/, "") || name), summary: cutName(name),
    kind: "own", task: summary.task, classes: summary.classes, columns,
    targets: summary.guesses.label, hyperparameters: [], domain: null, noise_effect: "",
    samples: summary.rows, axes: columns.slice(0, 2), source: "", image: null,
  };
}

/**
 * The change that makes a session learn a file.
 * @param {any} store @param {any} entry @param {string[]} left Columns that are no inputs.
 */
export function patchOfUpload(store, entry, left) {
  const spec = store.wanted.peek();
  const isFit = fits(store.model.peek().key, entry);
  const from = isFit ? spec : { ...spec, model: "network" };
  const patch = chooseDataset(from, entry, presentEntry(store));
  const features = left.length === 0 ? "auto"
    : entry.columns.filter((/** @type {string} */ name) => !left.includes(name));
  return { ...patch, features, standardize: "auto", ...(isFit ? {} : { model: "network" }) };
}

/** Columns beyond what a session takes are left out, the last ones. @param {any} summary */
export const tooMany = (summary, /** @type {number} */ most) => inputColumns(summary).slice(most);

