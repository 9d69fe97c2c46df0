// @ts-check
// The input features: a tile each, switched on and off by a click.
import { html } from "../html.js";
import { toggleFeature } from "../store/spec.js";

/** @param {any} props */
function Feature({ store, dispatch, entry, index, tile }) {
  const spec = store.wanted.value;
  const order = store.catalog.value.features.map((/** @type {any} */ one) => one.key);
  const on = spec.features.includes(entry.key);
  const place = { layer: -1, unit: index };
  const hover = (/** @type {any} */ at) => dispatch({ type: "hover", place: at });
  const { x, y, size } = tile;
  return html`
    <span class="tile-name" data-off=${!on}
      style=${{ right: `calc(100% - ${x - 10}px)`, top: `${y}px`, height: `${size}px` }}
      aria-hidden="true">${entry.label}</span>
    <button type="button" class="tile tile--input" data-tile=${`-1:${index}`}
      data-feature=${entry.key}
      style=${{ left: `${x}px`, top: `${y}px`, width: `${size}px`, height: `${size}px` }}
      aria-label=${entry.label} aria-description=${entry.summary} title=${entry.summary}
      aria-pressed=${on} tabindex=${store.rover.value === `-1:${index}` ? 0 : -1}
      onPointerEnter=${() => hover(place)} onPointerLeave=${() => hover(null)}
      onFocus=${() => hover(place)} onBlur=${() => hover(null)}
      onClick=${() => dispatch({ type: "configure", patch: toggleFeature(spec, entry.key, order) })}
    ><canvas data-map=${`-1:${index}`} width="1" height="1"></canvas></button>`;
}

/** @param {{store: any, dispatch: any}} props */
export function Features({ store, dispatch }) {
  const geometry = store.geometry.value;
  if (!geometry || !store.wanted.value) return null;
  const { features } = store.catalog.value;
  return features.map((/** @type {any} */ entry, /** @type {number} */ index) => html`
    <${Feature} key=${entry.key} store=${store} dispatch=${dispatch} entry=${entry} index=${index}
      tile=${geometry.inputs.tiles[index]} />`);
}
