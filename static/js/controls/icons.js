// @ts-check
// The icons: strokes on a 16×16 square.
import { html } from "../html.js";

/** @type {Record<string, string>} */
const PATHS = {
  play: "M4.5 2.5v11l9-5.5z",
  pause: "M4 2.5h3v11H4zM9.5 2.5h3v11h-3z",
  step: "M3 3.5v9l6.5-4.5zM12.5 3.5v9",
  epoch: "M2 3.5v9l5-4.5zM7.5 3.5v9l5-4.5zM14 3.5v9",
  again: "M3 3v4h4M3.4 7A5.2 5.2 0 1 1 3 10.2",
  replay: "M3 3v4h4M3.4 7A5.2 5.2 0 1 1 3 10.2M7 6.2v4.4l3.4-2.2z",
  warning: "M8 2.5l6 11H2zM8 6.5v3.5M8 12h.01",
  undo: "M3 6.5h6.5a3.5 3.5 0 0 1 0 7H7M6 3.5l-3 3 3 3",
  redo: "M13 6.5H6.5a3.5 3.5 0 0 0 0 7H9M10 3.5l3 3-3 3",
  dice: "M3 3h10v10H3zM6 6h.01M10 10h.01M10 6h.01M6 10h.01",
  down: "M3 6l5 5 5-5",
  left: "M13 8H3.5M7 4L3 8l4 4",
  right: "M3 8h9.5M9 4l4 4-4 4",
  more: "M2.5 5h6M12 5h1.5M2.5 11H4M7.5 11h6M10.2 3.2v3.6M5.8 9.2v3.6",
  locked: "M4 7.5h8v6H4zM5.5 7.5V5.2a2.5 2.5 0 0 1 5 0v2.3",
  unlocked: "M4 7.5h8v6H4zM5.5 7.5V4.6a2.5 2.5 0 0 1 4.8-.9",
  plus: "M8 3.5v9M3.5 8h9",
  minus: "M3.5 8h9",
  close: "M4 4l8 8M12 4l-8 8",
  first: "M4 3.5v9M12 3.5L6.5 8l5.5 4.5",
  previous: "M10 3.5L5 8l5 4.5",
  next: "M6 3.5L11 8l-5 4.5",
  last: "M12 3.5v9M4 3.5L9.5 8 4 12.5",
  off: "M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM4 4l8 8",
  undo: "M5.5 3L2.5 6l3 3M3 6h6a3.5 3.5 0 0 1 0 7H6",
  redo: "M10.5 3l3 3-3 3M13 6H7a3.5 3.5 0 0 0 0 7h3",
  pen: "M3 13l.8-3.2 7-7a1.4 1.4 0 0 1 2 0l.4.4a1.4 1.4 0 0 1 0 2l-7 7zM9.5 4l2.5 2.5",
  spray: "M8 8h.01M4 4.5h.01M11.5 3.5h.01M13 8.5h.01M10.5 12.5h.01M5 12h.01M2.5 8.5h.01M8 4.5h.01",
  eraser: "M6.5 13L2.8 9.3a1 1 0 0 1 0-1.4l5-5a1 1 0 0 1 1.4 0l3.9 3.9a1 1 0 0 1 0 1.4L8.5 13z" +
    "M5.3 5.4l5.3 5.4M6.5 13H14",
  bin: "M3 4.5h10M6.5 4.5V3h3v1.5M4.2 4.5l.6 8.5h6.4l.6-8.5M6.8 7v3.5M9.2 7v3.5",
  file: "M4 2.5h5l3 3v8H4zM9 2.5v3h3M8 7.5v4M6.2 9.7L8 11.5l1.8-1.8",
  paste: "M5.5 3.5H4v10h8v-10h-1.5M6 2.5h4v2.2H6zM6 8h4M6 10.5h4",
  sun: "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z" +
    "M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7",
  moon: "M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z",
  half: "M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11",
  pin: "M5.5 2.5h5M6.5 2.5v4.2L4 9.5h8L9.5 6.7V2.5M8 9.5v4",
  table: "M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 3.5v9",
  axes: "M3 2.5v10.5h10.5M5.5 10l3-3 2 1.5L13 5",
  help: "M6 6.2a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4M8 11.8h.01" +
    "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z",
  hint: "M6 13h4M6.5 11c0-1.6-2-2.2-2-4.6a3.5 3.5 0 0 1 7 0c0 2.4-2 3-2 4.6z",
};

/** @param {{name: string}} props */
export function Icon({ name }) {
  return html`
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
}
