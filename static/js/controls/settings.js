// @ts-check
// The training settings: menus and ranges from the catalog, values from the wanted spec.
import { html } from "../html.js";
import { entryOf, fieldOf, hyperparameterOf, legalLosses } from "../store/catalog.js";
import { setActivation } from "../store/spec.js";
import { t } from "../texts/texts.js";
import { ChoiceField, MoreOf } from "./choice_field.js";
import { NumberField } from "./number_field.js";

const RATE = "learning_rate";

/** A registry choice of the spec: {key, hyperparameters…}. @param {any} props */
function RegistryChoice({ store, dispatch, field, kind, except, end }) {
  const spec = store.wanted.value;
  return html`
    <${ChoiceField} store=${store} dispatch=${dispatch} path=${`${field}.key`} end=${end}
      label=${t(`settings.${field}`)} value=${spec[field].key} entries=${store.catalog.value[kind]}
      onPick=${(/** @type {string} */ key) =>
        dispatch({ type: "configure", patch: { [field]: { key } } })}>
      <${MoreOf} store=${store} dispatch=${dispatch} kind=${kind} field=${field} except=${except} />
    <//>`;
}

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
        dispatch({ type: "configure", patch: setActivation(spec, key) })} />`;
}

/** @param {any} props */
function Loss({ store, dispatch }) {
  const spec = store.wanted.value;
  return html`
    <${ChoiceField} store=${store} dispatch=${dispatch} path="loss" label=${t("settings.loss")}
      value=${spec.loss} entries=${legalLosses(store.catalog.value, spec)}
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

/** From one number all chance derives: "same seed, same run". @param {any} props */
function Seed({ store, dispatch }) {
  const { seeds } = store.catalog.value.defaults; // none of its own
  const change = (/** @type {any} */ action) =>
    dispatch({ ...action, ...(action.patch && { patch: { ...action.patch, seeds } }) });
  return html`
    <${NumberField} store=${store} dispatch=${change} path="seed" slider=${false}
      range=${fieldOf(store.catalog.value, "seed")} />`;
}

/** @param {{store: any, dispatch: any}} props */
export function Settings({ store, dispatch }) {
  if (!store.wanted.value || !store.catalog.value) return html`<div class="settings"></div>`;
  const common = { store, dispatch };
  return html`
    <div class="settings" role="group" aria-label=${t("settings.title")}>
      <${OpenHyperparameter} ...${common} field="optimizer" kind="optimizers" name=${RATE} />
      <${NumberField} ...${common} path="batch_size"
        range=${fieldOf(store.catalog.value, "batch_size")} />
      <${RegistryChoice} ...${common} field="optimizer" kind="optimizers" except=${[RATE]} />
      <${Activation} ...${common} />
      <${Loss} ...${common} />
      <${RegistryChoice} ...${common} field="initializer" kind="initializers" />
      <${Seed} ...${common} />
      <${RegistryChoice} ...${common} field="regularizer" kind="regularizers" end
        except=${firstNames(store, "regularizers", "regularizer")} />
      <${Penalty} ...${common} />
    </div>`;
}

/** @param {any} store @param {string} kind @param {string} field */
function firstNames(store, kind, field) {
  const entry = entryOf(store.catalog.value, kind, store.wanted.value[field].key);
  return entry?.hyperparameters.slice(0, 1).map(({ name }) => name) ?? [];
}
