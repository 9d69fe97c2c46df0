// @ts-check
// The numbers of the unit that is looked at, beneath the network: what it adds up for a sample, term
// by term, and what it makes of the sum. Every weight of it is a button that opens its field.
import { html } from "../html.js";
import { useMemo, useRef } from "preact/hooks";
import { createForward } from "../nn/forward.js";
import { entryOf } from "../store/catalog.js";
import { formatNumber } from "../store/format.js";
import { t } from "../texts/texts.js";
import { featureName, placeName } from "./names.js";
import { formatTerm, sumOf } from "./unit_terms.js";

const DIGITS = 4;
const ROOM = { beside: 130, term: 124, least: 2, ofHand: 6 }; // css px, terms
const SOFTMAX = "softmax";

/** @param {number | null} value */
const number = (value) => formatNumber(value, DIGITS);

/** The first train sample, as long as nothing else is pointed at. @param {any} network */
function firstSample({ points }) {
  const at = points?.split?.indexOf("train") ?? -1;
  return at < 0 ? null : points.inputs[at];
}

/**
 * What flows: the probe, else the first train sample.
 * @param {any} store
 * @returns {{flow: any, from: string}}
 */
function useFlow(store) {
  const network = store.network.value;
  const forward = useMemo(() => createForward(network), [network]);
  const probed = store.flow.value;
  if (probed) {
    const { from, row } = store.probe.value;
    return { flow: probed, from: row === undefined ? from : "walk" }; // one of the data's own
  }
  const sample = firstSample(network);
  const isReady = sample && store.parameters.length > 0;
  return { flow: isReady ? forward.point(store.parameters, sample) : null,
    from: sample ? "first" : "none" };
}

/** @param {any} catalog @param {string} key */
const activationName = (catalog, key) => (key === SOFTMAX ? t("settings.softmax")
  : entryOf(catalog, "activations", key)?.label ?? key);

/** @param {any} props name: of the source; value: what is added. */
function Term({ name, place, words, edit, isProduct = false, children }) {
  return html`
    <button type="button" class="unit-term" data-product=${isProduct ? "" : undefined} data-term=${place.join(":")} title=${words}
      aria-label=${words} onClick=${edit}>
      <span class="term-name">${name}</span><span class="term-value">${children}</span>
    </button>`;
}

/** @param {any} props */
function Terms({ store, dispatch, place: { layer, unit }, sum }) {
  const [network, catalog] = [store.network.value, store.catalog.value];
  const to = placeName(network, catalog, layer, unit);
  const edit = (/** @type {number} */ from) => () =>
    dispatch({ type: "edit_number", place: { layer, from, to: unit } });
  return html`
    ${sum.terms.map((/** @type {any} */ { from, weight, input }) => {
      const name = placeName(network, catalog, layer - 1, from);
      const words = t("unit.term", { from: name, to, weight: number(weight) });
      const short = layer > 0 ? t("unit.source", { unit: from + 1 }) : name;
      return html`
        <${Term} key=${from} name=${short} place=${[layer, from, unit]} words=${words}
          isProduct edit=${edit(from)}>${formatTerm(weight)}${input !== null && ` · ${formatTerm(input)}`}<//>
        <span class="unit-sign">+</span>`;
    })}
    ${sum.rest && html`
      <span class="unit-term unit-term--rest"><span class="term-name">
        ${t("unit.rest", { count: sum.rest.count })}</span><span class="term-value">
        ${formatTerm(sum.z === null ? null : sum.rest.sum)}</span></span>
      <span class="unit-sign">+</span>`}
    <${Term} name=${t("unit.bias")} place=${[layer, -1, unit]} edit=${edit(-1)}
      words=${t("unit.bias.of", { to, value: number(sum.bias) })}>${formatTerm(sum.bias)}<//>`;
}

