// @ts-check
// Which columns are inputs: a list to tick, or the squares of a picture; all, none, or only those
// that the map shows.
import { useSignal } from "@preact/signals";
import { html } from "../html.js";
import { columnLabel } from "../store/inputs.js";
import { toggleFeature } from "../store/spec.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";
import { Popover } from "./popover.js";

export const CHOOSER = "input-chooser";
const WIDE = { columns: 14, width: 456 }; // from so many columns on the list has two of its own
const ROW = 32; // css px
const SQUARE = 30;
const HEAD = 136;

/** @param {any} props */
function List({ keys, on, toggle }) {
  return html`
    <div class="input-list" data-wide=${keys.length >= WIDE.columns}>
      ${keys.map((/** @type {string} */ key) => html`
        <label class="check" key=${key}><input type="checkbox" checked=${on.includes(key)}
          data-input=${key} onChange=${() => toggle(key)} />${columnLabel(key)}</label>`)}
    </div>`;
}

/** @param {any} props */
function Squares({ keys, on, toggle, columns }) {
  return html`
    <div class="input-squares" style=${{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}>
      ${keys.map((/** @type {string} */ key) => html`
        <button key=${key} type="button" data-input=${key} aria-pressed=${on.includes(key)}
          aria-label=${columnLabel(key)} title=${columnLabel(key)} onClick=${() => toggle(key)}
        ></button>`)}
    </div>`;
}

/** @param {any} props */
function Buttons({ names, choose }) {
  return html`
    <div class="input-buttons">
      <button type="button" class="button button--outlined" data-inputs="all"
        onClick=${() => choose("all")}>${t("inputs.all")}</button>
      <button type="button" class="button button--outlined" data-inputs="none"
        onClick=${() => choose("none")}>${t("inputs.none")}</button>
      ${names[1] !== null && html`
        <button type="button" class="button button--outlined" data-inputs="axes"
          onClick=${() => choose("axes")}>${t("inputs.axes")}</button>`}
    </div>`;
}

/** @param {{store: any, dispatch: any}} props */
export function InputChooser({ store, dispatch }) {
  const empty = useSignal(false); // "none": sent only when there is one again
  const { inputs: { keys, form, shape } } = store.network.value;
  const spec = store.wanted.value;
  const on = empty.value ? [] : spec.features;
  const send = (/** @type {any} */ features) => {
    empty.value = false;
    dispatch({ type: "configure", patch: { features, keep_weights: true } });
  };
  const choose = (/** @type {string} */ which) => {
    if (which === "none") empty.value = true;
    else if (which === "all") send("auto");
    else send(keys.filter((/** @type {string} */ key) => store.plane.value.names.includes(key)));
  };
  const toggle = (/** @type {string} */ key) => {
    const { features } = toggleFeature({ features: on }, key, keys);
    if (features.length === 0) empty.value = true;
    else send(features);
  };
  const name = t("inputs.choose");
  const isWide = form === "tiles" && keys.length >= WIDE.columns;
  const count = { on: on.length, all: keys.length };
  const rows = form === "picture" ? (SQUARE / ROW) * shape[0] : keys.length / (isWide ? 2 : 1);
  return html`
    <${Popover} id=${CHOOSER} name=${name} spoken=${t("inputs.button", count)}
      className="button input-count"
      width=${isWide ? WIDE.width : 316} height=${HEAD + ROW * rows}
      attributes=${{ "data-action": "choose_inputs" }}
      label=${html`${t("inputs.count", count)}<${Icon} name="down" />`}>
      <h2>${name}</h2>
      <${Buttons} names=${store.plane.value.names} choose=${choose} />
      ${form === "picture"
        ? html`<${Squares} keys=${keys} on=${on} toggle=${toggle} columns=${shape[1]} />`
        : html`<${List} keys=${keys} on=${on} toggle=${toggle} />`}
      <p class="input-note" role="status">${on.length === 0 ? t("inputs.at_least_one") : ""}</p>
    <//>`;
}
