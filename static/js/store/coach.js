// @ts-check
// The coach: at most one sentence, from the state alone. Pure.
import { entryOf } from "./catalog.js";
import { chooseDataset } from "./spec.js";

/**
 * @typedef {object} Advice
 * @property {string} key Of its text.
 * @property {Record<string, any>} [values]
 * @property {{label: string, action: any}[]} [actions] Each a button.
 * @property {string} [glow] Data set whose thumbnail glows once.
 */

const FOUND = 0.97;
const LOST = 0.93;
const FOUND_LOSS = 0.01;
const PATIENCE_EPOCHS = 40;
const FLAT = [0.85, 1.25]; // a trend between these is no progress, one above is a jump
const OVERFIT_RATIO = 3;
const OVERFIT_LOSS = 0.05;
const WIDE = 8;
const SINES = ["sin_x1", "sin_x2"];

/**
 * @typedef {object} Situation
 * @property {any} spec
 * @property {any} catalog
 * @property {any} metrics
 * @property {string} state
 * @property {number} step
 * @property {number} epoch
 * @property {number} trend Train loss now, as a share of what it was at half the steps.
 */

/**
 * @param {Situation} situation
 * @param {string} [previous] Key said last: thresholds differ a little for coming and going.
 * @returns {Advice}
 */
export function advise(situation, previous = "") {
  const { step, metrics, state, epoch, trend } = situation;
  if (step === 0) return { key: "coach.start", values: { target: targetOf(situation) } };
  if (!metrics) return { key: "coach.learning" };
  if (hasFound(metrics, previous)) return found(situation);
  if (overfits(metrics)) return { key: "coach.overfit", actions: [moreData(situation)] };
  if (epoch >= PATIENCE_EPOCHS && trend > FLAT[1]) return unsteady(situation);
  if (epoch >= PATIENCE_EPOCHS && trend > FLAT[0]) return stuck(situation);
  return { key: state === "running" ? "coach.learning" : "coach.paused" };
}

/** @param {any} metrics @param {string} previous */
function hasFound(metrics, previous) {
  const accuracy = metrics.test_accuracy ?? metrics.train_accuracy;
  const wasFound = previous.startsWith("coach.found");
  if (accuracy !== null) return accuracy >= (wasFound ? LOST : FOUND);
  return (metrics.test_loss ?? metrics.train_loss) <= FOUND_LOSS * (wasFound ? 2 : 1);
}

/** @param {any} metrics */
function overfits({ train_loss: train, test_loss: test }) {
  return test !== null && test > OVERFIT_LOSS && test > OVERFIT_RATIO * train;
}

/** @param {Situation} situation @returns {Advice} */
function found({ spec, catalog, metrics }) {
  const accuracy = metrics.test_accuracy ?? metrics.train_accuracy;
  const points = metrics.test_accuracy === null ? "coach.points_train" : "coach.points_test";
  const values = { accuracy, points, loss: metrics.test_loss ?? metrics.train_loss };
  const spiral = entryOf(catalog, "datasets", "spiral");
  if (spec.dataset.key === "spiral" || !spiral) {
    return { key: "coach.found_last", values, actions: [addNoise(spec)] };
  }
  const patch = chooseDataset(spec, /** @type {any} */ (spiral));
  const tryIt = { label: "coach.try_spiral", action: { type: "configure", patch } };
  const key = accuracy === null ? "coach.found_values" : "coach.found";
  return { key, values, actions: [tryIt], glow: spiral.key };
}

/** @param {Situation} situation @returns {Advice} */
function stuck({ spec, catalog }) {
  const order = catalog.features.map((/** @type {any} */ entry) => entry.key);
  const sines = SINES.filter((key) => order.includes(key) && !spec.features.includes(key));
  const actions = [advice("coach.add_layer", widerLayer(spec, catalog))];
  if (sines.length === 0) return { key: "coach.stuck_deep", actions };
  const features = order.filter((/** @type {string} */ key) =>
    sines.includes(key) || spec.features.includes(key));
  actions.push(advice("coach.add_sine", { features }));
  return { key: spec.dataset.key === "spiral" ? "coach.stuck_spiral" : "coach.stuck", actions };
}

/** @param {string} label @param {any} patch */
const advice = (label, patch) => ({ label, action: { type: "configure", patch } });

/** A new first layer, wide enough to help. @param {any} spec @param {any} catalog */
function widerLayer(spec, catalog) {
  const activation = spec.hidden_layers[0]?.activation ?? catalog.activations[0].key;
  return { hidden_layers: [{ units: WIDE, activation }, ...spec.hidden_layers] };
}

/** @param {Situation} situation @returns {Advice} */
function unsteady({ spec }) {
  const rate = Number((spec.optimizer.learning_rate / 3).toPrecision(1));
  const calmer = advice("coach.slower", { optimizer: { learning_rate: rate } });
  return { key: "coach.unsteady", actions: [calmer] };
}

/** @param {Situation} situation */
const targetOf = ({ spec }) => `coach.target.${spec.dataset.key}`;

/** @param {any} spec */
const addNoise = (spec) =>
  advice("coach.add_noise", { dataset: { noise: Math.min(0.5, spec.dataset.noise + 0.1) } });

/** @param {Situation} situation */
const moreData = ({ spec, catalog }) =>
  advice("coach.more_data", {
    dataset: { samples: Math.min(catalog.limits.samples, 2 * spec.dataset.samples) },
  });
