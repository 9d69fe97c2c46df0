// @ts-check
// The coach: at most one sentence, from the state alone. Pure.
import { entryOf, hyperparameterOf } from "./catalog.js";
import { chooseModel, PERCEPTRON, THRESHOLD } from "./network/models.js";
import { chooseDataset } from "./spec.js";
import { isHurt } from "./trouble.js";
import { warningOf } from "./warnings.js";

/**
 * @typedef {object} Advice
 * @property {string} key Of its text.
 * @property {Record<string, any>} [values]
 * @property {{label: string, action: any}[]} [actions] Each a button.
 * @property {string} [glow] Data set whose thumbnail glows once.
 * @property {boolean} [isTrouble] Whether it names what goes wrong, and what helps.
 */

const FOUND = 0.97;
const LOST = 0.93;
const FOUND_LOSS = 0.01;
const PATIENCE = { epochs: 60, steps: 2000 }; // before that a flat loss may just be a slow start
const FLAT = [0.95, 1.25]; // a trend between these is no progress, one above is a jump
const OVERFIT_RATIO = 3;
const OVERFIT_LOSS = 0.05;
const WIDE = 8;
const DEEP = 4; // hidden layers from which one more is no help to a beginner
const NOISY = 0.2;
const NOISE_STEP = 0.1;
const SINES = ["sin_x1", "sin_x2"];
const NOT_MUCH = { epochs: 10, steps: 300, trend: 0.97, above: 0.15 }; // above chance
const BENT = ["circle", "xor", "spiral", "rings3"]; // no line in x1 and x2 parts these
const PLAIN = ["x1", "x2"];

/**
 * @typedef {object} Situation
 * @property {any} spec
 * @property {any} catalog
 * @property {any} metrics
 * @property {string} state
 * @property {number} step
 * @property {number} epoch
 * @property {string | null} [reason] Why it is finished.
 * @property {number} trend Train loss now, as a share of what it was at half the steps.
 * @property {import("./trouble.js").Rise | null} [rise] Of the test loss.
 * @property {import("./trouble.js").Units | null} [units] That can die.
 * @property {boolean} [isKept] Whether weights at step 0 come from training before.
 * @property {number} [classes]
 */

/**
 * @param {Situation} situation
 * @param {string} [previous] Key said last: thresholds differ a little for coming and going.
 * @returns {Advice}
 */
export function advise(situation, previous = "") {
  const { step, metrics, state, spec } = situation;
  if (spec.model === THRESHOLD) return setByHand(situation);
  if (spec.model === PERCEPTRON) return aboutPerceptron(situation);
  const isFound = step > 0 && metrics && hasFound(metrics, previous);
  const trouble = isFound ? null : troubleOf(situation);
  if (trouble) return { ...trouble, isTrouble: true };
  if (step === 0) return beginning(situation);
  if (isFound) return found(situation);
  if (state !== "running" && metrics) return { key: "coach.paused" };
  return { key: isSlow(situation) ? "coach.not_much" : "coach.learning" };
}

/** @param {Situation} situation @returns {Advice} */
const beginning = (situation) => (situation.isKept ? { key: "coach.kept" }
  : { key: "coach.start", values: { target: targetOf(situation) } });

/** Whether it guesses still, and does not get better. @param {Situation} situation */
function isSlow({ step, epoch, trend, metrics, classes = 2 }) {
  if (!metrics || step < NOT_MUCH.steps || epoch < NOT_MUCH.epochs) return false;
  return trend > NOT_MUCH.trend && (metrics.train_accuracy ?? 0) < 1 / classes + NOT_MUCH.above;
}

/** What goes wrong, or is about to. @param {Situation} situation @returns {Advice | null} */
function troubleOf(situation) {
  const { step, metrics, epoch, trend, units = null, rise } = situation;
  const warning = warningOf(situation);
  if (step > 0 && metrics && isHurt(units)) return dying(situation, warning);
  if (warning || step === 0 || !metrics) return warning;
  if (rise && (metrics.test_accuracy ?? 0) < LOST) return rising(situation);
  if (overfits(metrics)) return overfit(situation);
  if (cannotLearn(situation)) return stuck(situation);
  const isEarly = epoch < PATIENCE.epochs || step < PATIENCE.steps;
  if (!isEarly && trend > FLAT[1]) return unsteady(situation);
  return !isEarly && trend > FLAT[0] ? stuck(situation) : null;
}

/** @param {Situation} situation @returns {Advice} */
function setByHand({ metrics, spec, catalog }) {
  if (spec.dataset.key === "xor") {
    const patch = chooseModel(catalog, spec, "network");
    return { key: "coach.threshold_xor", actions: [advice("coach.use_network", patch)] };
  }
  return { key: metrics?.train_accuracy === 1 ? "coach.threshold_right" : "coach.threshold" };
}

