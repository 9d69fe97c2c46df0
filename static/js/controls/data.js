// @ts-check
// The data column: data sets by thumbnail, in two groups; their hyperparameters, the split, other
// points.
import { useEffect } from "preact/hooks";
import { html } from "../html.js";
import { entryOf, fieldOf } from "../store/catalog.js";
import { formatCount } from "../store/format.js";
import { fits } from "../store/models.js";
import { chooseDataset } from "../store/spec.js";
import { t } from "../texts/texts.js";
import { errorAt, FieldError } from "./field_error.js";
import { Icon } from "./icons.js";
import { NumberField } from "./number_field.js";
import { press } from "./press.js";

const WITHOUT_FIELD = ["dataset.key", "dataset.points", "seeds"]; // said below the fields
const GROUPS = ["generator", "real"];

/** @param {any} props */
function Dataset({ store, dispatch, entry, glows }) {
  const spec = store.wanted.value;
  const catalog = store.catalog.value;
  const { key: model } = store.model.value;
  const isFit = fits(model, entry);
  const help = isFit ? entry.summary : t("data.two_classes", { summary: entry.summary });
  const choose = () => {
    const old = entryOf(catalog, "datasets", spec.dataset.key);
    const patch = chooseDataset(spec, entry, old);
    // A truth table has no test points; what is in the catalog has them again.
    const { test_fraction } = old ? spec : catalog.defaults;
    dispatch({ type: "configure", patch: { ...patch, test_fraction } });
  };
  return html`
    <button type="button" class="dataset" data-dataset=${entry.key} data-glow=${glows}
      aria-pressed=${spec.dataset.key === entry.key} title=${help} aria-description=${help}
      ...${press(!isFit, choose)}>
      <canvas data-thumbnail=${entry.key} width="1" height="1"></canvas>${entry.label}
    </button>`;
}

/** What was opened, until other data are chosen; else the present one's. @param {any} store */
function useGroup(store) {
  const { key } = store.wanted.value.dataset;
  const entry = entryOf(store.catalog.value, "datasets", key);
  useEffect(() => { store.dataGroup.value = null; }, [key]);
  return store.dataGroup.value ?? entry?.kind ?? GROUPS[0];
}

/** @param {any} props */
function Groups({ shown, dispatch }) {
  return html`
    <div class="data-groups" role="group" aria-label=${t("data.groups")}>
      ${GROUPS.map((group) => html`
        <button key=${group} type="button" class="button" data-group=${group}
          aria-pressed=${group === shown} title=${t(`data.${group}.help`)}
          onClick=${() => dispatch({ type: "show_data_group", group })}
          >${t(`data.${group}`)}</button>`)}
    </div>`;
}

/** How much there is of measured data, and where it is from. @param {any} props */
function Provenance({ entry, network }) {
  if (entry.kind !== "real") return null;
  const { samples, columns, classes } = entry;
  const rows = samples ?? network?.points?.inputs.length;
  return html`
    <p class="data-note">
      ${t(classes ? "data.size.classes" : "data.size", { columns: columns.length,
        rows: rows === undefined ? "…" : formatCount(rows), classes: classes?.length ?? 0 })}
      ${" "}${entry.source}
    </p>`;
}

/** @param {{store: any, dispatch: any}} props */
function DataFields({ store, dispatch }) {
  const catalog = store.catalog.value;
  const { key } = store.wanted.value.dataset;
  const entry = entryOf(catalog, "datasets", key);
  const common = { store, dispatch };
  const isDrawn = entry?.kind !== "real" || entry.hyperparameters.length > 0;
  const again = isDrawn ? "data.new" : "data.split";
  return html`
    <div class="data-fields">
      ${entry?.hyperparameters.map((range) => html`
        <${NumberField} key=${`${key}.${range.name}`} ...${common}
          path=${`dataset.${range.name}`} range=${dataRange(range, entry)} />`)}
      ${store.model.value.isTrained && html`
        <${NumberField} ...${common} path="test_fraction"
          range=${fieldOf(catalog, "test_fraction")} />`}
      ${entry && html`
        <button type="button" class="button" data-action="new_data" title=${t(`${again}.help`)}
          onClick=${() => dispatch({ type: isDrawn ? "new_data" : "new_split" })}>
          <${Icon} name="dice" />${t(again)}
        </button>`}
      ${entry && html`<${Provenance} entry=${entry} network=${store.network.value} />`}
      <div class="field">
        <${FieldError} id="field-dataset-error" dispatch=${dispatch}
          text=${WITHOUT_FIELD.map((path) => errorAt(store, path)).find(Boolean) ?? null} />
      </div>
    </div>`;
}

/** @param {{store: any, dispatch: any}} props */
function Datasets({ store, dispatch }) {
  const shown = useGroup(store);
  const glow = store.advice.value?.glow;
  const entries = store.catalog.value.datasets.filter((/** @type {any} */ entry) =>
    (entry.kind ?? GROUPS[0]) === shown);
  return html`
    <${Groups} shown=${shown} dispatch=${dispatch} />
    <div class="datasets" role="group" aria-label=${t(`data.${shown}`)}>
      ${entries.map((/** @type {any} */ one) => html`
        <${Dataset} key=${one.key} store=${store} dispatch=${dispatch} entry=${one}
          glows=${glow === one.key} />`)}
    </div>`;
}

/** @param {{store: any, dispatch: any}} props */
export function Data({ store, dispatch }) {
  if (!store.catalog.value || !store.wanted.value) return null;
  return html`
    <${Datasets} store=${store} dispatch=${dispatch} />
    <${DataFields} store=${store} dispatch=${dispatch} />`;
}

/** What noise does is the data set's own. @param {any} range @param {any} entry */
function dataRange(range, entry) {
  const effect = range.name === "noise" ? entry.noise_effect : "";
  return effect ? { ...range, help: effect } : range;
}
