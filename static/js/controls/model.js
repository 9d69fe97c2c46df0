// @ts-check
// Which model is trained: a network, a perceptron, or a threshold unit that is set by hand.
import { html } from "../html.js";
import { chooseModel, losesPoints, THRESHOLD } from "../store/network/models.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";

/** @param {{store: any, dispatch: any}} props */
export function ModelMenu({ store, dispatch }) {
  const { catalog: { value: catalog }, wanted: { value: spec }, model } = store;
  const models = catalog?.models ?? [];
  if (!spec || models.length < 2) return null;
  const { key, entry } = model.value;
  const [gate] = catalog.gates ?? [];
  const pick = (/** @type {string} */ next) => (next === THRESHOLD && gate
    ? dispatch({ type: "set_gate", gate })
    : dispatch({ type: "configure", patch: chooseModel(catalog, spec, next) }));
  return html`
    <div class="select-box model-menu">
      <select id="model" class="select" aria-label=${t("model.name")} value=${key}
        title=${entry?.summary} aria-description=${entry?.summary}
        onChange=${(/** @type {any} */ event) => pick(event.currentTarget.value)}>
        ${models.map((/** @type {any} */ one) => {
          const isNot = one.key !== key && losesPoints(catalog, spec, one.key);
          const label = isNot ? t("model.two_classes", { model: one.label }) : one.label;
          const why = isNot ? t("model.two_classes.why") : one.summary;
          return html`
            <option key=${one.key} value=${one.key} selected=${one.key === key} disabled=${isNot}
              title=${why}>${label}</option>`;
        })}
      </select>
      <${Icon} name="down" />
    </div>`;
}