/** @param {Situation} situation @returns {Advice} */
function aboutPerceptron({ spec, catalog, step, reason, state }) {
  if (reason === "converged") return { key: "coach.perceptron_converged" };
  if (reason === "not_converged") {
    const patch = chooseModel(catalog, spec, "network");
    return { key: "coach.perceptron_gave_up", actions: [advice("coach.use_network", patch)] };
  }
  if (step === 0) return { key: "coach.perceptron_start" };
  return { key: state === "running" ? "coach.perceptron_learning" : "coach.paused" };
}

/** @param {any} metrics @param {string} previous */
function hasFound(metrics, previous) {
  const accuracy = metrics.test_accuracy ?? metrics.train_accuracy;
  const wasFound = previous.startsWith("coach.found");
  if (accuracy !== null) return accuracy >= (wasFound ? LOST : FOUND);
  return (metrics.test_loss ?? metrics.train_loss) <= FOUND_LOSS * (wasFound ? 2 : 1);
}

/** @param {any} metrics */
function overfits({ train_loss: train, test_loss: test, test_accuracy: accuracy }) {
  if (test === null || (accuracy ?? 0) >= LOST) return false; // what is nearly all right is good
  return test > OVERFIT_LOSS && test > OVERFIT_RATIO * train;
}

/** Whether no patience helps. @param {Situation} situation */
function cannotLearn(situation) {
  const { spec } = situation;
  const startsEqual = spec.initializer?.key === "zeros" && spec.hidden_layers.length > 0;
  const staysStraight = isLinear(spec) && BENT.includes(spec.dataset.key)
    && spec.features.every((/** @type {string} */ key) => PLAIN.includes(key));
  return startsEqual || staysStraight || usesFlat(situation);
}

/** Whether all hidden layers are linear, so that together they are no more than one. @param {any} spec */
const isLinear = ({ hidden_layers: layers }) =>
  layers.length > 0 && layers.every((/** @type {any} */ layer) => layer.activation === "identity");

/** @param {Situation} situation @returns {Advice} */
function found(situation) {
  const { spec, catalog, metrics } = situation;
  const accuracy = metrics.test_accuracy ?? metrics.train_accuracy;
  const points = `coach.${accuracy === 1 ? "all" : "points"}_${
    metrics.test_accuracy === null ? "train" : "test"}`;
  const values = { points, loss: metrics.test_loss ?? metrics.train_loss };
  const present = entryOf(catalog, "datasets", spec.dataset.key);
  const words = accuracy === null ? "coach.found_values" : "coach.found";
  if (!present || present.kind === "own") {
    return { key: `${words}_own`, values, actions: otherSplit(metrics) };
  }
  const spiral = entryOf(catalog, "datasets", "spiral");
  if (spec.dataset.key === "spiral" || !spiral) {
    const actions = someNoise(situation);
    return { key: actions.length > 0 ? "coach.found_last" : "coach.found_all", values, actions };
  }
  const patch = chooseDataset(spec, /** @type {any} */ (spiral), /** @type {any} */ (present));
  const tryIt = { label: "coach.try_spiral", action: { type: "configure", patch } };
  return { key: words, values, actions: [tryIt], glow: spiral.key };
}

/** @param {Situation} situation @returns {Advice} */
function stuck(situation) {
  const { spec } = situation;
  if (spec.initializer?.key === "zeros" && spec.hidden_layers.length > 0) {
    return { key: "coach.stuck_zeros", actions: otherStart(situation) };
  }
  if (usesFlat(situation)) return { key: "coach.stuck_flat", actions: slopedActivation(situation) };
  if (isLinear(spec)) return { key: "coach.stuck_linear", actions: slopedActivation(situation) };
  if (spec.dataset.noise >= NOISY) return { key: "coach.stuck_noise", actions: lessNoise(spec) };
  const [layer, sine] = [widerLayer(situation), sineInputs(situation)];
  return { key: `coach.${stuckWords(spec, layer, sine)}`, actions: [...layer, ...sine] };
}

/** @param {any} spec @param {any[]} layer @param {any[]} sine */
function stuckWords(spec, layer, sine) {
  if (layer.length === 0) return sine.length === 0 ? "stuck_full" : "stuck_sine";
  if (spec.hidden_layers.length === 0) return sine.length === 0 ? "stuck_straight" : "stuck_line";
  if (sine.length === 0) return "stuck_deep";
  return spec.dataset.key === "spiral" ? "stuck_spiral" : "stuck";
}

/**
 * Units that no gradient reaches: only new weights bring them back. Beside it what prevents it.
 * @param {Situation} situation @param {Advice | null} warning @returns {Advice}
 */
