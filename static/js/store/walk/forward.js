// @ts-check
// The way forward in formulas: what comes in, the sum of a unit, its activation, the loss. Pure.
import { apply, factor, given, group, num, over, power, products } from "../network/formula.js";

export const MOST_TERMS = 6; // in one line; of more, the strongest stand in a table

/** @typedef {import("../network/formula.js").Part} Part */
/** @typedef {import("../network/formula.js").Line} Line */
/** @typedef {import("./stations.js").TracedLayer} TracedLayer */
/** @typedef {{key: string, values?: Record<string, any>}} Words */
/** @typedef {{head: string, rows: {name: string, cells: (number | null)[], marked?: boolean}[], columns: string[]}} Table */
/**
 * @typedef {object} Section
 * @property {Words} ask A question; its key is empty where the section goes on with the last one.
 * @property {Words} [say] @property {Line[]} [lines] @property {Table} [table]
 * @property {{values: number[], of: string}} [picture] A number for each input, where they are the
 *   squares of a picture; of: what they are, a text.
 */
/**
 * @typedef {object} Context What a formula is written from.
 * @property {any} trace
 * @property {TracedLayer[]} layers
 * @property {import("./stations.js").Station} station
 * @property {any} network
 * @property {any} spec
 * @property {any} catalog
 * @property {(layer: number, unit: number) => string} name Of a unit, or of an input (layer −1).
 * @property {(unit?: string) => string} bias What the bias is called, of a unit or of this one.
 */

/** @param {number[]} row */
const total = (row) => row.reduce((sum, value) => sum + value, 0);

/** Places from the strongest to the weakest. @param {number[]} values */
export const strongestFirst = (values) =>
  values.map((_, at) => at).sort((one, other) => Math.abs(values[other]) - Math.abs(values[one]));

/**
 * z = w·a + … + b with its numbers.
 * @param {TracedLayer} layer
 * @param {number} unit
 * @returns {Line}
 */
export function sumLine({ W, inputs, b, z }, unit) {
  const weights = W.map((row) => row[unit]);
  if (weights.length <= MOST_TERMS) {
    return { formula: ["z", "=", ...products(weights, inputs), "+", factor(b[unit]), "=",
      num(z[unit])] };
  }
  const sum = total(weights.map((weight, from) => weight * inputs[from]));
  return { formula: ["z", "=", "Σ", group(["w", "·", "a"]), "+", "b", "=", num(sum), "+",
    factor(b[unit]), "=", num(z[unit])] };
}

/**
 * What each input adds to the sum, the strongest first.
 * @param {Context} context
 * @param {number} unit
 * @returns {Table | undefined}
 */
export function termsTable({ layers, station, name }, unit) {
  const { W, inputs } = layers[station.layer];
  if (inputs.length <= MOST_TERMS) return undefined;
  const weights = W.map((row) => row[unit]);
  const terms = weights.map((weight, from) => weight * inputs[from]);
  return {
    head: "step.table.terms",
    columns: ["step.column.weight", "step.column.input", "step.column.product"],
    rows: strongestFirst(terms).map((from) => ({
      name: name(station.layer - 1, from), cells: [weights[from], inputs[from], terms[from]],
    })),
  };
}

/** The right side of a = f(z), before its value. @type {Record<string, (z: number) => Part[]>} */
const BENT = Object.freeze({
  identity: () => [],
  tanh: (z) => apply("tanh", [num(z)]),
  sigmoid: (z) => [over(["1"], ["1", "+", power(["e"], [num(0 - z)])])],
  relu: (z) => apply("max", ["0, ", num(z)]),
  leaky_relu: (z) => (z < 0 ? [given(0.01), "·", factor(z)] : []),
  elu: (z) => (z < 0 ? [power(["e"], [num(z)]), "−", "1"] : []),
  swish: (z) => [over([num(z)], ["1", "+", power(["e"], [num(0 - z)])])],
  softplus: (z) => apply("ln", ["1", "+", power(["e"], [num(z)])]),
  step: (z) => [num(z), z >= 0 ? "≥" : "<", "0"],
  sign: (z) => [num(z), z > 0 ? ">" : "≤", "0"],
});

/** a = f(z) with its numbers. @param {string} activation @param {number} z @param {number} a */
export function activationLine(activation, z, a) {
  if (activation === "step" || activation === "sign") {
    return { formula: [...BENT[activation](z), "→", "a", "=", num(a)] };
  }
  const bent = (BENT[activation] ?? (() => apply(activation, [num(z)])))(z);
  return { formula: bent.length > 0 ? ["a", "=", ...bent, "=", num(a)] : ["a", "=", "z", "=", num(a)] };
}

/** @param {Context} context @param {number} layer @param {number} unit */
export const isLeftOut = ({ network }, layer, unit) =>
  network.hiddenUnits.some((/** @type {number[]} */ at) => at[0] === layer && at[1] === unit);

