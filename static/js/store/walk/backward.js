// @ts-check
// The way back in formulas: the blame of a unit by the chain rule, and that of its weights. Pure.
import { apply, factor, group, num, over, power, products, square } from "../network/formula.js";
import { isLeftOut, MOST_TERMS, pictureOf, strongestFirst } from "./forward.js";
import { outputBlame } from "./loss.js";

/** @typedef {import("../network/formula.js").Part} Part */
/** @typedef {import("../network/formula.js").Line} Line */
/** @typedef {import("./forward.js").Context} Context */
/** @typedef {import("./forward.js").Section} Section */
/** @typedef {import("./stations.js").TracedLayer} TracedLayer */

const MANY = 40; // rows

/** The slope of an activation, before its value. @type {Record<string, (z: number, a: number) => Part[]>} */
const SLOPE = Object.freeze({
  tanh: (z, a) => ["1", "−", square([factor(a)]), "="],
  sigmoid: (z, a) => [num(a), "·", group(["1", "−", num(a)]), "="],
  elu: (z, a) => (z < 0 ? [num(a), "+", "1", "="] : []),
  softplus: (z) => [over(["1"], ["1", "+", power(["e"], [num(0 - z)])]), "="],
});

/** f′(z) with its numbers. @param {TracedLayer} layer @param {number} unit @returns {Line} */
export function slopeLine({ activation, z, a, slope }, unit) {
  const middle = SLOPE[activation]?.(z[unit], a[unit]) ?? [];
  return { formula: ["f′(z)", "=", ...middle, num(slope?.[unit] ?? null)] };
}

/** What comes back from the next layer. @param {Context} context @param {number} unit */
function hiddenBlame({ layers, station }, unit) {
  const layer = layers[station.layer];
  const next = layers[station.layer + 1];
  const weights = next.W[unit];
  const backs = next.dz ?? [];
  const da = layer.da?.[unit] ?? null;
  const long = weights.length > MOST_TERMS;
  const sum = long ? ["Σ", group(["w", "·", "dz"])] : products(weights, backs);
  return { formula: ["da", "=", ...sum, "=", num(da)] };
}

/** @param {Context} context @param {number} unit @returns {Section[]} */
export function blameSections(context, unit) {
  const { layers, station } = context;
  const layer = layers[station.layer];
  if (isLeftOut(context, station.layer, unit)) {
    return [{ ask: { key: "step.ask.blame" }, say: { key: "step.say.left_out.blame" } }];
  }
  const weights = weightsSection(context, unit);
  if (station.layer === layers.length - 1) {
    const say = { key: layer.da ? "step.say.blame.output" : "step.say.blame.difference" };
    const bent = layer.da && layer.activation !== "identity" ? [slopeLine(layer, unit)] : [];
    const [first, ...rest] = outputBlame(context, unit);
    return [{ ask: { key: "step.ask.blame.output" }, say, lines: [first, ...bent, ...rest] },
      weights];
  }
  return [
    { ask: { key: "step.ask.blame" }, say: { key: "step.say.blame" },
      lines: [hiddenBlame(context, unit)] },
    { ask: { key: "step.ask.slope" }, say: { key: "step.say.slope" },
      lines: [slopeLine(layer, unit), { formula: ["dz", "=", "da", "·", "f′(z)", "=",
        num(layer.da?.[unit] ?? null), "·", factor(layer.slope?.[unit] ?? null), "=",
        num(layer.dz?.[unit] ?? null)] }] },
    weights,
  ];
}

/** Blame of the weights into a unit, and of its bias. @param {Context} context @param {number} unit */
function weightsSection(context, unit) {
  const { layers, station, name, bias } = context;
  const { inputs, dz, dW, db } = layers[station.layer];
  const blame = dz?.[unit] ?? null;
  const gradients = (dW ?? []).map((row) => row[unit]);
  const few = inputs.length <= MOST_TERMS;
  const lines = few ? inputs.map((value, from) => ({
    label: name(station.layer - 1, from),
    formula: ["dw", "=", num(blame), "·", factor(value), "=", num(gradients[from])],
  })) : [{ formula: ["dw", "=", "dz", "·", "a"] }];
  return {
    ask: { key: "step.ask.weights" }, say: { key: "step.say.weights" },
    picture: pictureOf(context, gradients, "step.picture.gradients"),
    lines: [...lines, { label: bias(),
      formula: ["db", "=", "dz", "=", num(db?.[unit] ?? null)] }],
    table: few ? undefined : {
      head: "step.table.gradients", columns: ["dz", "step.column.input", "dw"],
      rows: strongestFirst(gradients).map((from) => ({ name: name(station.layer - 1, from),
        cells: [blame, inputs[from], gradients[from]] })),
    },
  };
}

/** @param {boolean} isLast @param {boolean} hasSlope */
function wordsOfBlame(isLast, hasSlope) {
  if (!isLast) return "step.say.blame.layer";
  return hasSlope ? "step.say.blame.output" : "step.say.blame.difference";
}

/** Of many rows those with the largest number come first. @param {{cells: (number | null)[]}[]} rows */
function sortMany(rows) {
  const size = (/** @type {{cells: (number | null)[]}} */ { cells: [value] }) => Math.abs(value ?? 0);
  return rows.length > MANY ? rows.sort((one, other) => size(other) - size(one)) : rows;
}

/** All units of a layer at once. @param {Context} context @returns {Section[]} */
export function blameOfLayer({ layers, station, name, bias }) {
  const { da, slope, dz, dW, db, W } = layers[station.layer];
  const isLast = station.layer === layers.length - 1;
  const back = isLast ? [] : [{ formula: ["da", "=", "Σ", group(["w", "·", "dz"])] }];
  const rest = da ? [...back, { formula: ["dz", "=", "da", "·", ...apply("f′", ["z"])] }]
    : [{ formula: ["dz", "=", "p", "−", "y"] }];
  return [{
    ask: { key: "step.ask.blame.layer" }, say: { key: wordsOfBlame(isLast, da !== null) }, lines: rest,
    table: {
      head: "step.table.units", columns: da ? ["da", "f′(z)", "dz"] : ["dz"],
      rows: (dz ?? []).map((value, unit) => ({ name: name(station.layer, unit),
        cells: da ? [da[unit], slope?.[unit] ?? null, value] : [value] })),
    },
  }, {
    ask: { key: "step.ask.weights" }, say: { key: "step.say.weights" },
    lines: [{ formula: ["dw", "=", "dz", "·", "a"] }, { formula: ["db", "=", "dz"] }],
    table: {
      head: "step.table.gradients", columns: ["dw"],
      rows: sortMany(W[0].flatMap((_, to) => [...W.map((_row, from) => ({
        name: `${name(station.layer - 1, from)} → ${name(station.layer, to)}`,
        cells: [dW?.[from][to] ?? null] })),
      { name: bias(name(station.layer, to)), cells: [db?.[to] ?? null] }])),
    },
  }];
}
