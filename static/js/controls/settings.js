// @ts-check
// The training settings: menus and ranges from the catalog, values from the wanted spec. What is
// rarely used is in more_settings.js.
import { html } from "../html.js";
import { entryOf, fieldOf, hyperparameterOf, legalLosses } from "../store/catalog.js";
import { setActivation } from "../store/spec.js";
import { t } from "../texts/texts.js";
import { ChoiceField, RegistryChoice } from "./choice_field.js";
import { errorAt } from "./field_error.js";
import { MoreButton, MoreSettings, RARE, Seed, Shuffle, Standardize } from "./more_settings.js";
import { NumberField } from "./number_field.js";
import { Switch } from "./switch.js";

const RATE = "learning_rate";

/** One hyperparameter of a choice, shown in the open. @param {any} props */
function OpenHyperparameter({ store, dispatch, field, kind, name }) {
  const { key } = store.wanted.value[field];
  const range = hyperparameterOf(store.catalog.value, kind, key, name);
  if (!range) return html`<div class="field" aria-hidden="true"></div>`;
  return html`<${NumberField} key=${`${key}.${name}`} store=${store} dispatch=${dispatch}
    path=${`${field}.${name}`} range=${range} />`;
}

/** @param {any} props */
function Activation({ store, dispatch }) {
  const spec = store.wanted.value;
  const used = new Set(spec.hidden_layers.map((/** @type {any} */ layer) => layer.activation));
  const value = used.size > 1 ? "" : [...used][0] ?? "";
  return html`
    <${ChoiceField} store=${store} dispatch=${dispatch} path="hidden_layers.activation"
      label=${t("settings.activation")} value=${value} entries=${store.catalog.value.activations}
      disabled=${used.size === 0}
      hint=${used.size === 0 ? t("settings.activation.none") : undefined}
      onPick=${(/** @type {string} */ key) =>
        dispatch({ type: "configure",
          patch: { ...setActivation(spec, key), keep_weights: true } })} />`;
}

/** @param {any} props */
function Loss({ store, dispatch }) {
  const spec = store.wanted.value;
  const classes = store.network.value?.classes?.length ?? 0;
  return html`
    <${ChoiceField} store=${store} dispatch=${dispatch} path="loss" label=${t("settings.loss")}
      value=${spec.loss} entries=${legalLosses(store.catalog.value, spec, classes)}
      onPick=${(/** @type {string} */ loss) =>
        dispatch({ type: "configure", patch: { loss, output_activation: "auto" } })} />`;
}

/** The penalty's rate, or an empty place that keeps the row in order. @param {any} props */
function Penalty({ store, dispatch }) {
  const { key } = store.wanted.value.regularizer;
  const first = entryOf(store.catalog.value, "regularizers", key)?.hyperparameters[0];
  return html`<${OpenHyperparameter} store=${store} dispatch=${dispatch} field="regularizer"
    kind="regularizers" name=${first?.name ?? ""} />`;
}

/** @param {any} props */
function NetworkSettings({ store, dispatch }) {
  const common = { store, dispatch };
  // What is complained about has to be in sight.
  const open = store.moreOpen.value || RARE.some((path) => errorAt(store, path));
  return html`
    <div class="settings" role="group" aria-label=${t("settings.title")}>
      <${OpenHyperparameter} ...${common} field="optimizer" kind="optimizers" name=${RATE} />
      <${NumberField} ...${common} path="batch_size"
        range=${fieldOf(store.catalog.value, "batch_size")} />
      <${RegistryChoice} ...${common} field="optimizer" kind="optimizers" except=${[RATE]} />
      <${Activation} ...${common} />
      <${Loss} ...${common} />
      <${RegistryChoice} ...${common} field="initializer" kind="initializers" />
      <${RegistryChoice} ...${common} field="regularizer" kind="regularizers"
        except=${firstNames(store, "regularizers", "regularizer")} />
      <${Penalty} ...${common} />
      <${MoreButton} ...${common} open=${open} />
    </div>
    ${open && html`<${MoreSettings} ...${common} />`}`;
}

/** @param {any} props */
function NeuronSettings({ store, dispatch }) {
  const { entry, isTrained } = store.model.value;
  if (!isTrained) return html`<p class="settings-note">${t("settings.by_hand")}</p>`;
  const common = { store, dispatch };
  return html`
    <div class="settings settings--few" role="group" aria-label=${t("settings.title")}>
      ${entry.hyperparameters.map((/** @type {any} */ range) => html`
        <${NumberField} key=${range.name} ...${common} path=${`perceptron.${range.name}`}
          range=${range} />`)}
      <div class="settings-switches">
        ${(entry.flags ?? []).map((/** @type {any} */ flag) => html`
          <${Switch} key=${flag.name} ...${common} path=${`perceptron.${flag.name}`}
            label=${flag.label} help=${flag.help} />`)}
        <${Standardize} ...${common} />
      </div>
      <${Shuffle} ...${common} />
      <${Seed} ...${common} />
    </div>`;
}

/** @param {{store: any, dispatch: any}} props */
export function Settings({ store, dispatch }) {
  const { wanted: { value: spec }, catalog: { value: catalog }, model } = store;
  if (!spec || !catalog) return html`<div class="settings"></div>`;
  const { isNetwork, isTrained } = model.value;
  // While the model changes, what the new one has is not there yet.
  const isReady = isNetwork ? spec.optimizer : !isTrained || spec.perceptron;
  if (!isReady) return html`<div class="settings"></div>`;
  return isNetwork ? html`<${NetworkSettings} store=${store} dispatch=${dispatch} />`
    : html`<${NeuronSettings} store=${store} dispatch=${dispatch} />`;
}

/** @param {any} store @param {string} kind @param {string} field */
function firstNames(store, kind, field) {
  const entry = entryOf(store.catalog.value, kind, store.wanted.value[field].key);
  return entry?.hyperparameters.slice(0, 1).map(({ name }) => name) ?? [];
}
