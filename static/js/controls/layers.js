// @ts-check
// Layers and units, added and removed: a stepper over every hidden layer, two buttons for layers.
import { useSignal } from "@preact/signals";
import { html } from "../html.js";
import { addLayer, removeLayer, setUnits } from "../store/spec.js";
import { t } from "../texts/texts.js";
import { errorAt, FieldError } from "./field_error.js";
import { Icon } from "./icons.js";
import { press } from "./press.js";
import { parseTyped } from "./typed_number.js";

/** @param {any} props */
function Stepper({ store, dispatch, index, x }) {
  const draft = useSignal(/** @type {string | null} */ (null));
  const spec = store.wanted.value;
  const units = spec.hidden_layers[index].units;
  const { limits } = store.catalog.value;
  const number = index + 1;
  const change = (/** @type {any} */ next) =>
    dispatch({ type: "configure", patch: setUnits(spec, index, next) });
  const commit = () => {
    const typed = parseTyped(draft.value ?? "", true);
    if (typed !== "" && typed !== units) change(typed);
    draft.value = null;
  };
  return html`
    <div class="column-top" style=${{ left: `${x}px` }}>
      <span class="column-name">${t("network.layer", { number })}</span>
      <div class="stepper" role="group" aria-label=${t("network.units", { number })}>
        <button type="button" aria-label=${t("network.unit.fewer", { number })}
          ...${press(units <= 1, () => change(units - 1))}><${Icon} name="minus" /></button>
        <input class="number" type="text" inputmode="numeric" autocomplete="off"
          aria-label=${t("network.units", { number })} data-units=${index}
          value=${draft.value ?? units}
          onInput=${(/** @type {any} */ event) => { draft.value = event.currentTarget.value; }}
          onKeyDown=${(/** @type {any} */ { key }) => {
            if (key === "Escape") draft.value = null;
          }}
          onChange=${commit} />
        <button type="button" aria-label=${t("network.unit.more", { number })}
          ...${press(units >= limits.units, () => change(units + 1))}
          ><${Icon} name="plus" /></button>
      </div>
    </div>`;
}

/** The heads of the columns, on the stage. @param {{store: any, dispatch: any}} props */
export function ColumnHeads({ store, dispatch }) {
  const geometry = store.geometry.value;
  const spec = store.wanted.value;
  if (!geometry || !spec) return null;
  const output = geometry.layers[geometry.layers.length - 1];
  const hidden = geometry.layers.slice(0, -1);
  const head = (/** @type {number} */ x, /** @type {string} */ text) => html`
    <div class="column-top" style=${{ left: `${x}px` }}>
      <span class="column-name">${text}</span>
    </div>`;
  return html`
    ${head(geometry.inputs.x, t("network.features"))}
    ${hidden.map((/** @type {any} */ column, /** @type {number} */ index) =>
      spec.hidden_layers[index] && html`
        <${Stepper} key=${index} store=${store} dispatch=${dispatch} index=${index}
          x=${column.x} />`)}
    ${head(output.x, t("network.output"))}`;
}

/** @param {any} props name: more or fewer. */
function LayerButton({ dispatch, name, icon, disabled, patch }) {
  const help = t(`network.layer.${name}.help`);
  return html`
    <button type="button" class="button" data-action=${`layer_${name}`} title=${help}
      aria-label=${help} ...${press(disabled, () => dispatch({ type: "configure", patch }))}>
      <${Icon} name=${icon} />${t(`network.layer.${name}`)}
    </button>`;
}

/** The heading of the network. @param {{store: any, dispatch: any}} props */
export function LayerButtons({ store, dispatch }) {
  const spec = store.wanted.value;
  const catalog = store.catalog.value;
  if (!spec || !catalog) return null;
  const count = spec.hidden_layers.length;
  const fallback = catalog.defaults.hidden_layers[0]?.activation ?? catalog.activations[0].key;
  return html`
    <div class="layer-buttons">
      <${LayerButton} dispatch=${dispatch} name="fewer" icon="minus" disabled=${count === 0}
        patch=${removeLayer(spec)} />
      <${LayerButton} dispatch=${dispatch} name="more" icon="plus"
        disabled=${count >= catalog.limits.hidden_layers} patch=${addLayer(spec, fallback)} />
    </div>
    <div class="network-error">
      <${FieldError} text=${layerError(store)} id="network-error" dispatch=${dispatch} />
    </div>`;
}

/** @param {any} store */
const layerError = (store) =>
  errorAt(store, "hidden_layers") ?? errorAt(store, "features") ?? errorAt(store, "session");
