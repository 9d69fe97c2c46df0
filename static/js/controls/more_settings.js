// @ts-check
// The settings that are rarely used, in a row of their own that opens below the others.
import { html } from "../html.js";
import { entryOf, fieldOf, legalOutputs } from "../store/catalog.js";
import { formatInput } from "../store/format.js";
import { t } from "../texts/texts.js";
import { ChoiceField, RegistryChoice } from "./choice_field.js";
import { ClassWeights } from "./class_weights.js";
import { Icon } from "./icons.js";
import { NumberField } from "./number_field.js";
import { Switch } from "./switch.js";

const BODY = "settings-more";
const SOFTMAX = "softmax"; // belongs to the output alone: no entry of the activations

/** The fields of the spec that are here. */
export const RARE = Object.freeze([
  "schedule", "dropout_rate", "gradient_clip", "output_activation", "class_weights", "standardize",
  "shuffle", "seed",
]);

/** @param {{dispatch: any, open: boolean}} props */
export function MoreButton({ dispatch, open }) {
  return html`
    <button type="button" class="button more-button" data-action="more" aria-expanded=${open}
      aria-controls=${BODY} title=${t("settings.rare.help")}
      onClick=${() => dispatch({ type: "open_more", open: !open })}
      >${t("settings.rare")}<${Icon} name="down" /></button>`;
}

/** Beside the schedule: what has become of the learning rate. @param {any} props */
function RateNow({ store }) {
  const rate = store.metrics.value?.learning_rate;
  if (store.wanted.value.schedule.key === "constant" || !rate) return null;
  return html`<span class="field-now">${t("settings.rate_now",
    { rate: formatInput(Number(rate.toPrecision(2))) })}</span>`;
}

/** A limit that is on or off; off is null. @param {any} props */
function Clip({ store, dispatch }) {
  const range = fieldOf(store.catalog.value, "gradient_clip");
  if (!range) return null;
  const on = store.wanted.value.gradient_clip !== null;
  const change = (/** @type {boolean} */ next) => dispatch({ type: "configure",
    patch: { gradient_clip: next ? range.default : null } });
  if (!on) {
    return html`<${Switch} store=${store} dispatch=${dispatch} path="gradient_clip"
      label=${range.label} help=${range.help} on=${false} onChange=${change} />`;
  }
  return html`
    <div class="field-with-switch">
      <input type="checkbox" checked aria-label=${range.label} id="gradient_clip-on"
        onChange=${() => change(false)} />
      <${NumberField} store=${store} dispatch=${dispatch} path="gradient_clip" range=${range} />
    </div>`;
}

/** @param {any} props */
function OutputActivation({ store, dispatch }) {
  const spec = store.wanted.value;
  const catalog = store.catalog.value;
  const classes = store.network.value?.classes?.length ?? 0;
  const entries = legalOutputs(catalog, spec, classes).map((/** @type {string} */ key) =>
    entryOf(catalog, "activations", key)
      ?? { key, label: t("settings.softmax"), summary: t("settings.softmax.help") });
  return html`
    <${ChoiceField} store=${store} dispatch=${dispatch} path="output_activation"
      label=${t("settings.output_activation")} value=${spec.output_activation} entries=${entries}
      hint=${spec.output_activation === SOFTMAX ? t("settings.softmax.help") : undefined}
      onPick=${(/** @type {string} */ key) => dispatch({ type: "configure",
        patch: { loss: spec.loss, output_activation: key } })} />`;
}

/** @param {any} props */
export function Standardize({ store, dispatch }) {
  return html`<${Switch} store=${store} dispatch=${dispatch} path="standardize"
    label=${t("settings.standardize")} help=${t("settings.standardize.help")} />`;
}

/** @param {any} props */
export function Shuffle({ store, dispatch }) {
  return html`<${Switch} store=${store} dispatch=${dispatch} path="shuffle"
    label=${t("settings.shuffle")} help=${t("settings.shuffle.help")} />`;
}

/** From one number all chance derives: "same seed, same run". @param {any} props */
export function Seed({ store, dispatch }) {
  const { seeds } = store.catalog.value.defaults; // none of its own
  const change = (/** @type {any} */ action) =>
    dispatch({ ...action, ...(action.patch && { patch: { ...action.patch, seeds } }) });
  return html`
    <${NumberField} store=${store} dispatch=${change} path="seed" slider=${false} end
      range=${fieldOf(store.catalog.value, "seed")} />`;
}

/** @param {{store: any, dispatch: any}} props */
export function MoreSettings({ store, dispatch }) {
  const common = { store, dispatch };
  return html`
    <div class="settings settings--more" id=${BODY} role="group" aria-label=${t("settings.rare")}>
      <${RegistryChoice} ...${common} field="schedule" kind="schedules"
        beside=${html`<${RateNow} store=${store} />`} />
      <${NumberField} ...${common} path="dropout_rate"
        range=${fieldOf(store.catalog.value, "dropout_rate")} />
      <${Clip} ...${common} />
      <${OutputActivation} ...${common} />
      <${ClassWeights} ...${common} />
      <div class="settings-switches">
        <${Standardize} ...${common} />
        <${Shuffle} ...${common} />
      </div>
      <${Seed} ...${common} />
    </div>`;
}
