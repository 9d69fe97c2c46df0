// @ts-check
// Undo and redo for every change of the settings. What is kept is the experiment as it was asked
// for; undoing asks for it again.
import { effect, signal } from "@preact/signals";
import { pathsOf } from "./spec.js";

const MOST = 100;
const DRAG_MS = 1000; // changes of one value in quick succession are one
const CARRIED = Object.freeze(["hidden_layers", "frozen_layers"]); // whose weights stay

/** @typedef {{spec: any, paths: string[]}} Turn A spec to go to, and what it changes. */

/** @param {any} a @param {any} b */
const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * @param {any} before @param {any} after Specs.
 * @returns {string[]} Paths whose values differ.
 */
export function changedPaths(before, after) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !isSame(before[name], after[name])).flatMap((name) => {
    const [old, now] = [before[name], after[name]];
    const isDeep = [old, now].every((one) =>
      one !== null && typeof one === "object" && !Array.isArray(one));
    if (!isDeep) return [name];
    if (old.key !== now.key) return [`${name}.key`];
    return pathsOf(now).filter((path) => !isSame(old[path], now[path]))
      .map((path) => `${name}.${path}`);
  });
}

/** What follows the experiment of a session, and can go back. */
export function createUndo() {
  return {
    past: signal(/** @type {Turn[]} */ ([])),
    future: signal(/** @type {Turn[]} */ ([])),
  };
}

/** @param {Turn[]} turns @param {Turn} turn */
const withTurn = (turns, turn) => [...turns, turn].slice(-MOST);

/**
 * Note what changes, whoever changes it, and go back and forth.
 * @param {import("./conductor.js").Desk} desk
 * @param {() => number} [now] ms
 */
export function createUndoActions({ store, push }, now = () => performance.now()) {
  const { past, future } = store.undo;
  /** @type {any} */
  let known = null;
  let notedAt = -Infinity;
  /** The spec that going back or forth asks for. @type {any} */
  let expected = null;

  effect(() => {
    const spec = store.requested.value;
    if (!spec || !known || isSame(spec, known)) {
      known = spec ?? known;
      return;
    }
    const turn = { spec: known, paths: changedPaths(known, spec) };
    known = spec;
    if (expected) return; // it is noted below
    const last = past.peek().at(-1);
    const isDrag = now() - notedAt < DRAG_MS && last && isSame(last.paths, turn.paths);
    notedAt = now();
    if (!isDrag) past.value = withTurn(past.peek(), turn);
    future.value = [];
  });

  /** @param {typeof past} from @param {typeof past} to */
  async function turn(from, to) {
    const target = from.value.at(-1);
    if (!target || expected) return;
    const present = store.requested.peek();
    const isCarried = target.paths.every((path) => CARRIED.includes(path));
    expected = target.spec;
    const isTaken = await push({ ...target.spec, keep_weights: isCarried });
    expected = null;
    if (!isTaken) return; // why not is said at the control
    from.value = from.value.slice(0, -1);
    to.value = withTurn(to.value, { spec: present, paths: target.paths });
    notedAt = -Infinity;
  }

  return { undo: () => turn(past, future), redo: () => turn(future, past) };
}

