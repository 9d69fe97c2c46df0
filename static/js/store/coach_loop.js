// @ts-check
// Keeps the coach's sentence up to date, calmly: a new sentence at once, new numbers in it at most
// every 2 s, so that it can be read and read out.
import { effect } from "@preact/signals";
import { advise } from "./coach.js";
import { countDead, hasLearned, riseOf } from "./trouble.js";

const CALM_MS = 2000;

/** @param {import("./store.js").Store} store @param {() => number} [now] ms */
export function startCoach(store, now = () => performance.now()) {
  let changedAt = -Infinity;
  let countedAt = -Infinity;
  /** @type {ReturnType<typeof countDead>} */
  let units = null;
  /** @type {any} */
  let countedFor = null;

  /** While it runs, units are counted as often as the sentence may change. */
  function unitsNow() {
    const network = store.network.value;
    const isFresh = store.running.value && countedFor === network && now() - countedAt < CALM_MS;
    if (!network || isFresh) return units;
    [countedAt, countedFor] = [now(), network];
    units = countDead(network, store.parameters);
    return units;
  }

  effect(() => {
    const [spec, catalog] = [store.wanted.value, store.catalog.value];
    if (!spec || !catalog || store.past.value) return; // advice is about the present
    if (!store.isUsable.value) {
      store.advice.value = null; // there is nothing left to do here
      return;
    }
    const situation = {
      spec, catalog,
      metrics: store.metrics.value,
      state: store.state.value,
      reason: store.reason.value,
      step: store.step.value,
      epoch: store.epoch.value,
      trend: trendOf(store.losses.columns),
      rise: riseOf(store.losses.columns),
      units: unitsNow(),
      isKept: isKept(store),
      classes: store.network.value?.classes?.length,
    };
    const known = store.advice.peek();
    const advice = advise(situation, known?.key);
    const isNew = advice.key !== known?.key || advice.values?.target !== known?.values?.target;
    const isCalm = store.state.value === "running" && now() - changedAt < CALM_MS;
    if (!isNew && isCalm) return;
    changedAt = now();
    store.advice.value = advice;
  });
}

/** Whether steps count from zero again, but the weights are not new. @param {any} store */
const isKept = ({ step, network, parameters }) =>
  step.value === 0 && network.value !== null && hasLearned(network.value, parameters);

/**
 * The newest train loss as a share of the one at half the steps; 0 where there is too little.
 * @param {{step: number[], train: (number | null)[]}} columns
 */
function trendOf({ step, train }) {
  const now = train.findLast((loss) => loss !== null);
  const half = (step.at(-1) ?? 0) / 2;
  const then = train.find((loss, row) => loss !== null && step[row] >= half);
  return now && then ? now / then : 0;
}
