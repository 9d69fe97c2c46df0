// @ts-check
// The data column: patterns, measured data and one's own; their numbers, the split, other points,
// and how many samples each class has.
import { useEffect } from "preact/hooks";
import { html } from "../html.js";
import { entryOf } from "../store/catalog.js";
import { isOwn, POINTS } from "../store/own_data/data_sets.js";
import { isTruthTable } from "../store/own_data/own_points.js";
import { t } from "../texts/texts.js";
import { Balance } from "./data/balance.js";
import { DataFields } from "./data/fields.js";
import { OwnData } from "./data/own.js";
import { Thumbnails } from "./data/thumbnails.js";

const GROUPS = ["generator", "real", "own"];

/** The group of what is learned. @param {any} store */
function presentGroup({ wanted: { value: spec }, catalog: { value: catalog } }) {
  const { key, points } = spec.dataset;
  const isGate = key === POINTS && isTruthTable(points);
  if (isOwn(spec) && !isGate) return "own";
  return entryOf(catalog, "datasets", key)?.kind ?? GROUPS[0];
}

/** What was opened, until other data are chosen; else the present one's. @param {any} store */
function useGroup(store) {
  const { key } = store.wanted.value.dataset;
  useEffect(() => { store.dataGroup.value = null; }, [key]);
  return store.dataGroup.value ?? presentGroup(store);
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

/** @param {{store: any, dispatch: any}} props */
function Panel(props) {
  const shown = useGroup(props.store);
  const isOfPresent = shown !== "own" || presentGroup(props.store) === "own";
  return html`
    <${Groups} shown=${shown} dispatch=${props.dispatch} />
    ${shown === "own" ? html`<${OwnData} ...${props} />`
    : html`<${Thumbnails} ...${props} kind=${shown} />`}
    ${isOfPresent && html`<${DataFields} ...${props} /><${Balance} ...${props} />`}`;
}

/** @param {{store: any, dispatch: any}} props */
export function Data(props) {
  const { catalog, wanted } = props.store;
  return catalog.value && wanted.value ? html`<${Panel} ...${props} />` : null;
}
