// @ts-check
// Keys that mean something else while a person draws: digits choose a class, Ctrl+Z takes back the
// last stroke, Escape ends the drawing. They come first, before the page's own.
import { actionOfKey } from "./key_table.js";

const TAKES_TEXT = "textarea, select, dialog, [contenteditable], [popover]:popover-open, " +
  'input:not([type="range"]):not([type="checkbox"])';

/**
 * @param {{store: any, dispatch: any}} parts
 * @param {Document} [root]
 */
export function startDrawingKeys({ store, dispatch }, root = document) {
  root.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (!store.drawing.value || target.closest?.(TAKES_TEXT)) return;
    const action = actionOfKey(event, store.drawn.value.now);
    if (!action) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    dispatch(action);
  }, { capture: true });
}
