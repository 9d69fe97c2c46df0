// @ts-check
// The network: a tile for every unit, its bias as a ring, the edges beneath, a card with the value
// of what the pointer or the keyboard is at. Tiles and edges are painted by painter.js.
import { html } from "../html.js";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { computed, effect, useSignal } from "@preact/signals";
import { columnLabel } from "../store/inputs.js";
import { t } from "../texts/texts.js";
import { Card } from "./card.js";
import { endsOf, pathOf } from "./edge_shape.js";
import { countEdges, MOST_SVG_EDGES } from "./edges.js";
import { wiringOf } from "./lit.js";
import { unitName } from "./names.js";
import { createStageHandlers } from "./stage_events.js";

const SMALL_TILE = 28; // css px: below, the ring of the bias is small too

/** @param {any} props */
function Tile({ store, dispatch, place, tile, count }) {
  const { layer, unit } = place;
  const { layout, classes, hiddenUnits } = store.network.value;
  const last = layer === layout.length - 1;
  const name = unitName(layer, unit, last, count, classes);
  const isHidden = hiddenUnits.some((/** @type {number[]} */ at) =>
    at[0] === layer && at[1] === unit);
  const hover = (/** @type {any} */ at) => dispatch({ type: "hover", place: at });
  const { x, y, size } = tile;
  const pinned = store.pinned.value;
  const hint = last ? t("network.map.hint")
    : t(isHidden ? "network.map.hint.hidden" : "network.map.hint.unit");
  return html`
    <button
      type="button" class="tile" data-tile=${`${layer}:${unit}`} data-hidden=${isHidden}
      data-lit=${pinned?.layer === layer && pinned.unit === unit}
      style=${{ left: `${x}px`, top: `${y}px`, width: `${size}px`, height: `${size}px` }}
      aria-label=${isHidden ? t("network.unit.hidden", { name }) : name}
      aria-description=${hint} title=${`${name}. ${hint}`}
      aria-pressed=${pinned?.layer === layer && pinned.unit === unit}
      tabindex=${store.rover.value === `${layer}:${unit}` ? 0 : -1}
      onPointerEnter=${() => hover(place)} onPointerLeave=${() => hover(null)}
      onFocus=${() => hover(place)} onBlur=${() => hover(null)}
      onClick=${() => dispatch({ type: "pin", place })}
    ><canvas data-map=${`${layer}:${unit}`} width="1" height="1"></canvas><span
      class="tile-value" data-value=${`${layer}:${unit}`} aria-hidden="true"></span></button>
    ${last && count > 2 && html`<${ClassName} name=${classes?.[unit]} tile=${tile} />`}
    <span
      class=${size < SMALL_TILE ? "bias bias--small" : "bias"} data-bias=${`${layer}:${unit}`}
      style=${{ left: `${x - 4}px`, top: `${y + size - (size < SMALL_TILE ? 5 : 8)}px` }}
    ></span>`;
}

/** @param {any} props */
function ClassName({ name, tile: { x, y, size } }) {
  if (name === undefined) return null;
  return html`
    <span class="tile-name tile-name--output" title=${name} aria-hidden="true"
      style=${{ left: `${x + size + 8}px`, top: `${y}px`, height: `${size}px` }}
      >${columnLabel(name)}</span>`;
}

/** @param {any} props */
function Edges({ network, geometry, layers }) {
  if (countEdges(network) > MOST_SVG_EDGES) {
    return html`<canvas class="edges" data-edges="canvas" aria-hidden="true"></canvas>`;
  }
  return html`
    <svg class="edges" data-edges="svg" aria-hidden="true"
      viewBox=${`0 0 ${geometry.width} ${geometry.height}`}>
      ${layers.map((/** @type {any[]} */ edges, /** @type {number} */ layer) =>
        edges.map((ends, index) => html`
          <path class="edge" key=${`${layer}:${index}`} d=${pathOf(ends)}
            data-edge=${`${layer}:${index}`} />`))}
    </svg>`;
}

/** Report the visible size of the stage. @param {any} dispatch */
function useStageSize(dispatch) {
  const ref = useRef(/** @type {any} */ (null));
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      if (width === 0 || height === 0) return; // another view has its place; it keeps its size
      const touch = matchMedia("(pointer: coarse)").matches;
      dispatch({ type: "stage_size", width: Math.floor(width), height: Math.floor(height), touch });
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return ref;
}

/**
 * A network wired differently has other edges under the pointer, and other numbers to edit. The
 * number that is edited is lit.
 * @param {any} store
 * @param {any} dispatch
 * @param {any} lit
 */
function useForgetting(store, dispatch, lit) {
  useEffect(() => {
    const wiring = computed(() => wiringOf(store.network.value));
    const ends = [
      effect(() => {
        wiring.value;
        lit.value = null;
        if (store.editing.peek()) dispatch({ type: "edit_number", place: null });
      }),
      effect(() => {
        lit.value = store.editing.value;
      }),
    ];
    return () => ends.forEach((end) => end());
  }, []);
}

/** Where the edges are, for the frame of their focus. @param {any} geometry */
function betweenColumns({ top, height, inputs, layers }) {
  const [{ x: first }] = [inputs.tiles[0]];
  const last = layers[layers.length - 1].tiles[0];
  return { left: `${first + inputs.tiles[0].size + 4}px`, top: `${top - 8}px`,
    width: `${last.x - first - inputs.tiles[0].size - 8}px`, height: `${height - top}px` };
}

/**
 * @param {{store: any, dispatch: (action: any) => void, lit: any, Editor: any, children?: any}} props
 *   lit: signal of the edge or bias shown; Editor: the field of a number; children: controls that
 *   live on the stage.
 */
export function Stage({ store, dispatch, lit, Editor, children }) {
  const scroll = useStageSize(dispatch);
  const spoken = useSignal("");
  const last = useRef(null);
  const { network: { value: network }, geometry: { value: geometry } } = store;
  const layers = useMemo(
    () => network?.layout.map((/** @type {any} */ _, /** @type {number} */ at) =>
      endsOf(geometry, network, at)) ?? [],
    [network, geometry],
  );
  useForgetting(store, dispatch, lit);
  if (!network) return html`<div class="network-scroll" ref=${scroll}></div>`;
  const on = createStageHandlers({ store, dispatch, lit, last, layers, spoken });
  return html`
    <div class="network-scroll" ref=${scroll}>
      <div class="network-stage"
        style=${{ width: `${geometry.width}px`, height: `${geometry.height}px` }}
        onPointerMove=${on.point} onPointerLeave=${on.unpoint} onClick=${on.press}
        onKeyDown=${on.moveTile}>
        <${Edges} network=${network} geometry=${geometry} layers=${layers} />
        ${children}
        ${geometry.layers.map((/** @type {any} */ column, /** @type {number} */ layer) =>
          column.tiles.map((/** @type {any} */ tile, /** @type {number} */ unit) => html`
            <${Tile} key=${`${layer}:${unit}`} store=${store} dispatch=${dispatch} tile=${tile}
              place=${{ layer, unit }} count=${column.tiles.length} />`))}
        <div class="weights" role="group" tabindex="0" aria-label=${t("network.weights")}
          aria-description=${t("network.weights.help")} style=${betweenColumns(geometry)}
          onFocus=${on.focusEdges} onBlur=${on.unpoint} onKeyDown=${on.moveEdge}></div>
        <${Card} store=${store} dispatch=${dispatch} lit=${lit} layers=${layers}
          Editor=${Editor} />
      </div>
      <p class="unseen" role="status">${spoken}</p>
    </div>`;
}
