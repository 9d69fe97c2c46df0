// @ts-check
// What the map shows: a legend of the points that switches them on and off, and a popover with what
// its colors say.
import { html } from "../html.js";
import { colorsOf } from "../store/map_options.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";
import { Popover } from "./popover.js";

const HEIGHT = 320; // css px, about
const HELD = ["mean", "median"];

/** @param {any} props */
function PointSwitch({ store, dispatch, name }) {
  const on = store.mapOptions.value[name];
  const help = t(`output.${name}.points`);
  return html`
    <button type="button" class="button point-switch" data-points-of=${name} aria-pressed=${on}
      title=${help} aria-description=${help}
      onClick=${() => dispatch({ type: "map_option", option: name, value: !on })}
      ><i class=${name === "train" ? "dot dot--filled" : "dot"}></i>${t(`output.${name}`)}</button>`;
}

/** @param {{store: any, dispatch: any}} props */
export function PointSwitches({ store, dispatch }) {
  const hasTest = store.spec.value?.test_fraction > 0;
  return html`
    <div class="point-switches" role="group" aria-label=${t("output.points")}>
      <${PointSwitch} store=${store} dispatch=${dispatch} name="train" />
      ${hasTest && html`<${PointSwitch} store=${store} dispatch=${dispatch} name="test" />`}
    </div>`;
}

/** @param {any} props */
function Choice({ legend, name, options, value, words, wordOf = (/** @type {string} */ one) => one,
  onPick }) {
  return html`
    <fieldset class="option-group">
      <legend>${legend}</legend>
      ${options.map((/** @type {string} */ option) => html`
        <label key=${option} class="check" title=${t(`${words}.${wordOf(option)}.help`)}>
          <input type="radio" name=${name} value=${option} checked=${option === value}
            aria-description=${t(`${words}.${wordOf(option)}.help`)}
            onChange=${() => onPick(option)} />
          ${t(`${words}.${wordOf(option)}`)}</label>`)}
    </fieldset>`;
}

/** @param {any} props */
function Check({ store, dispatch, option }) {
  const words = t(`map.${option}`);
  return html`
    <label class="check" title=${t(`map.${option}.help`)}>
      <input type="checkbox" data-option=${option} checked=${store.mapOptions.value[option]}
        aria-description=${t(`map.${option}.help`)}
        onChange=${(/** @type {any} */ event) =>
          dispatch({ type: "map_option", option, value: event.currentTarget.checked })}
        />${words}</label>`;
}

/** Columns that are not on an axis. @param {any} store */
function restOf({ plane, network }) {
  if (!plane.value || plane.value.planar) return 0;
  const shown = plane.value.axes.filter((/** @type {number} */ at) => at >= 0).length;
  return network.value.preprocessing.columns.length - shown;
}

/** A bare output is no probability. @param {any} store */
function colorWord({ network: { value: { layout } } }) {
  const isScore = layout[layout.length - 1].activation === "identity";
  return (/** @type {string} */ color) => (isScore && color === "probability" ? "score" : color);
}

/** @param {any} props */
function Options({ store, dispatch }) {
  const colors = colorsOf(store.network.value, store.spec.value);
  const { color } = store.mapOptions.value;
  const hasShades = store.model.value.isNetwork && !(colors.length > 0 && color === "class");
  const hasTest = store.spec.value?.test_fraction > 0;
  return html`
    <h2>${t("map.options")}</h2>
    ${colors.length > 0 && html`
      <${Choice} legend=${t("map.color")} name="map-color" options=${colors} value=${color}
        words="map.color" wordOf=${colorWord(store)} onPick=${(/** @type {string} */ value) =>
          dispatch({ type: "map_option", option: "color", value })} />`}
    ${hasShades && html`<${Check} store=${store} dispatch=${dispatch} option="steps" />`}
    ${restOf(store) > 0 && html`
      <${Choice} legend=${t("output.held")} name="map-held" options=${HELD}
        value=${store.held.value} words="output.held" onPick=${(/** @type {string} */ held) =>
          dispatch({ type: "hold_at", held })} />`}
    <fieldset class="option-group">
      <legend>${t("output.points")}</legend>
      <${Check} store=${store} dispatch=${dispatch} option="train" />
      ${hasTest && html`<${Check} store=${store} dispatch=${dispatch} option="test" />`}
    </fieldset>`;
}

/** @param {{store: any, dispatch: any}} props */
export function MapOptions({ store, dispatch }) {
  return html`
    <${Popover} id="map-options" name=${t("map.options")} spoken=${t("map.options")}
      className="button button--icon" height=${HEIGHT} label=${html`<${Icon} name="more" />`}
      attributes=${{ "data-action": "map_options" }}>
      ${() => html`<${Options} store=${store} dispatch=${dispatch} />`}
    <//>`;
}
