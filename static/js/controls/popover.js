// @ts-check
// A button, and what opens beneath it; a click elsewhere or Escape closes it again.
import { useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { html } from "../html.js";

const EDGE = 8; // css px to the edges of the window

/**
 * @typedef {object} PopoverProps
 * @property {string} id
 * @property {string} name What it is called.
 * @property {string} [spoken] What the button is called, if not the same.
 * @property {any} label What the button shows.
 * @property {string} className Of the button.
 * @property {number} [width] css px
 * @property {number} height About what it needs, css px.
 * @property {any} [children] A function: they are made only while it is open.
 * @property {Record<string, any>} [attributes] More of the button.
 */

/** @param {PopoverProps} props */
export function Popover({
  id, name, spoken = name, label, className, width = 264, height, children, attributes = {},
}) {
  const popover = useRef(/** @type {any} */ (null));
  const button = useRef(/** @type {any} */ (null));
  const isOpen = useSignal(false);
  const place = () => {
    const box = button.current.getBoundingClientRect();
    const left = Math.min(box.left - EDGE, innerWidth - width - EDGE);
    const needed = popover.current.offsetHeight || height; // it has none before it is shown
    const top = Math.min(box.bottom + EDGE / 2, innerHeight - needed - EDGE);
    const { style } = popover.current;
    style.left = `${Math.max(EDGE, left)}px`;
    style.top = `${Math.max(EDGE, top)}px`;
    style.width = `${Math.min(width, innerWidth - 2 * EDGE)}px`;
    style.maxHeight = `${innerHeight - Math.max(EDGE, top) - EDGE}px`;
  };
  const follow = (/** @type {any} */ event) => {
    isOpen.value = event.newState === "open";
    if (isOpen.value) place();
  };
  const content = typeof children === "function" ? isOpen.value && children() : children;
  return html`
    <button ref=${button} type="button" class=${className} popovertarget=${id} aria-label=${spoken}
      title=${spoken} ...${attributes}>${label}</button>
    <div ref=${popover} id=${id} class="popover" popover="auto" onBeforeToggle=${follow}
      onToggle=${follow} role="group" aria-label=${name}>${content}</div>`;
}
