// @ts-check
// The head of a hidden layer: how many units, which activation, whether it is frozen.
import { useSignal } from "@preact/signals";
import { html } from "../html.js";
import { entryOf } from "../store/catalog.js";
import { setLayerActivation, setUnits, toggleFrozen } from "../store/spec.js";
import { t } from "../texts/texts.js";
import { helpOf } from "./choice_field.js";
import { Icon } from "./icons.js";
import { LayerMenu } from "./layer_menu.js";
import { press } from "./press.js";
import { parseTyped } from "./typed_number.js";

/** @param {any} props */
function Stepper({ store, dispatch, index }) {
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
    </div>`;
}

/** @param {any} props */
function Activation({ store, dispatch, index }) {
  const spec = store.wanted.value;
  const { activations } = store.catalog.value;
  const { activation } = spec.hidden_layers[index];
  const name = t("network.activation", { number: index + 1 });
  const help = helpOf(entryOf(store.catalog.value, "activations", activation));
  return html`
    <div class="select-box head-select">
      <select class="select" aria-label=${name} title=${`${name}. ${help}`} value=${activation}
        aria-description=${help} data-activation=${index}
        onChange=${(/** @type {any} */ event) => dispatch({ type: "configure",
          patch: setLayerActivation(spec, index, event.currentTarget.value) })}>
        ${activations.map((/** @type {any} */ entry) => html`
          <option key=${entry.key} value=${entry.key} selected=${entry.key === activation}
            title=${helpOf(entry)}>${entry.label}</option>`)}
      </select>
      <${Icon} name="down" />
    </div>`;
}

/** Freezes a layer: its weights stay as they are. @param {any} props */
export function Lock({ store, dispatch, index, name }) {
  const spec = store.wanted.value;
  const frozen = (spec.frozen_layers ?? []).includes(index);
  const words = t(frozen ? "network.frozen" : "network.freeze", { name });
  return html`
    <button type="button" class="lock" data-lock=${index} title=${words}
      aria-pressed=${frozen} aria-label=${t("network.freeze", { name })}
      onClick=${() => dispatch({ type: "configure", patch: toggleFrozen(spec, index) })}
      ><${Icon} name=${frozen ? "locked" : "unlocked"} /></button>`;
}

/** @param {{store: any, dispatch: any, index: number, x: number}} props */
export function LayerHead({ store, dispatch, index, x }) {
  const common = { store, dispatch, index };
  const name = t("network.layer", { number: index + 1 });
  return html`
    <div class="column-top" style=${{ left: `${x}px` }}>
      <span class="column-name">
        <${LayerMenu} ...${common} name=${name} /><${Lock} ...${common} name=${name} />
      </span>
      <${Stepper} ...${common} />
      <${Activation} ...${common} />
    </div>`;
}
