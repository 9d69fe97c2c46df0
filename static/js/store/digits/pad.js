// @ts-check
// The pad on which a picture is drawn: its strokes, by pointer or by keys on a grid of squares, and
// the picture that the network gets of them, which is the probe.
import { computed, signal } from "@preact/signals";
import { pictureOf, SQUARES } from "./ink.js";

const LEAST_STEP = 1 / 48; // of the pad: points that are closer say nothing new
const MOST_POINTS = 600; // of all strokes together

/** @typedef {import("./ink.js").Point} Point */
/** @typedef {Point[]} Stroke */
/** @typedef {{row: number, column: number, ink: number}} Cursor ink: the stroke that keys continue; −1: none. */

export function createPad() {
  /** @type {import("@preact/signals").Signal<Stroke[]>} */
  const strokes = signal([]);
  return {
    pad: {
      strokes,
      /** Where keys are on the grid. @type {import("@preact/signals").Signal<Cursor>} */
      cursor: signal({ row: 3, column: 3, ink: -1 }),
      /** What the network gets of it; null: nothing is drawn. */
      picture: computed(() => pictureOf(strokes.value)),
    },
  };
}

/** The middle of a square of the grid. @param {{row: number, column: number}} square @returns {Point} */
export const middleOf = ({ row, column }) => [(column + 0.5) / SQUARES, (row + 0.5) / SQUARES];

/** @param {Stroke[]} strokes */
const countPoints = (strokes) => strokes.reduce((sum, stroke) => sum + stroke.length, 0);

/**
 * Continue a stroke; a point that says nothing new is left out.
 * @param {Stroke[]} strokes @param {number} which @param {Point} point
 */
export function extended(strokes, which, point) {
  const last = strokes[which]?.at(-1);
  if (!last || countPoints(strokes) >= MOST_POINTS) return strokes;
  if (Math.hypot(point[0] - last[0], point[1] - last[1]) < LEAST_STEP) return strokes;
  return strokes.map((stroke, at) => (at === which ? [...stroke, point] : stroke));
}

/** @param {any} store */
export function createPadActions({ pad, probe }) {
  const { strokes, cursor, picture } = pad;

  function set(/** @type {Stroke[]} */ next) {
    if (next === strokes.value) return;
    strokes.value = next;
    show();
  }

  /** What is drawn is the probe; nothing drawn, nothing probed. */
  function show() {
    const sample = picture.value;
    probe.value = sample && { sample, from: "digit", held: true, spoken: true };
  }

  return {
    pad_begin: (/** @type {any} */ { point }) => {
      if (countPoints(strokes.value) < MOST_POINTS) set([...strokes.value, [point]]);
    },
    pad_draw: (/** @type {any} */ { point }) =>
      set(extended(strokes.value, strokes.value.length - 1, point)),
    pad_undo: () => {
      cursor.value = { ...cursor.value, ink: -1 };
      set(strokes.value.slice(0, -1));
    },
    pad_clear: () => {
      cursor.value = { ...cursor.value, ink: -1 };
      set([]);
    },
    /** The drawing is the probe again, after another one was. */
    pad_show: () => {
      if (picture.value) show();
    },
    /** Keys: to another square, with ink on the way or without. */
    pad_move: (/** @type {any} */ { by: [across, down], inks }) => {
      const within = (/** @type {number} */ at) => Math.max(0, Math.min(SQUARES - 1, at));
      const { row, column, ink } = cursor.value;
      const next = { row: within(row + down), column: within(column + across) };
      if (!inks) {
        cursor.value = { ...next, ink: -1 };
        return;
      }
      const begun = ink >= 0 ? strokes.value : [...strokes.value, [middleOf(cursor.value)]];
      cursor.value = { ...next, ink: begun.length - 1 };
      set(extended(begun, begun.length - 1, middleOf(next)));
    },
    /** Keys: ink the square; next to the last one that is a line. */
    pad_ink: () => {
      const point = middleOf(cursor.value);
      set([...strokes.value, [point]]);
      cursor.value = { ...cursor.value, ink: strokes.value.length - 1 };
    },
  };
}
