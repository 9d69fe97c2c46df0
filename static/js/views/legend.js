// @ts-check
// What the colors of the map mean: two ends of a scale, or a color and a mark for every class.
import { html } from "../html.js";
import { formatTick } from "../store/format.js";
import { columnLabel } from "../store/inputs.js";
import { valueRange } from "../store/plane.js";
import { t } from "../texts/texts.js";
import { markPath } from "./marks.js";

/**
 * What the two ends of the color scale mean.
 * @param {any} store
 * @returns {[string, string]}
 */
function endsOf(store) {
  const { network: { value: network }, looked: { value: looked }, spec: { value: spec } } = store;
  const last = (network?.layout.length ?? 0) - 1;
  if (looked?.layer < 0 && !network.inputs.planar) return columnEnds(network, looked.unit);
  if (looked && looked.layer < last) return [t("output.negative"), t("output.positive")];
  const classes = network?.classes;
  const isOneOfMany = looked && network.layout[last].b.shape[0] > 1;
  const own = isOneOfMany && classes?.[looked.unit]; // an output of its own for every class
  if (own) return [t("output.not", { name: own }), own];
  if (spec?.task === "classification" && classes) return [classes[0], classes[classes.length - 1]];
  if (!network) return ["", ""];
  const [low, high] = valueRange(network, store.catalog.value, spec, looked?.unit);
  return [formatTick(low), formatTick(high)];
}

/** @param {any} network @param {number} unit @returns {[string, string]} */
function columnEnds({ featureKeys, preprocessing: { columns, ranges } }, unit) {
  const { minimum, maximum } = ranges[columns.indexOf(featureKeys[unit])];
  return [formatTick(minimum), formatTick(maximum)];
}

/** Which output is looked at, of many. @param {any} store @returns {number | null} */
function lookedClass({ looked: { value: looked }, network: { value: network } }) {
  return looked && looked.layer === network.layout.length - 1 ? looked.unit : null;
}

/** @param {any} props */
function Classes({ classes, looked }) {
  return html`
    <ul class="legend-classes">
      ${classes.map((/** @type {string} */ name, /** @type {number} */ index) => html`
        <li key=${name} data-faded=${looked !== null && looked !== index}>
          <svg class="mark" viewBox="-1.7 -1.7 3.4 3.4" aria-hidden="true"
            style=${{ fill: `var(--class-${index % 10})` }}><path d=${markPath(index)} /></svg
          >${columnLabel(name)}</li>`)}
    </ul>`;
}

/** @param {{store: any}} props */
export function Legend({ store }) {
  const { network: { value: network }, looked: { value: looked } } = store;
  const { classes } = network ?? {};
  const isInside = looked && looked.layer < network.layout.length - 1; // a unit or an input
  const showsClasses = classes?.length > 2 && !isInside;
  const [low, high] = endsOf(store);
  return html`
    <div class="legend">
      ${showsClasses ? html`<${Classes} classes=${classes} looked=${lookedClass(store)} />`
        : html`<span class="legend-scale">${low}<i class="legend-bar"></i>${high}</span>`}
      <span class="legend-points">
        <span><i class="dot dot--filled"></i>${t("output.train")}</span>
        ${store.spec.value?.test_fraction > 0 &&
        html`<span><i class="dot"></i>${t("output.test")}</span>`}
      </span>
    </div>`;
}
