// @ts-check
// The numbers of the data: how many samples, how noisy, how many are held back; other points or
// another split by a press; the seed behind them. The weights stay in all of this, and it says so.
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { html } from "../../html.js";
import { entryOf, fieldOf } from "../../store/catalog.js";
import { isOwn } from "../../store/own_data/data_sets.js";
import { t } from "../../texts/texts.js";
import { errorAt, FieldError } from "../field_error.js";
import { Icon } from "../icons.js";
import { NumberField } from "../number_field.js";
import { Columns } from "./columns.js";

const WITHOUT_FIELD = ["dataset.key", "dataset.points", "dataset"]; // said below the fields
const BODY = "data-more";

/** What noise does is the data set's own. @param {any} range @param {any} entry */
function dataRange(range, entry) {
  const effect = range.name === "noise" ? entry.noise_effect : "";
  return effect ? { ...range, help: effect } : range;
}

/** How much there is of measured data, and where it is from. @param {any} props */
function Provenance({ store, entry }) {
  if (!["real", "own"].includes(entry?.kind)) return null;
  return html`
    <p class="data-note"><${Columns} store=${store} entry=${entry} /> ${entry.source}</p>`;
}

/** @param {any} props */
function Seed({ store, dispatch, stream }) {
  const range = fieldOf(store.catalog.value, "seed");
  const own = { ...range, label: t(`data.seed.${stream}`), help: t("data.seed.help") };
  return html`
    <div id=${BODY} class="data-seed">
      <${NumberField} store=${store} dispatch=${dispatch} path=${`seeds.${stream}`}
        range=${own} slider=${false} />
    </div>`;
}

/** @param {any} props */
function Renew({ store, dispatch, stream }) {
  const more = useSignal(false);
  const open = more.value || errorAt(store, `seeds.${stream}`) !== null;
  const note = store.dataNote.value;
  const line = useRef(/** @type {any} */ (null));
  useEffect(() => { if (note) line.current?.scrollIntoView({ block: "nearest" }); }, [note]);
  return html`
    <div class="data-renew">
      <button type="button" class="button" data-action=${`new_${stream}`}
        title=${t(`data.${stream}.help`)}
        onClick=${() => dispatch({ type: `new_${stream}` })}>
        <${Icon} name="dice" />${t(`data.${stream}`)}
      </button>
      <button type="button" class="button data-more" data-action="data_more" aria-expanded=${open}
        aria-controls=${BODY} title=${t("data.more.help")}
        onClick=${() => { more.value = !open; }}>${t("data.more")}<${Icon} name="down" /></button>
    </div>
    ${open && html`<${Seed} store=${store} dispatch=${dispatch} stream=${stream} />`}
    <p ref=${line} class="data-note" role="status" data-note>${note && t(note.key, { seed: note.seed })}</p>`;
}

/** @param {{store: any, dispatch: any}} props */
export function DataFields({ store, dispatch }) {
  const catalog = store.catalog.value;
  const spec = store.wanted.value;
  const { key } = spec.dataset;
  const entry = entryOf(catalog, "datasets", key);
  const change = (/** @type {any} */ action) =>
    dispatch(action.type === "configure" ? { ...action, type: "change_data" } : action);
  const common = { store, dispatch: change };
  const isSplit = isOwn(spec) || (entry?.kind === "real" && entry.hyperparameters.length === 0);
  const stream = isSplit ? "split" : "data";
  const isFixed = isOwn(spec) && !spec.test_fraction; // a truth table, or all is for training
  return html`
    <div class="data-fields">
      ${entry?.hyperparameters.map((range) => html`
        <${NumberField} key=${`${key}.${range.name}`} ...${common}
          path=${`dataset.${range.name}`} range=${dataRange(range, entry)} />`)}
      ${store.model.value.isTrained && html`
        <${NumberField} ...${common} path="test_fraction"
          range=${fieldOf(catalog, "test_fraction")} />`}
      ${!isFixed && html`<${Renew} key=${stream} ...${common} stream=${stream} />`}
      <${Provenance} store=${store} entry=${entry} />
      <div class="field">
        <${FieldError} id="field-dataset-error" dispatch=${dispatch}
          text=${WITHOUT_FIELD.map((path) => ownError(store, path)).find(Boolean) ?? null} />
      </div>
    </div>`;
}

/** What is said where no number of the data set says it. @param {any} store @param {string} path */
const ownError = (store, path) =>
  (path === "dataset" ? store.errors.value[path] : errorAt(store, path));
