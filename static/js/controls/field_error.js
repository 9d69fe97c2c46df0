// @ts-check
// What the server complains about at one control, beside it, in the page's words.
import { html } from "../html.js";
import { sayRefusal } from "../store/labels.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";

/** Errors of a path and of everything below it. @param {any} store @param {string} path */
export function errorAt(store, path) {
  const errors = Object.entries(store.errors.value);
  const own = errors.find(([name]) => name === path || name.startsWith(`${path}.`));
  return own ? sayRefusal(store, String(own[1])) : null;
}

/** @param {{text: string | null, id: string, dispatch: any, end?: boolean}} props */
export function FieldError({ text, id, dispatch, end = false }) {
  if (!text) return null;
  return html`
    <div class=${`field-error ${end ? "field-error--end" : ""}`} id=${id} role="alert">
      <span>${text}</span>
      <button type="button" aria-label=${t("error.dismiss")}
        onClick=${() => dispatch({ type: "dismiss_error" })}><${Icon} name="close" /></button>
    </div>`;
}
