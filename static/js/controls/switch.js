// @ts-check
// Something of the spec that is on or off.
import { html } from "../html.js";
import { nest, valueAt } from "../store/spec.js";
import { errorAt, FieldError } from "./field_error.js";
import { FieldHelp } from "./field_help.js";

/**
 * @param {{store: any, dispatch: any, path: string, label: string, help: string, on?: boolean,
 *   onChange?: (on: boolean) => void}} props on, onChange: in place of the value at the path.
 */
export function Switch({ store, dispatch, path, label, help, on, onChange }) {
  const id = `field-${path.replaceAll(".", "-")}`;
  const error = errorAt(store, path);
  const change = onChange
    ?? ((/** @type {boolean} */ next) => dispatch({ type: "configure", patch: nest(path, next) }));
  return html`
    <div class="field field--switch" data-field=${path} data-invalid=${error ? "" : undefined}
      title=${help}>
      <label class="check"><input id=${id} type="checkbox" aria-description=${help}
        checked=${on ?? Boolean(valueAt(store.wanted.value, path))}
        onChange=${(/** @type {any} */ event) => change(event.currentTarget.checked)}
        />${label}</label>
      <${FieldHelp} id=${id} label=${label} help=${help} beside />
      <${FieldError} text=${error} id=${`${id}-error`} dispatch=${dispatch} />
    </div>`;
}
