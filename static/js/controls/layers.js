// @ts-check
// The heads of the columns on the stage, and the two buttons that add and remove layers.
import { html } from "../html.js";
import { t } from "../texts/texts.js";
import { errorAt, FieldError } from "./field_error.js";
import { Icon } from "./icons.js";
import { InputChooser } from "./input_chooser.js";
import { LayerHead, Lock } from "./layer_head.js";
import { press } from "./press.js";

/** @param {any} props */
function Head({ x, name, beside, children }) {
  return html`
    <div class="column-top" style=${{ left: `${x}px` }}>
      <span class="column-name">${name}${beside}</span>${children}
    </div>`;
}

/** The heads of the columns, on the stage. @param {{store: any, dispatch: any}} props */
export function ColumnHeads({ store, dispatch }) {
  const geometry = store.geometry.value;
  const spec = store.wanted.value;
  if (!geometry || !spec) return null;
  const common = { store, dispatch };
  const hidden = geometry.layers.slice(0, -1);
  const output = geometry.layers[geometry.layers.length - 1];
  const chooses = !store.network.value.inputs.planar && store.network.value.featureKeys.length > 1;
  const { isNetwork } = store.model.value;
  return html`
    <${Head} x=${geometry.inputs.x} name=${t("network.features")}>
      ${chooses && html`<${InputChooser} ...${common} />`}
    <//>
    ${hidden.map((/** @type {any} */ column, /** @type {number} */ index) =>
      spec.hidden_layers[index] && html`
        <${LayerHead} key=${index} ...${common} index=${index} x=${column.x} />`)}
    <${Head} x=${output.x} name=${t("network.output")} beside=${isNetwork &&
      html`<${Lock} ...${common} index=${hidden.length} name=${t("network.output")} />`} />`;
}

/** Activation of a layer that has none to be like. @param {any} catalog */
const usualActivation = ({ defaults, activations }) =>
  defaults.hidden_layers[0]?.activation ?? activations[0].key;

/** @param {any} props name: more or fewer. */
function LayerButton({ dispatch, name, icon, disabled, action }) {
  const help = t(`network.layer.${name}.help`);
  return html`
    <button type="button" class="button" data-action=${`layer_${name}`} title=${help}
      aria-label=${help} ...${press(disabled, () => dispatch(action))}>
      <${Icon} name=${icon} />${t(`network.layer.${name}`)}
    </button>`;
}

/** The heading of the network. @param {{store: any, dispatch: any}} props */
export function LayerButtons({ store, dispatch }) {
  const spec = store.wanted.value;
  const catalog = store.catalog.value;
  if (!spec || !catalog) return null;
  const errors = html`<${NetworkError} store=${store} dispatch=${dispatch} />`;
  if (!store.model.value.isNetwork) return errors;
  const count = spec.hidden_layers.length;
  return html`
    <div class="layer-buttons">
      <${LayerButton} dispatch=${dispatch} name="fewer" icon="minus" disabled=${count === 0}
        action=${{ type: "drop_layer" }} />
      <${LayerButton} dispatch=${dispatch} name="more" icon="plus"
        disabled=${count >= catalog.limits.hidden_layers}
        action=${{ type: "insert_layer", activation: usualActivation(catalog) }} />
    </div>
    ${errors}`;
}

/** What belongs to no field of its own is said here. @param {any} props */
function NetworkError({ store, dispatch }) {
  return html`
    <div class="network-error">
      <${FieldError} text=${layerError(store)} id="network-error" dispatch=${dispatch} />
    </div>`;
}

const SHOWN_HERE = ["hidden_layers", "features", "frozen_layers", "model", "session"];

/** @param {any} store */
const layerError = (store) =>
  SHOWN_HERE.map((path) => errorAt(store, path)).find((words) => words !== null) ?? null;
