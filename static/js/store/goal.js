// @ts-check
// What a run is for: it ends by itself when that is reached. Counted from step 0.
import { effect } from "@preact/signals";

/**
 * @typedef {object} Condition
 * @property {"steps" | "epochs" | "train_loss" | "test_loss" | "test_accuracy" | "patience_epochs"}
 *   name As the server calls it.
 * @property {(spec: any) => boolean} fits Whether it can be reached with these data.
 * @property {(store: any) => number} suggest
 */

/** @param {any} spec */
const hasTest = (spec) => spec.test_fraction > 0;

/** A round number beyond what is reached. @param {number} value @param {number} unit */
const beyond = (value, unit) => (Math.floor(value / unit) + 1) * unit;

/** @type {readonly Condition[]} */
export const CONDITIONS = Object.freeze([
  { name: "steps", fits: () => true, suggest: ({ now }) => beyond(now.value.step, 1000) },
  { name: "epochs", fits: () => true, suggest: ({ now }) => beyond(now.value.epoch, 100) },
  { name: "train_loss", fits: () => true, suggest: () => 0.1 },
  { name: "test_loss", fits: hasTest, suggest: () => 0.1 },
  { name: "test_accuracy", fits: (spec) => hasTest(spec) && spec.task === "classification",
    suggest: () => 0.95 },
  { name: "patience_epochs", fits: () => true, suggest: () => 20 },
]);

/** @typedef {{name: string, value: number}} Goal */

/**
 * How the server hears of it.
 * @param {any} store
 * @returns {object} Part of a run command.
 */
export function endingOf({ goal: { value: goal }, now: { value: { step, epoch } } }) {
  if (!goal) return {};
  const isPast = (goal.name === "steps" && goal.value <= step) ||
    (goal.name === "epochs" && goal.value <= epoch);
  return isPast ? {} : { until: { [goal.name]: goal.value } };
}

/**
 * Train, or train on, up to where the present run ends.
 * @param {Pick<import("./conductor.js").Desk, "store" | "command">} desk
 */
export const resume = ({ store, command }) => command("run",
  { steps_per_second: store.stepsPerSecond.value, ...endingOf(store) });

/** @param {import("./conductor.js").Desk} desk */
export function createGoalActions({ store, dispatch, command }) {
  const { goal, state, reason } = store;
  effect(() => { // a goal is for one run
    if (state.value === "finished" && reason.value === "until") goal.value = null;
  });
  return {
    run_until: async (/** @type {any} */ { goal: wanted }) => {
      goal.value = wanted;
      if (store.running.value) await command("pause");
      return dispatch({ type: "toggle" });
    },
    forget_goal: async () => {
      const wasRunning = store.running.value;
      goal.value = null;
      if (!wasRunning) return;
      await command("pause");
      await dispatch({ type: "toggle" });
    },
  };
}
