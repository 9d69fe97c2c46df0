// @ts-check
// Undo and redo, for the settings.
import { useEffect } from "preact/hooks";
import { html } from "../html.js";
import { labelOf } from "../store/labels.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";
import { press } from "./press.js";

const MOST_NAMED = 2;
const TAKES_TEXT = 'textarea, input:not([type="range"]):not([type="checkbox"])';

/** @param {any} props */
function Turn({ store, dispatch, name, turns }) {
  const last = turns.at(-1);
  const labels = [...new Set((last?.paths ?? []).map((/** @type {string} */ path) =>
    labelOf(store, path)))];
  const what = labels.slice(0, MOST_NAMED).join(", ") + (labels.length > MOST_NAMED ? " …" : "");
  const words = last ? t(`turns.${name}.what`, { what }) : t(`turns.${name}.none`);
  const off = !last || store.connection.value !== "open";
  return html`
    <button type="button" class="button button--icon" data-action=${name}
      aria-label=${words} title=${`${words} (${t(`turns.${name}.keys`)})`}
      ...${press(off, () => dispatch({ type: name }))}><${Icon} name=${name} /></button>`;
}

/** @param {any} dispatch @param {any} store */
function useKeys(dispatch, store) {
  useEffect(() => {
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
      const target = /** @type {HTMLElement} */ (event.target);
      if (target.closest(`${TAKES_TEXT}, dialog`) || store.drawing?.mode?.value) return;
      const key = event.key.toLowerCase();
      const type = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" && "undo";
      if (!type) return;
      event.preventDefault();
      dispatch({ type });
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

/** @param {{store: any, dispatch: any}} props */
export function Turns({ store, dispatch }) {
  useKeys(dispatch, store);
  const { past, future } = store.undo;
  const common = { store, dispatch };
  return html`
    <${Turn} ...${common} name="undo" turns=${past.value} />
    <${Turn} ...${common} name="redo" turns=${future.value} />`;
}
