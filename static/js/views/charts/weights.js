// @ts-check
// The weights of one layer: how they were spread over the run, and how they are now, on one axis.
import { useEffect, useRef } from "preact/hooks";
import { html } from "../../html.js";
import { formatCount, formatTick } from "../../store/format.js";
import { BINS, histogramOf, occupiedBins } from "../../store/charts/weight_history.js";
import { t } from "../../texts/texts.js";
import { watchSystemColors } from "../palette.js";
import { readInk } from "./ink.js";
import { layerName } from "./line_charts.js";
import { usePace } from "./paced.js";
import { paintStrip } from "./strip.js";
import { unitsWords } from "./units_words.js";

const PACE_MS = 200;

/**
 * What is drawn: the history of the layer, its weights now, and the bins that are used.
 * @param {any} store
 */
export function describeWeights(store) {
  const index = store.charts.layer.value;
  const layout = store.network.value?.layout[index];
  const history = store.weightHistory.layer(index);
  if (!layout || !history || history.columns.length === 0 || store.parameters.length === 0) {
    return null;
  }
  const { range, columns } = history;
  const present = histogramOf(store.parameters, layout, range);
  const [first, last] = occupiedBins({ range, columns: [...columns, present] });
  const valueOf = (/** @type {number} */ bin) => (bin / BINS) * 2 * range - range;
  return { columns, present, first, last, steps: store.weightHistory.steps,
    end: store.now.value.step, past: store.past.value?.step ?? null,
    low: valueOf(first), high: valueOf(last), count: layout.W.shape[0] * layout.W.shape[1] };
}

/** Smallest and largest weight of the layer. @param {any} store */
function extentNow(store) {
  const { W: { offset, shape } } = store.network.value.layout[store.charts.layer.value];
  let [low, high] = [Infinity, -Infinity];
  for (let i = offset; i < offset + shape[0] * shape[1]; i += 1) {
    low = Math.min(low, store.parameters[i]);
    high = Math.max(high, store.parameters[i]);
  }
  return [low, high];
}

/** @param {any} store @param {number} count @returns {string} */
function words(store, count) {
  const [low, high] = extentNow(store);
  const layers = store.network.value.layout.length;
  return t("charts.weights.summary", {
    layer: layerName(store.charts.layer.value, layers), count: formatCount(count),
    low: formatTick(low), high: formatTick(high), step: formatCount(store.step.value),
  });
}

/** @param {any} store @param {ReturnType<typeof describeWeights>} picture @param {number} pace */
function useStrip(store, picture, pace) {
  const canvas = useRef(/** @type {any} */ (null));
  const latest = useRef(picture);
  latest.current = picture;
  const draw = () => canvas.current && latest.current &&
    paintStrip(canvas.current, latest.current, readInk(canvas.current.parentElement));
  useEffect(() => { draw(); }, [pace, store.charts.layer.value, store.theme.value]);
  useEffect(() => {
    const observer = new ResizeObserver(draw);
    observer.observe(canvas.current);
    const stop = watchSystemColors(draw);
    return () => { observer.disconnect(); stop(); };
  }, [picture === null]);
  return canvas;
}

/** @param {{store: any}} props */
export function Weights({ store }) {
  const pace = usePace(store, PACE_MS);
  const picture = describeWeights(store);
  const canvas = useStrip(store, picture, pace);
  if (!picture) return html`<p class="chart-note">${t("charts.weights.none")}</p>`;
  const { low, high } = picture;
  const troubled = unitsWords(store);
  const zero = (100 * high) / (high - low);
  return html`
    <div class="strip">
      <span class="strip-mark" style=${{ top: "0%" }}>${formatTick(high)}</span>
      <span class="strip-mark" style=${{ top: `${zero}%` }}>0</span>
      <span class="strip-mark" style=${{ top: "100%" }}>${formatTick(low)}</span>
      <canvas class="strip-canvas" ref=${canvas} role="img"
        aria-label=${words(store, picture.count)}></canvas>
    </div>
    <div class="strip-foot">
      <span>${t("output.step", { step: formatCount(picture.steps[0] ?? 0) })}</span>
      <span>${formatCount(picture.end)}</span>
      <span>${t("charts.weights.now")}</span>
    </div>
    ${troubled && html`<p class="chart-words">${troubled}</p>`}`;
}
