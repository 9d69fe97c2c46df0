// @ts-check
// Undo and redo, for the settings; their keys are in shortcuts.js.
import { html } from "../html.js";
import { labelOf } from "../store/labels.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";
import { press } from "./press.js";

const MOST_NAMED = 2;

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

/** @param {{store: any, dispatch: any}} props */
export function Turns({ store, dispatch }) {
  const { past, future } = store.undo;
  const common = { store, dispatch };
  return html`
    <${Turn} ...${common} name="undo" turns=${past.value} />
    <${Turn} ...${common} name="redo" turns=${future.value} />`;
}
