// @ts-check
// The card with the value of one weight or bias, live.
import { html } from "../html.js";
import { formatNumber } from "../store/format.js";
import { t } from "../texts/texts.js";
import { isThere, standOf, valueOf } from "./lit.js";
import { placeName } from "./names.js";

/** @param {any} props */
export function Card({ store, lit: litSignal, layers }) {
  const lit = litSignal.value;
  const network = store.network.value;
  if (!isThere(network, lit)) return null;
  store.frameCount.value; // read to follow the weights while they change
  const catalog = store.catalog.value;
  const to = placeName(network, catalog, lit.layer, lit.to);
  const { x, y } = standOf(store.geometry.value, lit, layers);
  const name = lit.from < 0 ? t("network.bias", { to })
    : t("network.weight", { from: placeName(network, catalog, lit.layer - 1, lit.from), to });
  return html`
    <div class="card" style=${{ left: `${x}px`, top: `${y}px` }}>
      ${name}<strong>${formatNumber(valueOf(network, lit, store.parameters))}</strong>
    </div>`;
}
