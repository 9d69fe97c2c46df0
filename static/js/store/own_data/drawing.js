// @ts-check
// Drawing one's own points: what is drawn, with which tool, and when it goes to the session.
import { effect, signal, untracked } from "@preact/signals";
import { POINTS, presentEntry } from "./data_sets.js";
import { fits } from "../network/models.js";
import {
  addClass, addPoints, areSame, classesInUse, clearPoints, drawingOf, eraseAround, erasePoint,
  historyOf, isTruthTable, missingOf, movePoint, nearestPoint, readDrawing, redo, remember,
  roundPlace, takeAs, undo, writeDrawing,
} from "./own_points.js";
import { readPreference, writePreference } from "../preferences.js";
import { chooseDataset } from "../spec.js";

const SEND_MS = 250; // a stroke is sent as it grows, four times a second
const KEPT = "own_points";

/** @typedef {import("./own_points.js").Drawing} Drawing */
/**
 * @typedef {object} DrawingMode
 * @property {"pen" | "spray" | "eraser"} tool
 * @property {number} chosen Class of the next points.
 * @property {number} value Value of the next points, where they have values.
 * @property {import("./own_points.js").Place | null} cursor Where the keyboard draws.
 */

export function createDrawingSignals() {
  return {
    /** How one draws; null: nobody draws. */
    drawing: signal(/** @type {DrawingMode | null} */ (null)),
    /** What was drawn, and before. */
    drawn: signal(historyOf(readDrawing(readPreference(KEPT, "")))),
  };
}

/** As an entry of the catalog. @param {Drawing} drawing */
export const entryOfDrawing = (drawing) => ({
  key: POINTS, task: drawing.task, columns: ["x1", "x2"], hyperparameters: [],
  classes: drawing.task === "classification" ? Array(classesInUse(drawing)).fill("") : null,
});

/** Why the network does not learn what is drawn; null: it does. @param {any} store */
export function whyUnused(store) {
  const drawing = store.drawn.value.now;
  const isFit = fits(store.model.value.key, entryOfDrawing(drawing));
  return missingOf(drawing) ?? (isFit ? null : "model");
}

/** The change that makes a session learn what is drawn. @param {any} store */
export function patchOfDrawing(store) {
  const drawing = store.drawn.peek().now;
  const patch = chooseDataset(store.wanted.peek(), entryOfDrawing(drawing), presentEntry(store));
  const task = drawing.task === "regression" ? "regression" : "auto"; // values may be whole, too
  const dataset = { key: POINTS, points: drawing.points };
  return { ...patch, dataset, task, keep_weights: true };
}

/** @param {import("../conductor.js").Desk} desk */
export function createDrawingActions({ store: anyStore, push, timers }) {
  const store = /** @type {any} */ (anyStore);
  const { drawing, drawn } = store;
  let [isInStroke, isDue] = [false, false];

  function send() {
    isDue = false;
    writePreference(KEPT, writeDrawing(drawn.value.now));
    return whyUnused(store) ? undefined : push(patchOfDrawing(store));
  }

  function sendSoon() {
    if (isDue) return;
    isDue = true;
    timers.schedule(() => isDue && send(), SEND_MS);
  }

  /** @param {import("./own_points.js").History} history */
  function take(history) {
    if (history.now === drawn.value.now) return;
    drawn.value = history;
    sendSoon();
  }

  /** What one stroke changes is undone as one. @param {(now: Drawing) => Drawing} change */
  function edit(change) {
    const { past, now } = drawn.value;
    const next = change(now);
    if (next === now) return;
    take(isInStroke ? { past, now: next, future: [] } : remember(drawn.value, next));
    isInStroke = true;
  }

  const whole = (/** @type {(now: Drawing) => Drawing} */ change) => {
    isInStroke = false;
    edit(change);
    isInStroke = false;
  };
  const set = (/** @type {Partial<DrawingMode>} */ change) => {
    drawing.value = { ...drawing.value, ...change };
  };
  const yOf = () =>
    (drawn.value.now.task === "regression" ? drawing.value.value : drawing.value.chosen);

  return {
    ...createModeActions(store, { whole, send, sendSoon, isDue: () => isDue }),
    draw_begin: () => { isInStroke = false; },
    draw_add: (/** @type {any} */ { places }) => edit((now) => addPoints(now, places, yOf())),
    draw_move: (/** @type {any} */ { index, place }) =>
      edit((now) => movePoint(now, index, place)),
    draw_erase: (/** @type {any} */ { place, radius }) =>
      edit((now) => eraseAround(now, place, radius)),
    draw_erase_nearest: (/** @type {any} */ { place, radius }) =>
      whole((now) => erasePoint(now, nearestPoint(now, place, radius))),
    draw_clear: () => whole(clearPoints),
    draw_task: (/** @type {any} */ { task }) => whole((now) => takeAs(now, task)),
    draw_undo: () => take(undo(drawn.value)),
    draw_redo: () => take(redo(drawn.value)),
    draw_tool: (/** @type {any} */ { tool }) => set({ tool }),
    draw_value: (/** @type {any} */ { value }) => set({ value }),
    draw_cursor: (/** @type {any} */ { place }) => set({ cursor: place && roundPlace(place) }),
    draw_class: (/** @type {any} */ { index }) => {
      const { now } = drawn.value;
      if (index === now.classes) drawn.value = { ...drawn.value, now: addClass(now) };
      if (index < drawn.value.now.classes) set({ chosen: index });
    },
  };
}

/**
 * To begin and to end; to have the network learn it again later.
 * @param {any} store
 * @param {{whole: (change: (now: Drawing) => Drawing) => void, send: () => any,
 *   sendSoon: () => void, isDue: () => boolean}} parts
 */
function createModeActions(store, { whole, send, sendSoon, isDue }) {
  const { drawing, drawn } = store;
  const end = () => {
    if (!drawing.peek()) return undefined;
    drawing.value = null;
    return isDue() ? send() : undefined;
  };
  /** Points that came with an experiment are a person's own as much as those drawn here. */
  const adopt = () => {
    const { task, dataset } = store.spec.value;
    const [inputs, targets] = ["x", "y"].map((name) =>
      dataset.points.map((/** @type {any} */ point) => point[name]));
    if (inputs.some((/** @type {number[]} */ x) => x.length !== 2)) return;
    const isSigns = task === "classification" && targets.includes(-1); // class 0 is −1 here
    const next = drawingOf({ inputs,
      targets: isSigns ? targets.map((/** @type {number} */ y) => (y > 0 ? 1 : 0)) : targets,
    }, task, store.network.value?.classes?.length ?? 2);
    if (!areSame(drawn.peek().now.points, next.points)) drawn.value = remember(drawn.peek(), next);
  };
  effect(() => {
    const { dataset } = store.spec.value ?? {};
    if (dataset?.key !== POINTS || isTruthTable(dataset.points)) return;
    if (!drawing.value && !store.isPending.value) untracked(adopt);
  });
  effect(() => {
    if (store.view.value !== "network" || !store.isUsable.value) untracked(end); // no map
  });
  const start = (/** @type {any} */ { from = "own" }) => {
    const { network: { value: network }, spec: { value: spec } } = store;
    if (from === "present" && network?.points) {
      whole(() => drawingOf(network.points, spec.task, network.classes?.length ?? 2));
    }
    drawing.value = { tool: "pen", chosen: 0, value: 1, cursor: null };
    store.view.value = "network";
    sendSoon();
  };
  return {
    draw_start: start,
    draw_end: end,
    /** Where something is missing, the tools say what. */
    choose_drawn: () => (whyUnused(store) ? start({}) : send()),
  };
}
