// @ts-check
// Which control the server's complaints belong to.
import { pathOfPointer, pathsOf } from "./spec.js";

/** Where a complaint that names no value of ours is shown. */
export const ANYWHERE = "session";

/**
 * The server's words by the path of the control that caused them.
 * @param {any} error A refusal: {pointer, detail} or {errors: [{pointer, detail}]}.
 * @param {Record<string, any>} patch What was sent.
 * @returns {Record<string, string>}
 */
export function errorsByControl(error, patch) {
  const sent = pathsOf(patch);
  const told = error.errors?.length ? error.errors : [error];
  return Object.fromEntries(
    told.map((/** @type {any} */ one) => [
      controlOf(pathOfPointer(one.pointer ?? ""), sent),
      one.detail ?? error.message,
    ]),
  );
}

/**
 * @param {string} path What the server points at.
 * @param {string[]} sent Paths of what was sent.
 */
function controlOf(path, sent) {
  const exact = sent.find((name) => path === name || path.startsWith(`${name}.`));
  const below = path === "" ? undefined : sent.find((name) => name.startsWith(path));
  return exact ?? below ?? sent[0] ?? ANYWHERE;
}
