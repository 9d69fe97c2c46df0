// @ts-check
// What a pointer and keys do on the pad: a press sets a point, on a point it takes hold of it; the
// spray follows; the right button, the eraser or a long press take away.
import { nearestPoint, SQUARE } from "../../store/own_data/own_points.js";

export const SPRAY = 0.6; // radius in units of the plane
export const ERASER = 0.45;
const SPACING = 0.32; // between sprayed points, along the way
const NEAR = { mouse: 7, touch: 16 }; // css px: this near a point one takes hold of it
const LONG_MS = 550;
const STILL = 8; // css px: a finger that moves less is at rest
const STEP = { small: 0.25, large: 1 };
const RIGHT = 2;
/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** @param {readonly number[]} place @param {number} radius Points lie denser in the middle. */
export function scatter([across, up], radius, random = Math.random) {
  const angle = 2 * Math.PI * random();
  const away = radius * random();
  return [across + away * Math.cos(angle), up + away * Math.sin(angle)];
}

/** @param {HTMLElement} pad @param {{clientX: number, clientY: number}} event */
function placeOf(pad, { clientX, clientY }) {
  const box = pad.getBoundingClientRect();
  const span = SQUARE[1] - SQUARE[0];
  return [SQUARE[0] + (span * (clientX - box.left)) / box.width,
    SQUARE[1] - (span * (clientY - box.top)) / box.height];
}

/**
 * @param {HTMLElement} pad
 * @param {{store: any, dispatch: any, pointer: any}} parts pointer: signal of where it is.
 */
function createPointer(pad, { store, dispatch, pointer }) {
  /** @type {any} */
  let stroke = null;
  /** @type {any} */
  let held = null; // the timer of a long press
  const perPixel = () => (SQUARE[1] - SQUARE[0]) / pad.clientWidth;
  const drop = () => { clearTimeout(held); held = null; };
  const erase = (/** @type {number[]} */ place) =>
    dispatch({ type: "draw_erase", place, radius: ERASER });

  /** @param {any} event @param {number[]} place */
  function takeOrAdd({ pointerType, clientX, clientY }, place) {
    const isTouch = pointerType === "touch";
    const radius = (isTouch ? NEAR.touch : NEAR.mouse) * perPixel();
    const { now } = store.drawn.value;
    const index = nearestPoint(now, place, radius);
    if (index < 0) dispatch({ type: "draw_add", places: [place] });
    stroke = { kind: "move", index: index < 0 ? now.points.length : index, from: [clientX, clientY],
      isMoved: false };
    if (!isTouch || index < 0) return;
    held = setTimeout(() => {
      dispatch({ type: "draw_erase_nearest", place, radius });
      stroke = null;
    }, LONG_MS);
  }

  /** @param {number[]} place */
  function spray(place) {
    const [across, up] = stroke.last;
    if (Math.hypot(place[0] - across, place[1] - up) < SPACING) return;
    stroke.last = place;
    dispatch({ type: "draw_add", places: [scatter(place, SPRAY)] });
  }

  /** @param {any} event @param {number[]} place */
  function follow({ clientX, clientY }, place) {
    if (stroke.kind === "erase") erase(place);
    if (stroke.kind === "spray") spray(place);
    if (stroke.kind !== "move") return;
    const [x, y] = stroke.from;
    stroke.isMoved ||= Math.hypot(clientX - x, clientY - y) > STILL / 2;
    if (!stroke.isMoved) return;
    drop();
    dispatch({ type: "draw_move", index: stroke.index, place });
  }

  return {
    pointerdown(/** @type {any} */ event) {
      if (!event.isPrimary || stroke) return;
      event.preventDefault();
      pad.focus({ preventScroll: true });
      pad.setPointerCapture(event.pointerId);
      dispatch({ type: "draw_cursor", place: null });
      dispatch({ type: "draw_begin" });
      const place = placeOf(pad, event);
      const { tool } = store.drawing.value;
      if (event.button === RIGHT || tool === "eraser") {
        stroke = { kind: "erase" };
        erase(place);
      } else if (tool === "spray") {
        stroke = { kind: "spray", last: place };
        dispatch({ type: "draw_add", places: [place] });
      } else takeOrAdd(event, place);
    },
    pointermove(/** @type {any} */ event) {
      const place = placeOf(pad, event);
      if (event.pointerType !== "touch") pointer.value = place;
      if (!stroke) return;
      for (const one of event.getCoalescedEvents?.() ?? []) {
        if (stroke.kind === "spray") spray(placeOf(pad, one)); // no gaps in a quick stroke
      }
      follow(event, place);
    },
    pointerup() { drop(); stroke = null; },
    pointercancel() { drop(); stroke = null; },
    pointerleave() { pointer.value = null; },
    contextmenu(/** @type {any} */ event) { event.preventDefault(); },
  };
}

/** @param {{store: any, dispatch: any}} parts @returns {(event: KeyboardEvent) => void} */
function createKeys({ store, dispatch }) {
  const cursorOf = () => store.drawing.value.cursor ?? [0, 0];
  const act = (/** @type {KeyboardEvent} */ { key, shiftKey }) => {
    const [across, up] = cursorOf();
    const move = MOVES[key];
    if (move) {
      const by = shiftKey ? STEP.large : STEP.small;
      dispatch({ type: "draw_cursor", place: [across + by * move[0], up + by * move[1]] });
    } else if (key === "Enter" || key === " ") {
      dispatch({ type: "draw_cursor", place: [across, up] });
      dispatch({ type: "draw_begin" });
      dispatch({ type: "draw_add", places: [[across, up]] });
    } else if (key === "Delete" || key === "Backspace") {
      dispatch({ type: "draw_erase_nearest", place: [across, up] });
    } else return false;
    return true;
  };
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/**
 * @param {HTMLElement} pad
 * @param {{store: any, dispatch: any, pointer: any}} parts
 * @returns {() => void} Ends it.
 */
export function createStrokes(pad, parts) {
  const listeners = Object.entries({ ...createPointer(pad, parts), keydown: createKeys(parts) });
  for (const [type, listen] of listeners) {
    pad.addEventListener(type, /** @type {EventListener} */ (listen));
  }
  return () => listeners.forEach(([type, listen]) =>
    pad.removeEventListener(type, /** @type {EventListener} */ (listen)));
}
