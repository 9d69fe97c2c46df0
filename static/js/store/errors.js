// @ts-check
// Which control the server's complaints belong to.
import { pathOfPointer, pathsOf } from "./spec.js";

/** Where a complaint that belongs to no control is shown. */
export const ANYWHERE = "session";

/** First names of the paths that have a control to complain at. */
const WITH_CONTROL = Object.freeze([
  "model", "dataset", "test_fraction", "features", "standardize", "hidden_layers",
  "output_activation", "loss", "class_weights", "initializer", "optimizer", "schedule",
  "regularizer", "dropout_rate", "gradient_clip", "batch_size", "shuffle", "frozen_layers",
  "perceptron", "seed", "seeds",
]);

/** @typedef {{pointer?: string, detail?: string, message?: string}} Complaint */

/** @param {any} error A refusal. @returns {Complaint[]} */
const complaintsOf = (error) => (error.errors?.length ? error.errors : [error]);

/**
 * The server's words by the path of the control that caused them, one complaint a line.
 * @param {any} error A refusal: {pointer, detail} or {errors: [{pointer, detail}]}.
 * @param {Record<string, any>} patch What was sent.
 * @returns {Record<string, string>}
 */
export function errorsByControl(error, patch) {
  const sent = pathsOf(patch);
  /** @type {Record<string, string>} */
  const words = {};
  for (const { pointer = "", detail } of complaintsOf(error)) {
    const control = controlOf(sentPath(pathOfPointer(pointer), sent) ?? sent[0]);
    const said = detail || error.message;
    words[control] = words[control] ? `${words[control]}\n${said}` : said;
  }
  return words;
}

/**
 * What of a change was refused; undefined where the complaint is about the whole of it.
 * @param {any} error
 * @param {Record<string, any>} patch
 * @returns {string[] | undefined}
 */
export function refusedPaths(error, patch) {
  const sent = pathsOf(patch);
  const paths = complaintsOf(error).map(({ pointer = "" }) =>
    sentPath(pathOfPointer(pointer), sent));
  const named = paths.filter((path) => path !== undefined);
  return named.length === paths.length ? named : undefined;
}

/**
 * @param {string} path What the server points at.
 * @param {string[]} sent Paths of what was sent.
 */
function sentPath(path, sent) {
  if (path === "") return undefined;
  const exact = sent.find((name) => path === name || path.startsWith(`${name}.`));
  return exact ?? sent.find((name) => name.startsWith(`${path}.`));
}

/** @param {string | undefined} path */
function controlOf(path) {
  const isShown = path !== undefined && WITH_CONTROL.includes(path.split(".")[0]);
  return isShown ? path : ANYWHERE;
}
