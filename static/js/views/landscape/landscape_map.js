// @ts-check
// The picture of the slice: drawn on canvas, read by pointer and keys, turned as a relief.
import { useEffect, useRef } from "preact/hooks";
import { html } from "../../html.js";
import { spanOf } from "../../store/landscape/landscape.js";
import { t } from "../../texts/texts.js";
import { LandscapeDrawing } from "./drawing.js";
import { describeLandscape } from "./words.js";

const STEP = 1 / 20; // of the span, for a key
const TURN = { key: 5, drag: 0.4, lowest: 12, highest: 80 }; // degrees
const ZOOM = 1.25;
/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** @param {any} turn Signal. @param {number} across @param {number} up Degrees. */
function turnBy(turn, across, up) {
  const { azimuth, tilt } = turn.peek();
  turn.value = {
    azimuth: (azimuth + across + 360) % 360,
    tilt: Math.min(TURN.highest, Math.max(TURN.lowest, tilt + up)),
  };
}

/** Another place on the slice, by keys. @param {any} store @param {any} cursor */
function moveCursor(store, cursor, /** @type {[number, number]} */ [across, up]) {
  const surface = store.landscape.surface.peek();
  if (!surface) return;
  const span = spanOf(store);
  const { x, y } = cursor.peek() ?? { x: surface.center[0], y: surface.center[1] };
  const within = (/** @type {number} */ value, /** @type {number} */ middle) =>
    Math.min(middle + span, Math.max(middle - span, value));
  cursor.value = {
    x: within(x + across * STEP * span, surface.center[0]),
    y: within(y + up * STEP * span, surface.center[1]),
  };
}

/** @param {any} parts */
function keysOf({ store, dispatch, cursor, turn }) {
  return (/** @type {any} */ event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isRelief = store.landscape.look.peek().relief;
    const move = MOVES[event.key];
    if (move && isRelief) turnBy(turn, move[0] * TURN.key, move[1] * TURN.key);
    else if (move) moveCursor(store, cursor, move);
    else if (event.key === "+" || event.key === "=") {
      dispatch({ type: "landscape_zoom", by: 1 / ZOOM });
    } else if (event.key === "-") dispatch({ type: "landscape_zoom", by: ZOOM });
    else if (event.key === "0") dispatch({ type: "landscape_fit" });
    else if (event.key === "Escape" && cursor.peek()) cursor.value = null;
    else return;
    event.preventDefault();
  };
}

/** Reading with the pointer, turning by dragging. @param {any} parts @param {any} drawing Ref. */
function pointerOf({ store, cursor, turn }, drawing) {
  /** @type {number[] | null} */
  let held = null;
  const read = (/** @type {any} */ event) => {
    const frame = drawing.current?.frame();
    if (!frame) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const place = { x: frame.fromX(event.clientX - left), y: frame.fromY(event.clientY - top) };
    const isOn = Math.abs(place.x - frame.center[0]) <= frame.span
      && Math.abs(place.y - frame.center[1]) <= frame.span;
    cursor.value = isOn ? place : null;
  };
  return {
    onPointerDown: (/** @type {any} */ event) => {
      if (!store.landscape.look.peek().relief) return read(event);
      held = [event.clientX, event.clientY];
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (/** @type {any} */ event) => {
      if (!store.landscape.look.peek().relief) return read(event);
      if (!held) return;
      const [dx, dy] = [event.clientX - held[0], event.clientY - held[1]];
      held = [event.clientX, event.clientY];
      turnBy(turn, dx * TURN.drag, dy * TURN.drag);
    },
    onPointerUp: () => { held = null; },
    onPointerCancel: () => { held = null; },
    onPointerLeave: (/** @type {any} */ { pointerType }) => {
      if (pointerType === "mouse") cursor.value = null; // a finger leaves what it has read
    },
  };
}

/** @param {any} box Ref. @param {any} dispatch */
function useWheel(box, dispatch) {
  useEffect(() => {
    const zoom = (/** @type {WheelEvent} */ event) => {
      if (event.ctrlKey || event.metaKey || event.deltaY === 0) return; // the browser's own
      event.preventDefault();
      dispatch({ type: "landscape_zoom", by: event.deltaY > 0 ? ZOOM : 1 / ZOOM });
    };
    const element = box.current;
    element.addEventListener("wheel", zoom, { passive: false });
    return () => element.removeEventListener("wheel", zoom);
  }, []);
}

/** @param {{store: any, dispatch: any, cursor: any, turn: any}} props */
export function LandscapeMap({ store, dispatch, cursor, turn }) {
  const [box, ground, run] = [useRef(/** @type {any} */ (null)), useRef(null), useRef(null)];
  const drawing = useRef(/** @type {any} */ (null));
  const pointer = useRef(/** @type {any} */ (null));
  pointer.current ??= pointerOf({ store, cursor, turn }, drawing);
  useEffect(() => {
    drawing.current = new LandscapeDrawing(store, {
      box: box.current, ground: /** @type {any} */ (ground.current),
      run: /** @type {any} */ (run.current), cursor, turn,
    });
    drawing.current.start();
    return () => drawing.current.stop();
  }, []);
  useWheel(box, dispatch);
  const { relief } = store.landscape.look.value;
  const help = t(relief ? "landscape.map.help.relief" : "landscape.map.help");
  return html`
    <div class="landscape-map" ref=${box} tabindex="0" role="application" data-landscape
      data-relief=${relief} aria-label=${`${t("landscape.title")}. ${describeLandscape(store)}`}
      aria-roledescription=${t("landscape.map")} aria-description=${help} title=${help}
      onKeyDown=${keysOf({ store, dispatch, cursor, turn })} ...${pointer.current}>
      <canvas ref=${ground} aria-hidden="true"></canvas>
      <canvas ref=${run} aria-hidden="true"></canvas>
      ${!store.landscape.surface.value && html`
        <p class="landscape-wait">${t(store.landscape.problem.value ? "landscape.none"
          : "landscape.loading")}</p>`}
    </div>`;
}
