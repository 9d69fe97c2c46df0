// @ts-check
// The numbers of the present station on the network itself: a layer of the stage, above the tiles.
// The side panel says the same in words; this is for the eye alone.
import { useEffect, useMemo, useRef } from "preact/hooks";
import { html } from "../../html.js";
import { marksOf } from "../../store/walk/marks.js";
import { resultOf } from "../../store/walk/result.js";
import { readPalette } from "../palette.js";
import { layOut } from "./chips.js";
import { paintSample } from "./sample_map.js";

const MARGIN = 48; // css px around the unit that is brought into view

/** Bring what the station is about into view, within the stage alone. */
function useInView(/** @type {any} */ tile, /** @type {any} */ station) {
  const ref = useRef(/** @type {any} */ (null));
  useEffect(() => {
    const box = ref.current?.closest(".network-scroll");
    if (!box || !tile) return;
    const bring = (/** @type {number} */ at, /** @type {number} */ now, /** @type {number} */ room) =>
      (at - MARGIN < now ? Math.max(0, at - MARGIN)
        : at + tile.size + MARGIN > now + room ? at + tile.size + MARGIN - room : now);
    const [left, top] = [bring(tile.x, box.scrollLeft, box.clientWidth),
      bring(tile.y, box.scrollTop, box.clientHeight)];
    if (left !== box.scrollLeft || top !== box.scrollTop) box.scrollTo(left, top);
  }, [station]);
  return ref;
}

/** A sample that is a picture, in the place of the inputs. @param {any} props */
function InputSample({ network, tile, inputs, theme }) {
  const ref = useRef(/** @type {any} */ (null));
  const { x, y, size } = tile;
  useEffect(() => { paintSample(ref.current, network, readPalette(), inputs, size); },
    [inputs, size, theme]);
  return html`<canvas ref=${ref} class="walk-input" width="1" height="1"
    style=${{ left: `${x}px`, top: `${y}px`, width: `${size}px`, height: `${size}px` }}></canvas>`;
}

/** @param {any} props */
function Marked({ store, trace, station, network, geometry }) {
  const spec = store.spec.value;
  const { chips, paths } = useMemo(() => {
    const after = station.kind === "result" ? resultOf(trace, network, spec).outputsAfter : null;
    return layOut(network, geometry, marksOf(trace, station, after), station);
  }, [trace, station, network, geometry]);
  const tiles = geometry.layers[station.layer]?.tiles ?? [];
  const units = station.unit >= 0 ? tiles.slice(station.unit, station.unit + 1) : tiles;
  const ref = useInView(station.unit >= 0 ? units[0] : null, station);
  return html`
    <svg class="walk-edges" aria-hidden="true" viewBox=${`0 0 ${geometry.width} ${geometry.height}`}>
      ${paths.map(({ key, d, width, isNegative }) => html`
        <path key=${key} d=${d} stroke-width=${width.toFixed(2)} data-sign=${isNegative ? "-" : "+"}
          data-walk-edge=${key} />`)}
    </svg>
    <div class="walk-marks" aria-hidden="true" ref=${ref}>
      ${network.inputs.isImage && html`<${InputSample} network=${network} inputs=${trace.inputs}
        tile=${geometry.inputs.tiles[0]} theme=${store.theme.value} />`}
      ${units.map(({ x, y, size }) => html`<span class="walk-now"
        style=${{ left: `${x}px`, top: `${y}px`, width: `${size}px`, height: `${size}px` }}></span>`)}
      ${chips.map((chip) => html`
        <span key=${chip.key} class="walk-chip" data-now=${chip.now ? "" : undefined}
          data-chip=${chip.key}
          style=${{ left: `${chip.x}px`, top: `${chip.y}px` }}>
          ${chip.name && html`<i>${chip.name}</i>`}
          <span>${chip.lines.map((line) => html`<span>${line}</span>`)}</span></span>`)}
    </div>`;
}

/** @param {{store: any}} props */
export function StepOverlay({ store }) {
  if (store.view.value !== "step") return null;
  const { walk: { trace, station }, network, geometry } = store;
  if (!trace.value || !station.value || !network.value || !geometry.value) return null;
  const layers = network.value.layout.length;
  if (station.value.layer >= layers) return null; // of a network that is no longer there
  return html`<${Marked} store=${store} trace=${trace.value} station=${station.value}
    network=${network.value} geometry=${geometry.value} />`;
}
