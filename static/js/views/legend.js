// @ts-check
// What the colors of the map mean: a scale with its ends and its middle, or a color and a mark for
// every class.
import { html } from "../html.js";
import { formatNumber, formatTick } from "../store/format.js";
import { columnLabel } from "../store/inputs.js";
import { colorsOf } from "../store/map_options.js";
import { valueRange } from "../store/plane.js";
import { t } from "../texts/texts.js";
import { Mark } from "./output/scores.js";
import { largestOf } from "./pixels.js";
import { hasWeightPicture, weightsOf } from "./weight_picture.js";

const STEPS = 10;
const GRAY = "oklch(from var(--quiet) l 0 none)";
const STRENGTH = 74; // percent: as the maps, see palette.js

/**
 * @typedef {object} Scale
 * @property {[string, string, string]} ticks Below the left end, the middle and the right end.
 * @property {"values" | "classes" | "sure"} kind
 */

/** @param {any} network @param {number} unit @returns {[string, string, string]} */
function columnTicks({ featureKeys, preprocessing: { columns, ranges } }, unit) {
  const { minimum, maximum } = ranges[columns.indexOf(featureKeys[unit])];
  return /** @type {any} */ ([minimum, (minimum + maximum) / 2, maximum].map(formatTick));
}

/** @param {any} network @param {ArrayLike<number>} parameters @param {number} unit */
function weightTicks(network, parameters, unit) {
  const largest = parameters.length > 0 ? largestOf(weightsOf(network, parameters, unit)) : 0;
  return [formatNumber(-largest), "0", formatNumber(largest)];
}

/** Of a unit inside the network, or of an input. @param {any} store @returns {any} */
function insideTicks(store) {
  const { network: { value: network }, looked: { value: { layer, unit } }, frameCount } = store;
  frameCount.value; // the weights follow the frames
  if (layer < 0 && !network.inputs.planar) return columnTicks(network, unit);
  if (showsWeights(store)) return weightTicks(network, store.parameters, unit);
  return [t("output.negative"), "0", t("output.positive")];
}

/** Of classes told by one scale. @param {any} store @returns {Scale} */
function classScale({ network: { value: network }, spec, looked, mapOptions }) {
  const { classes, layout } = network;
  const last = layout[layout.length - 1];
  const own = looked.value && last.b.shape[0] > 1 ? classes[looked.value.unit] : null;
  const colors = colorsOf(network, spec.value);
  const color = colors.length > 0 ? mapOptions.value.color : "class";
  if (color === "confidence" && !own) {
    return { ticks: [t("map.unsure"), "", t("map.sure")], kind: "sure" };
  }
  const ends = own ? [t("output.not", { name: columnLabel(own) }), columnLabel(own)]
    : [columnLabel(classes[0]), columnLabel(classes[classes.length - 1])];
  const isShare = last.activation === "sigmoid" || last.activation === "softmax";
  const middle = color === "class" || own ? "" : isShare ? "50\u2009%" : "0";
  return { ticks: [ends[0], middle, ends[1]], kind: color === "class" ? "classes" : "values" };
}

/** Whether the weights of a unit are shown. @param {any} store */
const showsWeights = ({ network: { value: network }, looked: { value: looked } }) =>
  Boolean(looked) && hasWeightPicture(network, looked);

/** @param {any} store @returns {Scale} */
function scaleOf(store) {
  const { network: { value: network }, looked: { value: looked }, spec: { value: spec } } = store;
  const last = network.layout.length - 1;
  if (looked && (looked.layer < last || showsWeights(store))) return { ticks: insideTicks(store), kind: "values" };
  if (spec.task === "classification" && network.classes) return classScale(store);
  const [low, high, middle] = valueRange(network, store.catalog.value, spec, looked?.unit);
  return { ticks: [formatTick(low), formatTick(middle), formatTick(high)], kind: "values" };
}

/** Which output is looked at, of many. @param {any} store @returns {number | null} */
function lookedClass({ looked: { value: looked }, network: { value: network } }) {
  return looked && looked.layer === network.layout.length - 1 ? looked.unit : null;
}

/** Colors of the steps, from left to right. @param {Scale["kind"]} kind */
function stepColors(kind) {
  const end = (/** @type {number} */ share) => (kind === "sure" ? GRAY
    : share < 0 ? "var(--data-negative)" : "var(--data-positive)");
  return Array.from({ length: STEPS }, (_, at) => {
    const share = kind === "sure" ? (at + 0.5) / STEPS : (2 * at + 1) / STEPS - 1;
    const percent = kind === "classes" ? STRENGTH : STRENGTH * Math.abs(share);
    return `color-mix(in oklab, ${end(share)} ${percent.toFixed(1)}%, var(--data-zero))`;
  });
}

/** @param {{scale: Scale, steps: boolean}} props */
function ScaleBar({ scale: { ticks, kind }, steps }) {
  const isStepped = steps || kind === "classes";
  return html`
    <div class="legend-scale">
      <i class="legend-bar" data-kind=${kind} aria-hidden="true">
        ${isStepped && stepColors(kind).map((background, at) => html`
          <i key=${at} style=${{ background }}></i>`)}</i>
      <span class="legend-ticks">
        ${ticks.map((tick, at) => html`<span key=${at}>${tick}</span>`)}</span>
    </div>`;
}

/** @param {any} props */
function Classes({ classes, looked }) {
  return html`
    <ul class="legend-classes">
      ${classes.map((/** @type {string} */ name, /** @type {number} */ index) => html`
        <li key=${name} data-faded=${looked !== null && looked !== index}>
          <${Mark} index=${index} count=${classes.length} /><span>${columnLabel(name)}</span></li>`)}
    </ul>`;
}

/** @param {{store: any}} props */
export function Legend({ store }) {
  const { network: { value: network }, looked: { value: looked }, mapOptions } = store;
  if (!network) return html`<div class="legend"></div>`;
  const { classes, layout } = network;
  const isInside = looked && looked.layer < layout.length - 1; // a unit or an input
  const isSure = !looked && mapOptions.value.color === "confidence";
  const isWeights = showsWeights(store);
  const showsClasses = classes?.length > 2 && !isInside && !isSure && !isWeights;
  const steps = mapOptions.value.steps && !isWeights;
  return html`
    <div class="legend">
      ${showsClasses ? html`<${Classes} classes=${classes} looked=${lookedClass(store)} />`
        : html`<${ScaleBar} scale=${scaleOf(store)} steps=${steps} />`}
    </div>`;
}
