// @ts-check
// The update in formulas: each weight before and after, as far as its optimizer's rule is known.
// Pure. What the server says counts: a formula that led elsewhere would not be shown.
import { factor, given, num } from "../network/formula.js";
import { penalize, STEPS } from "./optimizer_steps.js";
import { isLeftOut, MOST_TERMS, pictureOf } from "./forward.js";
import { isNeuron } from "./stations.js";

const PLAIN = "sgd";
const MANY = 40; // rows; of more, those that move most come first
const CLOSE = 1e-9; // relative; both sides compute in double precision

/** @typedef {import("../network/formula.js").Line} Line */
/** @typedef {import("./forward.js").Context} Context */
/** @typedef {import("./forward.js").Section} Section */
/** @typedef {import("./forward.js").Words} Words */

/**
 * One parameter of a layer, before and after.
 * @param {Context} context @param {number} from −1: the bias. @param {number} to
 */
export function parameterOf({ layers, station }, from, to) {
  const layer = layers[station.layer];
  const isBias = from < 0;
  return {
    isBias,
    before: isBias ? layer.b[to] : layer.W[from][to],
    after: isBias ? layer.b_after[to] : layer.W_after[from][to],
    gradient: (isBias ? layer.db?.[to] : layer.dW?.[from][to]) ?? null,
    memory: isBias ? layer.memory_b.map((slot) => slot[to])
      : layer.memory_W.map((slot) => slot[from][to]),
  };
}

/**
 * The way from before to after, line by line; null where it is not known.
 * @param {Context} context @param {number} from @param {number} to
 */
export function wayOf(context, from, to) {
  const { trace, layers, station, spec } = context;
  const { isBias, before, after, gradient, memory } = parameterOf(context, from, to);
  const step = STEPS[spec.optimizer.key];
  if (!step || gradient === null) return null;
  const { key: _, ...values } = spec.optimizer;
  const g = gradient * trace.clip_factor;
  const moved = step({ w: before, g, rate: trace.learning_rate, memory,
    t: layers[station.layer].updates + 1, values });
  const last = isBias ? { after: moved.after, lines: [] }
    : penalize(moved.after, trace.learning_rate, spec.regularizer);
  if (!last || Math.abs(last.after - after) > CLOSE * Math.max(1, Math.abs(after))) return null;
  const clip = trace.clip_factor < 1
    ? [["g", "=", num(trace.clip_factor), "·", factor(gradient), "=", num(g)]] : [];
  return [...clip, ...moved.lines, ...last.lines];
}

/** Why the weights of a layer, or of a unit, stay as they are; null: they move. */
function reasonToStay(/** @type {Context} */ context, /** @type {number} */ unit) {
  const { trace, layers, station } = context;
  if (trace.model === "threshold") return "threshold";
  if (trace.model === "perceptron") return trace.mistake ? null : "right";
  if (!trace.updated) return "infinite";
  if (layers[station.layer].frozen) return "frozen";
  return isLeftOut(context, station.layer, unit) ? "left_out" : null;
}

/** What is special about this update, in words. @param {Context} context @returns {Section[]} */
function remarks({ trace, spec, catalog }) {
  if (isNeuron(trace)) return [];
  const { optimizers = [] } = catalog;
  const entry = optimizers.find((/** @type {any} */ one) => one.key === spec.optimizer.key);
  const rows = [];
  if (trace.clip_factor < 1) {
    rows.push({ key: "step.say.clip", values: { factor: trace.clip_factor,
      norm: trace.gradient_norm, most: spec.gradient_clip } });
  }
  if (spec.optimizer.key !== PLAIN) {
    rows.push({ key: "step.say.optimizer", values: { name: entry?.label ?? spec.optimizer.key } });
  }
  if (spec.regularizer.key !== "none") rows.push({ key: "step.say.penalty" });
  return rows.map((say) => ({ ask: { key: "" }, say }));
}

