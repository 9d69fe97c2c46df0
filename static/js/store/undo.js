// @ts-check
// Undo and redo for every change of the settings. What is kept is the experiment as it was asked
// for; undoing asks for it again, and puts the weights back that went with other layers.
import { effect } from "@preact/signals";
import { offsetOf } from "./network/edit_number.js";
import { calm, inTurn, whilePaused } from "./network/in_turn.js";
import {
  areAlike, fitTogether, layersOf, nextWeights, presentWeights, putWeights, tellLost,
} from "./network/weights.js";
import { pathsOf } from "./spec.js";
import { keepTurns, withTurn } from "./turns.js";

const DRAG_MS = 1000; // changes of one value in quick succession are one
const LAYERS = "hidden_layers";
const CARRIED = Object.freeze([LAYERS, "frozen_layers"]); // whose weights stay

/** @typedef {import("./turns.js").Turn} Turn */
/** @typedef {import("./network/carry.js").Weights} Weights */

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

/** A number as it is now. @param {any} store @param {import("./turns.js").Edit} edit */
function presentOf({ network: { value: network }, now }, edit) {
  const place = { layer: edit.layer, from: edit.input ?? -1, to: edit.unit };
  return { ...edit, value: now.value.parameters[offsetOf(network, place)] };
}

/** @param {string[]} paths */
const isAboutLayers = (paths) =>
  paths.includes(LAYERS) && paths.every((path) => CARRIED.includes(path));

/**
 * The weights of the newest network that was whole: as another begins, those of the one before.
 * @param {any} store
 * @returns {() => Weights | null}
 */
function followWeights(store) {
  /** @type {Weights | null} */
  let known = null;
  effect(() => { known = presentWeights(store) ?? known; });
  return () => known;
}

/**
 * Ask for an experiment whose layers are others, with the weights that went with them.
 * @param {import("./conductor.js").Desk} desk
 * @param {Turn} target
 */
async function goToLayers(desk, { spec, weights }) {
  const { store, push } = desk;
  const { generation } = store.network.value;
  const isAlike = areAlike(store.spec.value.hidden_layers, spec.hidden_layers);
  if (!await push({ ...spec, keep_weights: true })) return false;
  const fresh = isAlike ? presentWeights(store) : await nextWeights(desk, generation);
  const isPut = fresh && weights && fitTogether(fresh, weights) &&
    await putWeights(desk, layersOf(weights));
  if (!isPut) tellLost(store);
  return true;
}

/** @param {import("./conductor.js").Desk} desk @param {Turn} target */
async function goTo(desk, target) {
  if (target.edit) {
    const { generation, ...edit } = target.edit;
    return Boolean(await desk.command("set_parameters", { edits: [edit] }));
  }
  if (target.weights) return whilePaused(desk, () => goToLayers(desk, target));
  const isCarried = target.paths.every((path) => CARRIED.includes(path));
  return desk.push({ ...target.spec, keep_weights: isCarried });
}

/**
 * Note what changes, whoever changes it. What a turn asked for is not noted, but what others change
 * meanwhile is.
 * @param {any} store
 * @param {() => number} now ms
 */
function createNotes(store, now) {
  const { past, future } = store.undo;
  const weightsNow = followWeights(store);
  /** @type {any} */
  let known = null;
  let notedAt = -Infinity;
  /**
   * The turn that is under way, how to take it back, and what others changed with it.
   * @type {{to: Turn, back: Turn | null, others: Turn | null} | null}
   */
  let going = null;

  /** @param {any} spec @param {string[]} paths @returns {Turn} */
  const turnTo = (spec, paths) =>
    ({ spec, paths, weights: isAboutLayers(paths) ? weightsNow() : null });

  /** @param {any} before @param {any} spec @param {string[]} paths */
  function arrive(before, spec, paths) {
    const { to } = /** @type {{to: Turn}} */ (going);
    const left = changedPaths(to.spec, spec);
    if (to.paths.some((path) => left.includes(path))) return false;
    const others = left.filter((path) => paths.includes(path));
    const back = { ...turnTo(before, to.paths), weights: to.weights ? weightsNow() : null };
    going = { to, back, others: others.length > 0 ? turnTo(to.spec, others) : null };
    return true;
  }

  effect(() => {
    const spec = store.requested.value;
    const before = known;
    known = spec ?? known;
    if (!spec || !before || isSame(spec, before)) return;
    const paths = changedPaths(before, spec);
    if (going && !going.back && arrive(before, spec, paths)) return;
    const last = past.peek().at(-1);
    const isDrag = now() - notedAt < DRAG_MS && last && isSame(last.paths, paths);
    notedAt = now();
    keepTurns(store, isDrag ? past.peek() : withTurn(past.peek(), turnTo(before, paths)), []);
  });

  return {
    begin(/** @type {Turn} */ to) {
      // Layers alike that change places: the experiment stays as it is.
      const isSpec = !to.edit && isSame(to.spec, known);
      const back = to.edit ? { ...to, edit: presentOf(store, to.edit) }
        : isSpec ? { ...to, weights: weightsNow() } : null;
      going = { to, back, others: null };
    },
    /** @param {typeof past} from @param {boolean} isTaken */
    end(from, isTaken) {
      const done = going;
      going = null;
      if (!isTaken || !done) return; // why not is said at the control
      const left = from.peek().filter((/** @type {Turn} */ one) => one !== done.to);
      const to = from === past ? future : past;
      const back = withTurn(to.peek(), done.back ?? { ...done.to, spec: known });
      const [before, after] = from === past ? [left, back] : [back, left];
      if (done.others) keepTurns(store, withTurn(before, done.others), []);
      else keepTurns(store, before, after);
      notedAt = -Infinity;
    },
  };
}

/**
 * The newest turn that can be gone; numbers of a network that is no more are let go of.
 * @param {any} store
 * @param {import("@preact/signals").Signal<Turn[]>} turns
 */
function newestOf({ network }, turns) {
  const isGone = (/** @type {Turn | undefined} */ turn) =>
    turn?.edit && turn.edit.generation !== network.value?.generation;
  while (isGone(turns.value.at(-1))) turns.value = turns.value.slice(0, -1);
  return turns.value.at(-1);
}

/**
 * Go back and forth. Turns wait for what is under way, and for each other.
 * @param {import("./conductor.js").Desk} desk
 * @param {() => number} [now] ms
 */
export function createUndoActions(desk, now = () => performance.now()) {
  const { store } = desk;
  const { past, future } = store.undo;
  const notes = createNotes(store, now);

  /** @param {typeof past} from */
  const turn = (from) => inTurn(store, async () => {
    await calm(store);
    const target = newestOf(store, from);
    if (!target) return;
    notes.begin(target);
    let isTaken = false;
    try {
      isTaken = await goTo(desk, target);
    } finally {
      notes.end(from, isTaken);
    }
  });

  return { undo: () => turn(past), redo: () => turn(future) };
}
