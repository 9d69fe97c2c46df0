// @ts-check
// The loss in formulas, and what it says about the output. Pure.
import { apply, factor, given, group, num, over, square } from "../network/formula.js";

/** @typedef {import("../network/formula.js").Part} Part */
/** @typedef {import("../network/formula.js").Line} Line */
/** @typedef {import("./forward.js").Context} Context */
/** @typedef {import("./forward.js").Section} Section */

const MOST_OUTPUTS = 4; // in one line

/** A mean over outputs. @param {Part[][]} parts @returns {Part[]} */
function mean(parts) {
  if (parts.length === 1) return parts[0];
  if (parts.length > MOST_OUTPUTS) return [over(["Σ", "…"], [given(parts.length)])];
  const sum = parts.flatMap((part, at) => [...(at > 0 ? ["+"] : []), ...part]);
  return [over(sum, [given(parts.length)])];
}

/** @param {number} a @param {number} y @returns {Part} */
const gap = (a, y) => group([num(a), "−", factor(y)]);

/** Within ±1 half the square, beyond it the distance. @param {number} a @param {number} y */
const huber = (a, y) => (Math.abs(a - y) <= 1 ? [given(0.5), "·", square([gap(a, y)])]
  : ["|", num(a), "−", factor(y), "|", "−", given(0.5)]);

/**
 * What stands between "L =" and its value, by the loss.
 * @type {Record<string, (outputs: {a: number[], z: number[], y: number[]}) => Part[]>}
 */
const LOSS = Object.freeze({
  mse: ({ a, y }) => mean(a.map((value, at) => [square([gap(value, y[at])])])),
  mae: ({ a, y }) => mean(a.map((value, at) => ["|", num(value), "−", factor(y[at]), "|"])),
  huber: ({ a, y }) => mean(a.map((value, at) => huber(value, y[at]))),
  hinge: ({ z, y }) => apply("max", ["0, ", "1", "−", factor(y[0]), "·", factor(z[0])]),
  binary_cross_entropy: ({ a, y }) => ["−", ...apply("ln", y[0] === 1 ? [num(a[0])]
    : ["1", "−", num(a[0])])],
  softmax_cross_entropy: ({ a, y }) => ["−", ...apply("ln", [num(a[y.indexOf(1)])])],
});

/** L = … with its numbers. @param {Context} context @returns {Line} */
export function lossLine({ trace, layers, spec }) {
  const { a, z } = layers[layers.length - 1];
  const middle = LOSS[spec.loss]?.({ a, z, y: trace.coded_target });
  return { formula: ["L", "=", ...(middle ? [...middle, "="] : []), num(trace.loss)] };
}

/** How far the output was from right. @param {Context} context @returns {Section} */
export function lossSection(context) {
  const { trace, layers, spec, name } = context;
  const { a } = layers[layers.length - 1];
  const isShare = spec.loss.endsWith("cross_entropy");
  const share = spec.loss === "softmax_cross_entropy" ? a[trace.target]
    : trace.coded_target[0] === 1 ? a[0] : 1 - a[0];
  const say = isShare ? { key: "step.say.loss.share", values: { share } }
    : { key: `step.say.loss.${spec.loss}`, values: {} };
  const table = a.length <= 1 ? undefined : {
    head: "step.table.outputs", columns: ["step.column.output", "step.column.goal"],
    rows: a.map((value, unit) => ({ name: name(layers.length - 1, unit),
      cells: [value, trace.coded_target[unit]], marked: unit === trace.target })),
  };
  return { ask: { key: "step.ask.loss" }, say, lines: [lossLine(context)], table };
}

/** A single neuron is right or wrong, no more. @param {Context} context @returns {Section} */
export function mistakeSection({ trace }) {
  const { label, sum, output, mistake, model } = trace;
  const verdict = mistake ? "mistake" : "right";
  if (model === "threshold") {
    return { ask: { key: "step.ask.mistake" }, say: { key: `step.say.threshold.${verdict}` },
      lines: [{ formula: ["a", "=", num(output), mistake ? "≠" : "=", num(label), "=", "y"] }] };
  }
  return { ask: { key: "step.ask.mistake" }, say: { key: `step.say.perceptron.${verdict}` },
    lines: [{ formula: ["y", "·", "z", "=", num(label), "·", factor(sum), "=", num(label * sum),
      mistake ? "≤" : ">", "0"] }] };
}

/**
 * d loss / d z of an output, or d loss / d a where the loss takes a.
 * @param {Context} context
 * @param {number} unit
 * @returns {Line[]}
 */
export function outputBlame({ trace, layers, spec }, unit) {
  const { a, z, da, slope, dz } = layers[layers.length - 1];
  const y = trace.coded_target[unit];
  const blame = dz?.[unit] ?? null;
  if (!da || !slope) {
    return [{ formula: ["dz", "=", "p", "−", "y", "=", num(a[unit]), "−", factor(y), "=",
      num(blame)] }];
  }
  const first = { formula: ["da", "=", ...SLOPE_OF_LOSS[spec.loss]?.(a[unit], y, a.length) ?? [],
    num(da[unit])] };
  const isStraight = slope[unit] === 1 && a[unit] === z[unit];
  return [first, { formula: isStraight ? ["dz", "=", "da", "=", num(blame)]
    : ["dz", "=", "da", "·", "f′(z)", "=", num(da[unit]), "·", factor(slope[unit]), "=",
      num(blame)] }];
}

/** Of a mean over outputs each has its share. @param {number} outputs @returns {Part[]} */
const part = (outputs) => (outputs > 1 ? [over(["1"], [given(outputs)]), "·"] : []);

/** @param {number} a @param {number} y @param {number} outputs @returns {Part[]} */
const signed = (a, y, outputs) =>
  [...part(outputs), ...apply("sign", [num(a), "−", factor(y)]), "="];

/** @type {Record<string, (a: number, y: number, outputs: number) => Part[]>} */
const SLOPE_OF_LOSS = Object.freeze({
  mse: (a, y, outputs) => [...(outputs > 1 ? [over([given(2)], [given(outputs)])] : [given(2)]),
    "·", gap(a, y), "="],
  mae: signed,
  huber: (a, y, outputs) => (Math.abs(a - y) > 1 ? signed(a, y, outputs)
    : [...part(outputs), ...(outputs > 1 ? [gap(a, y)] : [num(a), "−", factor(y)]), "="]),
  hinge: (a, y) => (1 - y * a > 0 ? ["−", "y", "="] : []),
});