/** How raw values become what the network is shown. @param {Context} context @returns {Section} */
export function inputsSection({ trace, network, name }) {
  const { mean, scale, features, columns } = network.preprocessing;
  const isScaled = mean.some((/** @type {number} */ m, /** @type {number} */ at) =>
    m !== 0 || scale[at] !== 1);
  const raw = trace.features.map((/** @type {number} */ value, /** @type {number} */ at) =>
    value * scale[at] + mean[at]);
  const ask = { key: "step.ask.inputs" };
  const say = { key: isScaled ? "step.say.inputs.scaled" : "step.say.inputs",
    values: { count: features.length } };
  if (features.length > MOST_TERMS) {
    const rows = trace.features.map((/** @type {number} */ value, /** @type {number} */ at) => ({
      name: name(-1, at), cells: isScaled ? [raw[at], value] : [value] }));
    const columnKeys = isScaled ? ["step.column.raw", "step.column.input"] : ["step.column.input"];
    return { ask, say, table: { head: "step.table.inputs", columns: columnKeys, rows } };
  }
  const lines = trace.features.map((/** @type {number} */ value, /** @type {number} */ at) => ({
    label: name(-1, at),
    formula: isScaled
      ? [over([num(raw[at]), "−", factor(mean[at])], [num(scale[at])]), "=", num(value)]
      : [...(columns?.includes(features[at]) ? [] : ["="]), num(value)],
  }));
  return { ask, say, lines };
}

/** @param {Context} context @param {number} unit @returns {Section[]} */
export function unitSections(context, unit) {
  const { layers, station } = context;
  const layer = layers[station.layer];
  const { activation, z, a } = layer;
  const terms = layer.inputs.map((value, from) => value * layer.W[from][unit]);
  const sum = {
    ask: { key: "step.ask.sum" }, picture: pictureOf(context, terms, "step.picture.terms"),
    say: { key: layer.inputs.length > MOST_TERMS ? "step.say.sum.many" : "step.say.sum",
      values: { count: layer.inputs.length } },
    lines: [sumLine(layer, unit)], table: termsTable(context, unit),
  };
  if (activation === "softmax") return [sum];
  if (isLeftOut(context, station.layer, unit)) {
    return [sum, { ask: { key: "step.ask.activation" }, say: { key: "step.say.left_out" } }];
  }
  const say = { key: hasOwn(activation) ? `step.say.activation.${activation}`
    : "step.say.activation", values: { activation } };
  return [sum, { ask: { key: "step.ask.activation" }, say,
    lines: [activationLine(activation, z[unit], a[unit])] }];
}

/** Numbers of the inputs as a picture. @param {Context} context @param {number[]} values @param {string} of */
export const pictureOf = ({ network, station }, values, of) =>
  (station.layer === 0 && network.inputs?.form === "picture" ? { values, of } : undefined);

/** Activations that have a sentence of their own. @param {string} activation */
const hasOwn = (activation) =>
  ["identity", "tanh", "sigmoid", "relu", "step", "sign"].includes(activation);

/** From scores to probabilities. @param {Context} context @returns {Section} */
export function softmaxSection({ trace, layers, station, name }) {
  const { z, a } = layers[station.layer];
  const meant = trace.target;
  const powers = z.map((value) => Math.exp(value));
  const few = z.length <= MOST_TERMS;
  const sum = few ? powers.flatMap((value, at) => [...(at ? ["+"] : []), num(value)])
    : [num(total(powers))];
  return {
    ask: { key: "step.ask.softmax" },
    say: { key: "step.say.softmax", values: { name: name(station.layer, meant) } },
    lines: [
      { formula: ["p", "=", over([power(["e"], [num(z[meant])])], ["Σ", power(["e"], ["z"])]), "=",
        over([num(powers[meant])], sum), "=", num(a[meant])] },
    ],
    table: {
      head: "step.table.shares", columns: ["z", "step.column.power", "step.column.share"],
      rows: z.map((value, unit) => ({ name: name(station.layer, unit),
        cells: [value, powers[unit], a[unit]], marked: unit === meant })),
    },
  };
}

/** All units of a layer at once. @param {Context} context @returns {Section[]} */
export function layerSections({ layers, station, name }) {
  const { z, a, activation } = layers[station.layer];
  const isShares = activation === "softmax";
  const bent = isShares ? [] : [{ formula: ["a", "=", ...apply(activation, ["z"])] }];
  return [{
    ask: { key: "step.ask.layer" },
    say: { key: "step.say.layer" },
    lines: [{ formula: ["z", "=", "Σ", group(["w", "·", "a"]), "+", "b"] }, ...bent],
    table: {
      head: "step.table.units", columns: isShares ? ["z"] : ["z", "a"],
      rows: z.map((value, unit) => ({ name: name(station.layer, unit),
        cells: isShares ? [value] : [value, a[unit]] })),
    },
  }];
}
