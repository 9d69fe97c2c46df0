// @ts-check
// A pad to draw a digit on: by pointer, finger or pen, or with keys on the squares of the data.
import { html } from "../html.js";
import { SQUARES } from "../store/digits/ink.js";
import { columnLabel } from "../store/inputs.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";
import { press } from "./press.js";

const SIDE = 100; // units of the drawing
const SQUARE = SIDE / SQUARES;
/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {any} box @param {PointerEvent} event @returns {[number, number]} */
const placeIn = (box, { clientX, clientY }) =>
  [(clientX - box.left) / box.width, (clientY - box.top) / box.height];

/** A stroke as a path; a point alone is a line to itself, which its round ends make a dot. */
function pathOf(/** @type {[number, number][]} */ stroke) {
  const points = stroke.map(([x, y]) => `${(x * SIDE).toFixed(1)} ${(y * SIDE).toFixed(1)}`);
  return `M${points.length === 1 ? [...points, ...points].join("L") : points.join("L")}`;
}

/** @param {any} dispatch */
function createHandlers(dispatch) {
  return {
    down(/** @type {any} */ event) {
      if (event.button !== 0 || !event.isPrimary) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const box = event.currentTarget.getBoundingClientRect();
      dispatch({ type: "pad_begin", point: placeIn(box, event) });
    },
    move(/** @type {any} */ event) {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const box = event.currentTarget.getBoundingClientRect();
      const events = event.getCoalescedEvents?.() ?? [];
      for (const one of events.length > 0 ? events : [event]) {
        dispatch({ type: "pad_draw", point: placeIn(box, one) });
      }
    },
    key(/** @type {any} */ event) {
      const by = MOVES[event.key];
      const { ctrlKey, metaKey, altKey, shiftKey, key } = event;
      if ((ctrlKey || metaKey) && key.toLowerCase() === "z") dispatch({ type: "pad_undo" });
      else if (ctrlKey || metaKey || altKey) return;
      else if (by) dispatch({ type: "pad_move", by, inks: shiftKey });
      else if (key === " ") dispatch({ type: "pad_ink" });
      else if (key === "Backspace") dispatch({ type: "pad_undo" });
      else if (key === "Delete") dispatch({ type: "pad_clear" });
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

/** The squares, for keys: seen only where they move. @param {any} props */
function Squares({ cursor: { row, column } }) {
  const lines = Array.from({ length: SQUARES - 1 }, (_, at) => (at + 1) * SQUARE);
  return html`
    <g class="pad-squares">
      <path d=${lines.map((at) => `M${at} 0V${SIDE}M0 ${at}H${SIDE}`).join("")} />
      <rect x=${column * SQUARE} y=${row * SQUARE} width=${SQUARE} height=${SQUARE} />
    </g>`;
}

/** @param {{store: any, dispatch: any}} props */
export function DigitPad({ store, dispatch }) {
  const { strokes, cursor } = store.pad;
  const { classes } = store.network.value;
  const on = createHandlers(dispatch);
  const { row, column } = cursor.value;
  const range = { low: columnLabel(classes[0]), high: columnLabel(classes[classes.length - 1]) };
  return html`
    <div class="pad" tabindex="0" role="application" data-pad aria-label=${t("digits.pad")}
      aria-description=${t("digits.pad.help", { row: row + 1, column: column + 1 })}
      onPointerDown=${on.down} onPointerMove=${on.move} onKeyDown=${on.key}>
      <svg viewBox=${`0 0 ${SIDE} ${SIDE}`} aria-hidden="true">
        <${Squares} cursor=${cursor.value} />
        ${strokes.value.map((/** @type {any} */ stroke, /** @type {number} */ at) => html`
          <path key=${at} class="pad-stroke" d=${pathOf(stroke)} />`)}
      </svg>
      ${strokes.value.length === 0 && html`<p>${t("digits.pad.empty", range)}</p>`}
    </div>`;
}

/** @param {{store: any, dispatch: any}} props */
export function PadButtons({ store, dispatch }) {
  const isEmpty = store.pad.strokes.value.length === 0;
  const button = (/** @type {string} */ name, /** @type {string} */ icon) => html`
    <button type="button" class="button" data-action=${`pad_${name}`} title=${t(`digits.${name}.help`)}
      aria-description=${t(`digits.${name}.help`)}
      ...${press(isEmpty, () => dispatch({ type: `pad_${name}` }))}
      ><${Icon} name=${icon} />${t(`digits.${name}`)}</button>`;
  return html`<div class="pad-buttons">${button("undo", "undo")}${button("clear", "bin")}</div>`;
}
