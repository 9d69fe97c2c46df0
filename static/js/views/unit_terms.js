// @ts-check
// What a unit adds up: z = Σ w·a + b for one sample, written out. Pure.
import { formatNumber } from "../store/format.js";

/**
 * @typedef {object} Term
 * @property {number} from Place of the input in the layer.
 * @property {number} weight
 * @property {number | null} input null: no sample is known.
 * @property {number} product
 */
/**
 * @typedef {object} Sum
 * @property {Term[]} terms The largest first where not all are shown, else in their order.
 * @property {{count: number, sum: number} | null} rest Of those that are not shown.
 * @property {number} bias
 * @property {number | null} z
 * @property {number | null} a
 * @property {string} activation
 */

/**
 * At most four decimals: numbers of terms keep their width while they change.
 * @param {number | null} value
 */
export function formatTerm(value) {
  const size = Math.abs(value ?? 0);
  const digits = size >= 0.1 || size === 0 ? 4 : size >= 0.01 ? 3 : 2;
  return formatNumber(value, digits);
}

/** @param {any} flow @param {number} layer @returns {number[] | null} */
const inputsOf = (flow, layer) =>
  flow && (layer === 0 ? flow.features : flow.layers[layer - 1].a);

/**
 * @param {{layout: any[]}} network
 * @param {Float32Array} parameters
 * @param {any} flow Of the sample, or null.
 * @param {{layer: number, unit: number}} place
 * @returns {Term[]}
 */
function termsOf({ layout }, parameters, flow, { layer, unit }) {
  const { W } = layout[layer];
  const inputs = inputsOf(flow, layer);
  return Array.from({ length: W.shape[0] }, (_, from) => {
    const weight = parameters[W.offset + from * W.shape[1] + unit];
    const input = inputs ? inputs[from] : null;
    return { from, weight, input, product: weight * (input ?? 1) };
  });
}

/**
 * The places of the terms that are shown: all in their order, or the largest.
 * @param {Term[]} terms
 * @param {number} most
 */
function chosenOf(terms, most) {
  const places = terms.map(({ from }) => from);
  if (terms.length <= most) return places;
  const size = (/** @type {number} */ at) => Math.abs(terms[at].product);
  return places.sort((a, b) => size(b) - size(a)).slice(0, most - 1);
}

/**
 * @param {any} network
 * @param {Float32Array} parameters
 * @param {any} flow Of the sample, or null where there is none.
 * @param {{layer: number, unit: number}} place
 * @param {{most: number, chosen?: number[] | null}} show most: terms that there is room for;
 *   chosen: those that were shown before, to stay while the weights change.
 * @returns {Sum & {chosen: number[]}}
 */
export function sumOf(network, parameters, flow, place, { most, chosen = null }) {
  const terms = termsOf(network, parameters, flow, place);
  const shown = chosen ?? chosenOf(terms, most);
  const others = terms.filter(({ from }) => !shown.includes(from));
  const { b, activation } = network.layout[place.layer];
  const values = flow?.layers[place.layer];
  return {
    chosen: shown,
    terms: shown.map((at) => terms[at]),
    rest: others.length === 0 ? null
      : { count: others.length, sum: others.reduce((sum, { product }) => sum + product, 0) },
    bias: parameters[b.offset + place.unit],
    z: values ? values.z[place.unit] : null,
    a: values ? values.a[place.unit] : null,
    activation,
  };
}

/**
 * Weights in terms of what they carry for a sample: w·a in the place of w; biases as they are.
 * @param {any} network
 * @param {Float32Array} parameters
 * @param {any} flow Of the sample.
 */
export function contributionsOf({ layout }, parameters, flow) {
  const carried = Float32Array.from(parameters);
  layout.forEach((/** @type {any} */ { W }, /** @type {number} */ layer) => {
    const inputs = /** @type {number[]} */ (inputsOf(flow, layer));
    const [nFrom, nTo] = W.shape;
    for (let at = 0; at < nFrom * nTo; at += 1) {
      carried[W.offset + at] *= inputs[Math.floor(at / nTo)];
    }
  });
  return carried;
}
