// @ts-check
// What is about to go wrong, told from the settings alone. The limits are those at which the
// engine's own data sets are no longer learned, tried at 3,000 steps. Pure.
import { hyperparameterOf } from "./catalog.js";

/** From here on all weights of two rings or XOR shrink to nothing. */
const ERASING = Object.freeze({ l1: 0.03, l2: 0.1, elastic: 0.06 });
/** Of piecewise linear units: from here on they die, or jump about. */
const HUGE = Object.freeze({ plain: 1, adaptive: 0.3 });
const LINEAR_UNITS = Object.freeze(["relu", "leaky_relu", "elu", "gelu", "swish", "softplus"]);
const STRAIGHT = Object.freeze(["sgd", "momentum", "nesterov"]);
const SQUARES = Object.freeze(["x1_squared", "x2_squared"]);
const STEEP_RATE = 0.003; // a square reaches 36 on these data, and its gradient 36 times as far

/** @typedef {import("./coach.js").Advice} Advice */

/** @param {string} label @param {any} patch */
const remedy = (label, patch) => ({ label, action: { type: "configure", patch } });

/** A rate as people write them, well below. @param {number} rate */
const tenth = (rate) => Number((rate / 10).toPrecision(1));

/** @param {any} spec @returns {Advice | null} */
function erasing({ regularizer }) {
  const limit = ERASING[/** @type {"l1"} */ (regularizer?.key)];
  if (!limit || regularizer.rate < limit) return null;
  const patch = { regularizer: { rate: tenth(regularizer.rate) } };
  return { key: "coach.warn_penalty", actions: [remedy("coach.weaker", patch)] };
}

/** @param {any} spec @param {any} catalog @returns {Advice | null} */
function equal({ initializer, hidden_layers: layers }, catalog) {
  if (initializer?.key !== "zeros" || layers.length === 0) return null;
  const patch = { initializer: { key: catalog.defaults.initializer.key } };
  return { key: "coach.warn_zeros", actions: [remedy("coach.other_start", patch)] };
}

/** @param {any} spec @param {any} catalog @returns {Advice | null} */
function huge({ optimizer, hidden_layers: layers }, catalog) {
  const kind = STRAIGHT.includes(optimizer?.key) ? "plain" : "adaptive";
  const isLinear = layers.some((/** @type {any} */ { activation }) =>
    LINEAR_UNITS.includes(activation));
  if (!isLinear || !(optimizer?.learning_rate >= HUGE[kind])) return null;
  const usual = hyperparameterOf(catalog, "optimizers", optimizer.key, "learning_rate")?.default;
  return { key: "coach.warn_rate", actions: [remedy("coach.usual_rate",
    { optimizer: { learning_rate: usual ?? tenth(optimizer.learning_rate) } })] };
}

/** @param {any} spec @returns {Advice | null} */
function steep({ task, features, standardize, optimizer }) {
  const isSquare = Array.isArray(features) && features.some((one) => SQUARES.includes(one));
  const isFast = STRAIGHT.includes(optimizer?.key) && optimizer.learning_rate >= STEEP_RATE;
  if (task !== "regression" || !isSquare || standardize !== false || !isFast) return null;
  return { key: "coach.warn_squares", actions: [remedy("coach.standardize", { standardize: true })] };
}

/**
 * The first thing that speaks against these settings.
 * @param {{spec: any, catalog: any, step: number}} situation
 * @returns {Advice | null}
 */
export const warningOf = ({ spec, catalog, step }) =>
  (step === 0 ? equal(spec, catalog) : null) ??
    erasing(spec) ?? steep(spec) ?? huge(spec, catalog);
