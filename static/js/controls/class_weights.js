// @ts-check
// What a sample of each class counts in the loss: a button that says whether it matters, and a
// number a class behind it.
import { html } from "../html.js";
import { fieldOf } from "../store/catalog.js";
import { columnLabel } from "../store/inputs.js";
import { valueAt } from "../store/spec.js";
import { t } from "../texts/texts.js";
import { errorAt, FieldError } from "./field_error.js";
import { FieldHelp, rangeWords } from "./field_help.js";
import { Icon } from "./icons.js";
import { NumberField } from "./number_field.js";
import { Popover } from "./popover.js";

const PATH = "class_weights";
const HEAD = 150; // css px
const FIELD = 40;

/** @param {{store: any, dispatch: any}} props */
export function ClassWeights({ store, dispatch }) {
  const range = fieldOf(store.catalog.value, "class_weight");
  const classes = store.network.value?.classes;
  if (!range || !classes) return null;
  const own = store.wanted.value.class_weights;
  const weights = own ?? classes.map(() => range.default);
  const name = t("settings.class_weights");
  const error = errorAt(store, PATH); // said in the list, and where it was when that is closed
  const send = (/** @type {any} */ next) =>
    dispatch({ type: "configure", patch: { [PATH]: next } });
  /** @param {number} index @returns {(action: any) => void} A list is changed as a whole. */
  const change = (index) => (action) => {
    if (action.type !== "configure") return dispatch(action);
    const value = valueAt(action.patch, `${PATH}.${index}`);
    return send(weights.map((/** @type {any} */ weight, /** @type {number} */ at) =>
      (at === index ? value : weight)));
  };
  const words = t(own ? "settings.class_weights.own" : "settings.class_weights.equal");
  const label = html`${words}<${Icon} name="down" />`;
  return html`
    <div class="field" data-field=${PATH} data-invalid=${error ? "" : undefined} title=${range.help}>
      <div class="field-top">
        <${FieldHelp} id="field-class_weights" label=${name} help=${range.help}
          range=${rangeWords(range)} /></div>
      <${Popover} id="class-weights" name=${name} spoken=${`${name}: ${words}`} label=${label}
        className="select select--button"
        height=${HEAD + FIELD * classes.length} attributes=${{ "data-action": "class_weights" }}>
        <h2>${name}</h2>
        <p>${range.help}</p>
        <div class="class-weights">
          ${classes.map((/** @type {string} */ one, /** @type {number} */ index) => html`
            <${NumberField} key=${one} store=${store} dispatch=${change(index)} slider=${false}
              path=${`${PATH}.${index}`} range=${{ ...range, label: columnLabel(one) }} />`)}
        </div>
        ${error && html`<p class="popover-error">${error}</p>`}
        ${own && html`
          <button type="button" class="button button--outlined" onClick=${() => send(null)}
            >${t("settings.class_weights.reset")}</button>`}
      <//>
      <${FieldError} text=${error} id="field-class_weights-error"
        dispatch=${dispatch} end />
    </div>`;
}
