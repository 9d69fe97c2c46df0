// @ts-check
// The data column: data sets by thumbnail, their hyperparameters, the split, other points.
import { html } from "../html.js";
import { entryOf, fieldOf } from "../store/catalog.js";
import { chooseDataset } from "../store/spec.js";
import { t } from "../texts/texts.js";
import { errorAt, FieldError } from "./field_error.js";
import { Icon } from "./icons.js";
import { NumberField } from "./number_field.js";

/** @param {any} props */
function Dataset({ store, dispatch, entry, glows }) {
  const spec = store.wanted.value;
  const chosen = spec.dataset.key === entry.key;
  return html`
    <button type="button" class="dataset" data-dataset=${entry.key} aria-pressed=${chosen}
      data-glow=${glows} title=${entry.summary} aria-description=${entry.summary}
      onClick=${() => dispatch({ type: "configure", patch: chooseDataset(spec, entry) })}>
      <canvas data-thumbnail=${entry.key} width="1" height="1"></canvas>${entry.label}
    </button>`;
}

/** @param {{store: any, dispatch: any}} props */
export function Data({ store, dispatch }) {
  const catalog = store.catalog.value;
  if (!catalog || !store.wanted.value) return null;
  const { key } = store.wanted.value.dataset;
  const entry = entryOf(catalog, "datasets", key);
  const common = { store, dispatch };
  const glow = store.advice.value?.glow;
  return html`
    <div class="datasets" role="group" aria-label=${t("data.title")}>
      ${catalog.datasets.map((/** @type {any} */ one) => html`
        <${Dataset} key=${one.key} ...${common} entry=${one} glows=${glow === one.key} />`)}
    </div>
    <div class="data-fields">
      ${entry?.hyperparameters.map((range) => html`
        <${NumberField} key=${`${key}.${range.name}`} ...${common}
          path=${`dataset.${range.name}`} range=${dataRange(range, entry)} />`)}
      <${NumberField} ...${common} path="test_fraction"
        range=${fieldOf(catalog, "test_fraction")} />
      <button type="button" class="button" data-action="new_data" title=${t("data.new.help")}
        onClick=${() => dispatch({ type: "new_data" })}>
        <${Icon} name="dice" />${t("data.new")}
      </button>
      <div class="field">
        <${FieldError} id="field-dataset-error" dispatch=${dispatch}
          text=${errorAt(store, "dataset.key") ?? errorAt(store, "seeds")} />
      </div>
    </div>`;
}

/** What noise does is the data set's own. @param {any} range @param {any} entry */
function dataRange(range, entry) {
  const effect = range.name === "noise" ? entry.noise_effect : "";
  return effect ? { ...range, help: effect } : range;
}