/** @param {Context} context @param {number} unit @returns {Section[]} */
export function changeSections(context, unit) {
  const { trace, layers, station, name, bias } = context;
  const stays = reasonToStay(context, unit);
  const ask = { key: stays ? "step.ask.stays" : "step.ask.change" };
  if (stays) return [{ ask, say: { key: `step.say.stays.${stays}` } }];
  if (isNeuron(trace)) return [{ ask, say: { key: "step.say.change.perceptron" },
    lines: perceptronLines(context), table: changeTable(context, [0], MOST_TERMS) }];
  const { inputs } = layers[station.layer];
  const say = { key: "step.say.change" };
  const { optimizer, regularizer } = context.spec;
  const isPlain = optimizer.key === PLAIN && trace.clip_factor >= 1 && regularizer.key === "none";
  const froms = [...inputs.keys(), -1];
  if (isPlain && inputs.length <= MOST_TERMS) {
    return [{ ask, say, lines: froms.flatMap((from) => labeled(
      from < 0 ? bias() : name(station.layer - 1, from), wayOf(context, from, unit),
      parameterOf(context, from, unit))) }];
  }
  const strongest = froms.toSorted((one, other) =>
    moveOf(context, other, unit) - moveOf(context, one, unit))[0];
  const label = strongest < 0 ? bias() : name(station.layer - 1, strongest);
  return [{ ask, say }, ...remarks(context), {
    ask: { key: "step.ask.example", values: { name: label } },
    lines: labeled("", wayOf(context, strongest, unit), parameterOf(context, strongest, unit)),
    picture: pictureOf(context, inputs.map((_, from) => {
      const { before, after } = parameterOf(context, from, unit);
      return after - before;
    }), "step.picture.changes"),
    table: changeTable(context, [unit]) }];
}

/** How far a parameter moves. @param {Context} context @param {number} from @param {number} to */
function moveOf(context, from, to) {
  const { before, after } = parameterOf(context, from, to);
  return Math.abs(after - before);
}

/**
 * @param {string} label
 * @param {import("../network/formula.js").Formula[] | null} way
 * @param {{before: number, after: number, isBias: boolean}} parameter
 * @returns {Line[]}
 */
function labeled(label, way, { before, after, isBias }) {
  const lines = way ?? [["w", "=", num(before), "→", num(after)]];
  const named = (/** @type {import("../network/formula.js").Part} */ part) =>
    (isBias && typeof part === "string" ? part.replace("w", "b") : part);
  return lines.map((formula, at) => ({ label: at === 0 ? label : "", formula: formula.map(named) }));
}

/** w′ = w + rate · y · x of a mistake. @param {Context} context @returns {Line[]} */
function perceptronLines({ trace, layers: [{ W, W_after, b, b_after, inputs }], name, bias }) {
  const push = [given(trace.learning_rate), "·", factor(trace.label)];
  const few = inputs.length <= MOST_TERMS ? inputs : [];
  return [
    ...few.map((value, from) => ({ label: name(-1, from), formula: ["w′", "=", num(W[from][0]),
      "+", ...push, "·", factor(value), "=", num(W_after[from][0])] })),
    { label: bias(), formula: ["b′", "=", num(b[0]), "+", ...push, "=", num(b_after[0])] },
  ];
}

/**
 * Every weight before and after.
 * @param {Context} context @param {number[]} units @param {number} [unless] As few need no table.
 */
function changeTable(context, units, unless = 0) {
  const { layers, station, name, bias } = context;
  const { inputs, z } = layers[station.layer];
  if (inputs.length <= unless) return undefined;
  const whole = units.length > 1 || z.length > 1 && units.length !== 1;
  const rows = units.flatMap((to) => [...inputs.keys(), -1].map((from) => {
    const { before, after, gradient } = parameterOf(context, from, to);
    const own = from < 0 ? bias(whole ? name(station.layer, to) : undefined)
      : name(station.layer - 1, from);
    return { name: whole && from >= 0 ? `${own} → ${name(station.layer, to)}` : own,
      cells: isNeuron(context.trace) ? [before, after] : [gradient, before, after] };
  }));
  const columns = ["step.column.before", "step.column.after"];
  const moved = (/** @type {{cells: (number | null)[]}} */ { cells }) =>
    Math.abs(Number(cells.at(-1)) - Number(cells.at(-2)));
  if (rows.length > MANY) rows.sort((one, other) => moved(other) - moved(one));
  return { head: rows.length > MANY ? "step.table.changes.many" : "step.table.changes", rows,
    columns: isNeuron(context.trace) ? columns : ["step.column.gradient", ...columns] };
}

/** All units of a layer at once. @param {Context} context @returns {Section[]} */
export function changeOfLayer(context) {
  const { layers, station } = context;
  if (layers.length === 1 && isNeuron(context.trace)) return changeSections(context, 0);
  const stays = reasonToStay(context, -1);
  if (stays) return [{ ask: { key: "step.ask.stays" }, say: { key: `step.say.stays.${stays}` } }];
  const units = layers[station.layer].z.map((_, unit) => unit);
  return [{ ask: { key: "step.ask.change" },
    say: { key: "step.say.change" },
    lines: context.spec.optimizer.key === PLAIN
      ? [{ formula: ["w′", "=", "w", "−", given(context.trace.learning_rate), "·", "dw"] }] : [] },
  ...remarks(context), { ask: { key: "" }, table: changeTable(context, units) }];
}
