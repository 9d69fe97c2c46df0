// @ts-check
// What undo and redo keep: experiments to go back to, and the weights that go with their layers.
import { signal } from "@preact/signals";

const MOST = 100;
const MOST_WITH_WEIGHTS = 20;
const MOST_BYTES = 8 * 1024 * 1024; // of all weights together

/** @typedef {import("./network/carry.js").Weights} Weights */
/**
 * @typedef {object} Turn
 * @property {any} spec To go to.
 * @property {string[]} paths What it changes.
 * @property {Weights | null} [weights] Of the network as it was, where its layers change.
 * @property {Edit} [edit] A number to set, where that is all.
 */
/**
 * @typedef {{layer: number, input: number | null, unit: number, value: number,
 *   generation: number}} Edit generation: of the network that it belongs to.
 */

const DRAG_MS = 1500; // a number that is stepped by keys is one change

/** @param {Edit} a @param {Edit} b Whether both are of one number. */
const areOfOne = (a, b) => a.layer === b.layer && a.input === b.input && a.unit === b.unit;

/**
 * Note that a number was set by hand.
 * @param {any} store
 * @param {Omit<Edit, "generation">} change With the value that it had.
 * @param {number} [now] ms
 */
export function noteEdit(store, change, now = performance.now()) {
  const before = { ...change, generation: store.network.value.generation };
  const { past } = store.undo;
  const last = past.value.at(-1);
  const isStepped = last?.edit && areOfOne(last.edit, before) && now - last.at < DRAG_MS;
  const turn = isStepped ? { ...last, at: now }
    : { spec: store.requested.value, paths: ["weights"], edit: before, at: now };
  keepTurns(store, withTurn(isStepped ? past.value.slice(0, -1) : past.value, turn), []);
}

/** What follows the experiment of a session, and can go back. */
export function createUndo() {
  return {
    past: signal(/** @type {Turn[]} */ ([])),
    future: signal(/** @type {Turn[]} */ ([])),
  };
}

/** @param {Turn[]} turns @param {Turn} turn */
export const withTurn = (turns, turn) => [...turns, turn].slice(-MOST);

/**
 * Lists of turns of which only the latest have weights, those of the first list before the others.
 * @param {...Turn[]} lists
 * @returns {Turn[][]}
 */
export function bounded(...lists) {
  let [room, count] = [MOST_BYTES, MOST_WITH_WEIGHTS];
  const lighter = (/** @type {Turn} */ turn) => {
    if (!turn.weights) return turn;
    room -= turn.weights.parameters.byteLength;
    count -= 1;
    return room >= 0 && count >= 0 ? turn : { ...turn, weights: null };
  };
  return lists.map((turns) => turns.toReversed().map(lighter).toReversed());
}

/** @param {any} store @param {Turn[]} past @param {Turn[]} future */
export function keepTurns({ undo }, past, future) {
  [undo.past.value, undo.future.value] = bounded(past, future);
}

/**
 * Layers that changed places: where they are alike the experiment does not tell, or only by its
 * frozen layers, which are then noted already.
 * @param {any} store
 * @param {Turn} turn
 */
export function noteMove(store, turn) {
  const past = store.undo.past.peek();
  const isNoted = JSON.stringify(past.at(-1)?.spec) === JSON.stringify(turn.spec) &&
    past.at(-1).paths.join() === "frozen_layers";
  keepTurns(store, withTurn(isNoted ? past.slice(0, -1) : past, turn), []);
}
