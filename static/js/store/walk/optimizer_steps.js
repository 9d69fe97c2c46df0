// @ts-check
// One weight's update by each optimizer, as the catalog's formulas say, with the numbers: the twins
// of engine/optimizers/ and of engine/regularizers.py. Pure. An optimizer that is not here has its
// outcome shown without a formula.
import { factor, given, num, over, power, root, square } from "../network/formula.js";

/** @typedef {import("../network/formula.js").Part} Part */
/** @typedef {import("../network/formula.js").Formula} Formula */
/**
 * @typedef {object} Given
 * @property {number} w Before. @property {number} g Its gradient.
 * @property {number} rate Learning rate. @property {number[]} memory Of this weight.
 * @property {number} t Which update of the layer this is, from 1.
 * @property {Record<string, number>} values Of the optimizer.
 */
/** @typedef {{after: number, lines: Formula[]}} Moved */

/** w′ = w − rate · direction. @param {number} w @param {number} rate @param {Part[]} along @param {number} after */
const descend = (w, rate, along, after) =>
  /** @type {Formula} */ (["w′", "=", num(w), "−", given(rate), "·", ...along, "=", num(after)]);

/** average = share · before + (1 − share) · now @param {Part} name @param {number} share @param {number} before @param {Part[]} now @param {number} after */
const average = (name, share, before, now, after) => /** @type {Formula} */ ([
  name, "=", given(share), "·", factor(before), "+", given(rounded(1 - share)), "·", ...now, "=",
  num(after)]);

/** 1 − 0.9 is meant to be 0.1. @param {number} value */
const rounded = (value) => Number(value.toPrecision(12));

/** @param {Given} given @returns {Moved} */
function sgd({ w, g, rate }) {
  const after = w - rate * g;
  return { after, lines: [descend(w, rate, [factor(g)], after)] };
}

/** @param {Given} one @returns {Moved} */
function momentum({ w, g, rate, memory: [before], values }) {
  const v = values.momentum * before + g;
  const after = w - rate * v;
  return { after, lines: [
    ["v", "=", given(values.momentum), "·", factor(before), "+", factor(g), "=", num(v)],
    descend(w, rate, [factor(v)], after)] };
}

/** @param {Given} one @returns {Moved} */
function nesterov({ w, g, rate, memory: [before], values }) {
  const v = values.momentum * before + g;
  const ahead = values.momentum * v + g;
  const after = w - rate * ahead;
  return { after, lines: [
    ["v", "=", given(values.momentum), "·", factor(before), "+", factor(g), "=", num(v)],
    ["n", "=", factor(g), "+", given(values.momentum), "·", factor(v), "=", num(ahead)],
    descend(w, rate, [factor(ahead)], after)] };
}

/** w′ = w − rate · g / (√v + ε) @param {number} w @param {number} g @param {number} rate @param {number} v @param {number} epsilon */
function byRoot(w, g, rate, v, epsilon) {
  const after = w - (rate * g) / (Math.sqrt(v) + epsilon);
  const along = over([num(g)], [root([num(v)]), "+", given(epsilon)]);
  return { after, line: descend(w, rate, [along], after) };
}

/** @param {Given} one @returns {Moved} */
function adagrad({ w, g, rate, memory: [before], values }) {
  const v = before + g * g;
  const { after, line } = byRoot(w, g, rate, v, values.epsilon);
  return { after, lines: [["v", "=", num(before), "+", square([factor(g)]), "=", num(v)], line] };
}

/** @param {Given} one @returns {Moved} */
function rmsprop({ w, g, rate, memory: [before], values }) {
  const v = values.decay * before + (1 - values.decay) * g * g;
  const { after, line } = byRoot(w, g, rate, v, values.epsilon);
  return { after, lines: [average("v", values.decay, before, [square([factor(g)])], v), line] };
}

/** @param {Given} one @returns {Moved} */
function adam({ w, g, rate, memory: [mBefore, vBefore], t, values }) {
  const { beta1, beta2, epsilon } = values;
  const m = beta1 * mBefore + (1 - beta1) * g;
  const v = beta2 * vBefore + (1 - beta2) * g * g;
  const [mShown, vShown] = [m / (1 - beta1 ** t), v / (1 - beta2 ** t)];
  const { after, line } = byRoot(w, mShown, rate, vShown, epsilon);
  const corrected = (/** @type {string} */ name, /** @type {number} */ value,
    /** @type {number} */ beta, /** @type {number} */ outcome) => /** @type {Formula} */ ([
    name, "=", over([num(value)], ["1", "−", power([given(beta)], [given(t)])]), "=",
    num(outcome)]);
  return { after, lines: [
    average("m", beta1, mBefore, [factor(g)], m), average("v", beta2, vBefore, [square([factor(g)])], v),
    corrected("m̂", m, beta1, mShown), corrected("v̂", v, beta2, vShown), line] };
}

/** @param {Given} one @returns {Moved} */
function adamw(one) {
  const { w, rate, values } = one;
  const drawn = w * (1 - rate * values.weight_decay);
  const moved = adam({ ...one, w: drawn });
  const decay = ["w", "=", num(w), "·", "(", "1", "−", given(rate), "·", given(values.weight_decay),
    ")", "=", num(drawn)];
  return { after: moved.after, lines: [decay, ...moved.lines] };
}

/** Key of the optimizer → what it does. @type {Readonly<Record<string, (one: Given) => Moved>>} */
export const STEPS = Object.freeze({
  sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw,
});

/** L1: nearer to zero by an amount. @param {number} w @param {number} amount @returns {Moved} */
function cut(w, amount) {
  const after = Math.sign(w) * Math.max(Math.abs(w) - amount, 0);
  return { after, lines: [["w″", "=", num(w), w < 0 ? "+" : "−", num(amount),
    ...(after === 0 ? ["→"] : ["="]), num(after)]] };
}

/** L2: divided. @param {number} w @param {number} amount @returns {Moved} */
function shrink(w, amount) {
  const after = w / (1 + amount);
  return { after, lines: [["w″", "=", over([num(w)], ["1", "+", num(amount)]), "=", num(after)]] };
}

/**
 * What the penalty makes of a weight afterwards; biases it leaves alone.
 * @param {number} w @param {number} rate @param {any} regularizer Of the spec.
 * @returns {Moved | null} Null: this penalty is not known here.
 */
export function penalize(w, rate, { key, rate: strength = 0, l1_share: share = 0 }) {
  const amount = rate * strength;
  if (key === "none") return { after: w, lines: [] };
  if (key === "l1") return cut(w, amount);
  if (key === "l2") return shrink(w, amount);
  if (key !== "elastic") return null;
  const first = cut(w, amount * share);
  const then = shrink(first.after, amount * (1 - share));
  return { after: then.after, lines: [...first.lines, ...then.lines] };
}
