// @ts-check
// The inputs on the stage: a tile each, switched on and off by a click; or one picture of them all.
import { html } from "../html.js";
import { formatTick } from "../store/format.js";
import { columnLabel } from "../store/inputs.js";
import { toggleFeature } from "../store/spec.js";
import { t } from "../texts/texts.js";
import { CHOOSER } from "./input_chooser.js";

const TALL = 28; // css px: a name beside such a tile may take two lines

/** What an input is called, and what it is. @param {any} store @param {string} key */
function wordsOf(store, key) {
  const entry = store.catalog.value.features.find((/** @type {any} */ one) => one.key === key);
  const { inputs, preprocessing: { columns, ranges } } = store.network.value;
  if (inputs.planar) return { label: entry.label, summary: entry.summary };
  const { minimum, maximum } = ranges[columns.indexOf(key)];
  const [low, high] = [minimum, maximum].map(formatTick);
  return { label: columnLabel(key), summary: t("settings.range", { minimum: low, maximum: high }) };
}

/** @param {{x: number, y: number, size: number}} tile */
const place = ({ x, y, size }) =>
  ({ left: `${x}px`, top: `${y}px`, width: `${size}px`, height: `${size}px` });

/** @param {any} props */
function Feature({ store, dispatch, name, index, tile, room }) {
  const spec = store.wanted.value;
  const { keys } = store.network.value.inputs;
  const on = spec.features.includes(name);
  const { label, summary } = wordsOf(store, name);
  const at = { layer: -1, unit: index };
  const hover = (/** @type {any} */ there) => dispatch({ type: "hover", place: there });
  const { x, y, size } = tile;
  return html`
    <span class="tile-name" data-off=${!on} data-wraps=${size >= TALL} aria-hidden="true"
      style=${{ right: `calc(100% - ${x - 10}px)`, top: `${y}px`, height: `${size}px`,
        maxWidth: `${room - 18}px` }}><span>${label}</span></span>
    <button type="button" class="tile tile--input" data-tile=${`-1:${index}`} data-feature=${name}
      style=${place(tile)} aria-label=${label} aria-description=${summary}
      title=${`${label}: ${summary}`}
      aria-pressed=${on} tabindex=${store.rover.value === `-1:${index}` ? 0 : -1}
      onPointerEnter=${() => hover(at)} onPointerLeave=${() => hover(null)}
      onFocus=${() => hover(at)} onBlur=${() => hover(null)}
      onClick=${() => dispatch({ type: "configure", patch: toggleFeature(spec, name, keys) })}
    ><canvas data-map=${`-1:${index}`} width="1" height="1"></canvas><span
      class="tile-value" data-value=${`-1:${index}`} aria-hidden="true"></span></button>`;
}

/** @param {any} props */
function Picture({ store, tile }) {
  const { length } = store.wanted.value.features;
  const words = t("inputs.picture", { count: length, held: t(`output.held.${store.held.value}`) });
  return html`
    <button type="button" class="tile tile--input tile--picture" data-tile="-1:0"
      popovertarget=${CHOOSER} style=${place(tile)} aria-label=${words} title=${words}
      tabindex=${store.rover.value === "-1:0" ? 0 : -1}
    ><canvas data-picture width="1" height="1"></canvas></button>`;
}

/** @param {{store: any, dispatch: any}} props */
export function Features({ store, dispatch }) {
  const geometry = store.geometry.value;
  if (!geometry || !store.wanted.value) return null;
  const { inputs } = store.network.value;
  const { tiles } = geometry.inputs;
  if (inputs.form === "picture") return html`<${Picture} store=${store} tile=${tiles[0]} />`;
  return inputs.keys.map((/** @type {string} */ name, /** @type {number} */ index) => html`
    <${Feature} key=${name} store=${store} dispatch=${dispatch} name=${name} index=${index}
      tile=${tiles[index]} room=${geometry.names} />`);
}