/** @param {any} store */
function roomFor({ stage: { value: { width, touch } } }) {
  if (touch) return ROOM.ofHand;
  return Math.max(ROOM.least, Math.floor((width - ROOM.beside) / ROOM.term));
}

/**
 * While weights change, the same terms stay where they are.
 * @param {any} store
 * @param {any} place
 * @param {any} flow
 */
function useSum(store, place, flow) {
  const last = useRef(/** @type {any} */ ({}));
  const most = roomFor(store);
  const key = JSON.stringify([place, most, store.network.value.generation, store.probe.value?.from]);
  const stays = store.running.value && last.current.key === key;
  const sum = sumOf(store.network.value, store.parameters, flow, place,
    { most, chosen: stays ? last.current.chosen : null });
  last.current = { key, chosen: sum.chosen };
  return sum;
}

/** @param {any} props */
function Unit({ store, dispatch, place, children }) {
  store.frameCount.value; // read to follow the weights
  const { flow, from } = useFlow(store);
  const sum = useSum(store, place, flow);
  const [network, catalog] = [store.network.value, store.catalog.value];
  const name = placeName(network, catalog, place.layer, place.unit);
  const isOut = network.hiddenUnits.some((/** @type {number[]} */ [layer, unit]) =>
    layer === place.layer && unit === place.unit);
  return html`
    <div class="unit-head">
      <h3 class="unit-name">${isOut ? t("network.unit.hidden", { name }) : name}</h3>
      <span class="unit-result">z = <strong data-unit-number="z">${number(sum.z)}</strong></span>
      <span class="unit-result">a = ${isOut ? null : `${activationName(catalog, sum.activation)}(z) =`}
        ${" "}<strong data-unit-number="a">${number(sum.a)}</strong></span>
      <span class="unit-sample" data-from=${from}>${t(`unit.sample.${from}`)}</span>
      ${children}
    </div>
    <div class="unit-sum">
      <span class="unit-sign">z =</span>
      <${Terms} store=${store} dispatch=${dispatch} place=${place} sum=${sum} />
    </div>`;
}

/** @param {any} props */
function Input({ store, place }) {
  store.frameCount.value; // read to follow the weights
  const { flow, from } = useFlow(store);
  const { featureKeys, preprocessing } = store.network.value;
  const key = featureKeys[place.unit];
  const at = preprocessing.features.indexOf(key);
  const name = featureName(store.catalog.value, key);
  return html`
    <div class="unit-head">
      <h3 class="unit-name">${name}</h3>
      ${at < 0 ? html`<span class="unit-sample">${t("unit.input.off")}</span>` : html`
        <span class="unit-result">a = <strong data-unit-number="a">
          ${number(flow ? flow.features[at] : null)}</strong></span>
        <span class="unit-sample" data-from=${from}>${t(`unit.sample.${from}`)}</span>`}
    </div>
    <p class="unit-hint">${t(at < 0 ? "unit.input.off.help" : "unit.input.help")}</p>`;
}

/**
 * @param {{store: any, dispatch: any, children?: any}} props children: buttons of the unit that is
 *   kept.
 */
export function UnitCard({ store, dispatch, children }) {
  const place = store.looked.value;
  const network = store.network.value;
  const isThere = network && place && (place.layer < 0
    ? place.unit < network.featureKeys.length
    : place.unit < (network.layout[place.layer]?.b.shape[0] ?? 0));
  const pinned = store.pinned.value;
  const isKept = isThere && pinned?.layer === place.layer && pinned.unit === place.unit;
  return html`
    <section class="unit-card" aria-label=${t("unit.title")} data-kept=${Boolean(isKept)}>
      ${!isThere ? html`<p class="unit-hint">${t("unit.hint")}</p>`
      : place.layer < 0 ? html`<${Input} store=${store} place=${place} />`
        : html`<${Unit} store=${store} dispatch=${dispatch} place=${place}>
            ${isKept && children}<//>`}
    </section>`;
}