function dying({ spec, units }, warning) {
  const leaky = spec.hidden_layers.map((/** @type {any} */ layer) =>
    (layer.activation === "relu" ? { ...layer, activation: "leaky_relu" } : layer));
  const prevents = warning?.key === "coach.warn_rate" ? warning.actions ?? []
    : [advice("coach.use_leaky", { hidden_layers: leaky })];
  return { key: "coach.dead", values: { dead: units?.dead, of: units?.of },
    actions: [{ label: "transport.new_weights", action: { type: "new_weights" } }, ...prevents] };
}

/** @param {Situation} situation @returns {Advice} */
function rising(situation) {
  const { spec, rise } = situation;
  const isFree = spec.regularizer?.key === "none";
  const penalty = isFree ? [advice("coach.use_penalty", { regularizer: { key: "l2", rate: 0.01 } })]
    : [];
  return { key: "coach.rising", values: { ...rise }, actions: [...moreData(situation), ...penalty] };
}

/** @param {Situation} situation @returns {Advice} */
function overfit(situation) {
  const actions = moreData(situation);
  return { key: actions.length > 0 ? "coach.overfit" : "coach.overfit_full", actions };
}

/** @param {Situation} situation @returns {Advice} */
function unsteady({ spec, catalog }) {
  const { key, learning_rate: rate } = spec.optimizer;
  const least = hyperparameterOf(catalog, "optimizers", key, "learning_rate")?.minimum ?? 0;
  const calmer = Math.max(least, Number((rate / 3).toPrecision(1)));
  const actions = calmer < rate
    ? [advice("coach.slower", { optimizer: { learning_rate: calmer } })] : [];
  return { key: "coach.unsteady", actions };
}

// Each of these is one button, or none where it would change nothing or meet a limit.

/** @param {string} label @param {any} patch */
const advice = (label, patch) => ({ label, action: { type: "configure", patch } });

/** A new first layer, wide enough to help. @param {Situation} situation */
function widerLayer({ spec, catalog }) {
  if (spec.hidden_layers.length >= Math.min(DEEP, catalog.limits.hidden_layers)) return [];
  const activation = spec.hidden_layers[0]?.activation ?? catalog.activations[0].key;
  const units = Math.min(WIDE, catalog.limits.units);
  const action = { type: "insert_layer", at: 0, units, activation };
  return [{ label: "coach.add_layer", action }];
}

/** @param {Situation} situation */
function sineInputs({ spec, catalog }) {
  const order = catalog.features.map((/** @type {any} */ entry) => entry.key);
  const sines = SINES.filter((key) => order.includes(key) && !spec.features.includes(key));
  if (!spec.features.every((/** @type {string} */ key) => order.includes(key))) return [];
  const isTooMany = spec.features.length + sines.length > catalog.limits.features;
  if (sines.length === 0 || isTooMany) return [];
  const features = order.filter((/** @type {string} */ key) =>
    sines.includes(key) || spec.features.includes(key));
  return [advice("coach.add_sine", { features })];
}

/** @param {any} metrics */
const otherSplit = ({ test_loss: loss }) =>
  (loss === null ? [] : [{ label: "data.split", action: { type: "new_split" } }]);

/** @param {Situation} situation */
function someNoise({ spec, catalog }) {
  const { key, noise } = spec.dataset;
  const range = hyperparameterOf(catalog, "datasets", key, "noise");
  if (!range || noise > 0) return [];
  return [advice("coach.add_noise", { dataset: { noise: Math.min(range.maximum, NOISE_STEP) } })];
}

/** @param {any} spec */
const lessNoise = (spec) =>
  [advice("coach.less_noise", { dataset: { noise: Number((spec.dataset.noise / 2).toPrecision(2)) } })];

/** Whether gradients end at a hidden layer. @param {Situation} situation */
const usesFlat = ({ spec, catalog }) =>
  spec.hidden_layers.some((/** @type {any} */ { activation }) =>
    entryOf(catalog, "activations", activation)?.differentiable === false);

/** @param {Situation} situation */
function slopedActivation({ spec, catalog }) {
  const { activation } = catalog.defaults.hidden_layers[0];
  const layers = spec.hidden_layers.map((/** @type {any} */ layer) => ({ ...layer, activation }));
  return [advice("coach.use_sloped", { hidden_layers: layers })];
}

/** @param {Situation} situation */
const otherStart = ({ catalog }) =>
  [advice("coach.other_start", { initializer: { key: catalog.defaults.initializer.key } })];

/** @param {Situation} situation */
function moreData({ spec, catalog }) {
  const { key, samples } = spec.dataset;
  const range = hyperparameterOf(catalog, "datasets", key, "samples");
  const more = Math.min(2 * samples, catalog.limits.samples, range?.maximum ?? samples);
  return more > samples ? [advice("coach.more_data", { dataset: { samples: more } })] : [];
}

/** @param {Situation} situation */
const targetOf = ({ spec }) => `coach.target.${spec.dataset.key}`;
