// @ts-check
// The card with the value of one weight or bias, live; while it is edited, with its field.
import { html } from "../html.js";
import { formatNumber } from "../store/format.js";
import { t } from "../texts/texts.js";
import { isThere, standOf, valueOf } from "./lit.js";
import { placeName } from "./names.js";

const DIGITS = 4;

/**
 * @param {{store: any, dispatch: any, lit: any, layers: any, Editor: any}} props Editor: the field,
 *   which is a control.
 */
export function Card({ store, dispatch, lit: litSignal, layers, Editor }) {
  const editing = store.editing.value;
  const lit = editing ?? litSignal.value;
  const network = store.network.value;
  if (!isThere(network, lit) || store.parameters.length === 0) return null;
  store.frameCount.value; // read to follow the weights while they change
  const catalog = store.catalog.value;
  const to = placeName(network, catalog, lit.layer, lit.to);
  const { x, y } = standOf(store.geometry.value, lit, layers);
  const name = lit.from < 0 ? t("network.bias", { to })
    : t("network.weight", { from: placeName(network, catalog, lit.layer - 1, lit.from), to });
  const value = valueOf(network, lit, store.parameters);
  const { layer, from } = lit;
  return html`
    <div class="card" data-editing=${Boolean(editing)} style=${{ left: `${x}px`, top: `${y}px` }}>
      <span class="card-name">${name}</span><strong>${formatNumber(value, DIGITS)}</strong>
      ${editing ? html`<${Editor} key=${`${layer}:${from}:${lit.to}`} store=${store}
        dispatch=${dispatch} name=${name} place=${editing} value=${value} />`
      : html`<span class="card-hint">${t("number.hint")}</span>`}
    </div>`;
}
