// @ts-check
// The card with the value of one weight or bias, live.
import { html } from "../html.js";
import { formatNumber } from "../store/format.js";
import { t } from "../texts/texts.js";
import { placeName } from "./names.js";

const HALF_WIDTH = 110; // css px that a card may need on either side

/** @param {any} network @param {any} lit @param {Float32Array} parameters */
function valueOf(network, { layer, from, to }, parameters) {
  const { W, b } = network.layout[layer];
  const at = from < 0 ? b.offset + to : W.offset + from * W.shape[1] + to;
  return parameters[at];
}

/** @param {any} props */
export function Card({ store, lit: litSignal, layers }) {
  const lit = litSignal.value;
  const network = store.network.value;
  if (!lit || !network.layout[lit.layer]) return null;
  store.frameCount.value; // read to follow the weights while they change
  const catalog = store.catalog.value;
  const to = placeName(network, catalog, lit.layer, lit.to);
  const { x, y } = standOf(store, lit, layers);
  const name = lit.from < 0 ? t("network.bias", { to })
    : t("network.weight", { from: placeName(network, catalog, lit.layer - 1, lit.from), to });
  return html`
    <div class="card" style=${{ left: `${x}px`, top: `${y}px` }}>
      ${name}<strong>${formatNumber(valueOf(network, lit, store.parameters))}</strong>
    </div>`;
}

/** @param {any} store @param {any} lit @param {any} layers */
function standOf(store, lit, layers) {
  const geometry = store.geometry.value;
  const tile = geometry.layers[lit.layer].tiles[lit.to];
  const count = geometry.layers[lit.layer].tiles.length;
  const ends = layers[lit.layer]?.[lit.from * count + lit.to];
  const stand = ends
    ? { x: (ends.x0 + ends.x1) / 2, y: Math.max(ends.y0, ends.y1) } // below, not over the edge
    : { x: tile.x, y: tile.y + tile.size };
  return {
    x: Math.max(HALF_WIDTH, Math.min(geometry.width - HALF_WIDTH, stand.x)),
    y: Math.min(geometry.height - 48, stand.y),
  };
}
