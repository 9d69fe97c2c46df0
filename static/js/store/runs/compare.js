// @ts-check
// Side by side: the page's experiment, several times, with one thing different. State and actions.
import { computed, effect, signal } from "@preact/signals";
import { anotherValue, baseOf, differ, quantitiesOf, specOf } from "./quantities.js";
import { runCurve, thin } from "./curves.js";
import { createRunSet, MOST_RUNS } from "./run_set.js";

export const LEAST_RUNS = 2;
/** @type {readonly import("./curves.js").Measure[]} */
export const MEASURES = Object.freeze(["test", "train", "accuracy"]);
const MOST_GHOSTS = 4;
const GHOST_ROWS = 400;
const PAUSE_MS = 250; // a change of the experiment is often followed by another

/** @typedef {import("./run_set.js").RunSet} RunSet */
/**
 * @typedef {object} Ghost A curve that was pinned.
 * @property {string} id
 * @property {string} key Of what was compared.
 * @property {any} value
 * @property {number} perEpoch
 * @property {Record<string, import("./curves.js").Curve>} curves By measure, over steps.
 */

/**
 * A run may become one of another value: what is pinned of it stays beside.
 * @param {import("./runs.js").Run} run
 * @param {string} key Of what is compared.
 */
export const ghostId = (run, key) => `${run.about.id}:${key}:${JSON.stringify(run.value.value)}`;

export function createCompareState() {
  return {
    /** Of the runs: see run_set.js; null before the page has a conductor. */
    set: signal(/** @type {RunSet | null} */ (null)),
    /** Key of what is compared. */
    quantity: signal("learning_rate"),
    /** The experiment that all begin from; null: none was made yet. */
    base: signal(/** @type {any} */ (null)),
    /** Whether the page's experiment has become another one since. */
    isStale: signal(false),
    ghosts: signal(/** @type {Ghost[]} */ ([])),
    measure: signal(/** @type {import("./curves.js").Measure} */ ("test")),
    isLog: signal(false),
    isTable: signal(false),
  };
}

/** What is done once the page rests. @param {import("../entrance.js").Timers} timers */
function createLater(timers) {
  /** @type {any} */
  let waiting = null;
  const stop = () => {
    timers.cancel(waiting);
    waiting = null;
  };
  return {
    stop,
    isWaiting: () => waiting !== null,
    start(/** @type {() => void} */ act) {
      stop();
      waiting = timers.schedule(act, PAUSE_MS);
    },
  };
}

/** @param {import("../conductor.js").Desk} desk */
export function createCompareActions(desk) {
  const { store, timers } = desk;
  const compare = store.compare;
  const set = createRunSet(desk);
  compare.set.value = set;
  let made = 0;
  /** Until all runs are there: who presses play before means them, too. @type {Promise<any>} */
  let opening = Promise.resolve();
  let isOpen = false;
  let isTyped = false; // values that a person has chosen stay
  const later = createLater(timers);
  const chosen = computed(() => {
    const choices = quantitiesOf(store.spec.value);
    return choices.find(({ key }) => key === compare.quantity.value) ?? choices[0] ?? null;
  });
  const present = () => baseOf(store.requested.value, store.spec.value);
  const runAt = (/** @type {string} */ id) => set.runs.value.find(({ about }) => about.id === id);

  /** @param {any} value @param {number} slot */
  function createRun(value, slot) {
    made += 1;
    const points = store.network.value?.points ?? null;
    return set.create({ id: `run-${made}`, slot, value, points });
  }

  /** @param {import("./runs.js").Run} run */
  function openRun(run) {
    const spec = specOf(chosen.value, compare.base.value, run.value.value);
    const opened = run.open(() => desk.api.createSession(spec));
    opening = Promise.all([opening, opened]);
    return opened;
  }

  /** All anew. @param {any[]} values */
  function make(values) {
    set.close();
    compare.base.value = present();
    compare.isStale.value = false;
    set.unit.value = chosen.value.unit;
    set.runs.value = values.slice(0, MOST_RUNS).map(createRun);
    return Promise.all(set.runs.value.map(openRun));
  }

  const values = () => set.runs.value.map(({ value }) => value.value);
  const wish = () => (isTyped && chosen.value.key === compare.quantity.value ? values()
    : chosen.value.usual(store.catalog.value, store.spec.value));

  /** The page's experiment is not the one that is compared: nothing that was trained is lost. */
  function followPage() {
    later.stop();
    if (!isOpen || !store.spec.value || !chosen.value) return;
    const { base, quantity } = compare;
    const known = chosen.value.key === quantity.value || set.runs.value.length === 0;
    const isOther = !base.value || !known || differ(chosen.value.key, base.value, present());
    if (isOther && set.started.value) compare.isStale.value = true;
    else if (isOther) later.start(makeForPage);
    else compare.isStale.value = false;
  }

  /** Whoever acts at once does so on runs of the experiment that the page has by now. */
  async function catchUp() {
    if (later.isWaiting()) await makeForPage();
    await opening;
  }

  function makeForPage() {
    later.stop();
    if (!isOpen || !chosen.value) return undefined;
    const next = wish();
    compare.quantity.value = chosen.value.key;
    return make(next);
  }

  /** @param {any} action */
  async function replace({ id, value }) {
    const run = runAt(id);
    if (!run) return;
    run.refused.value = null;
    if (run.value.value === value) return;
    if (run.connection.value === "open") {
      await run.become(value, chosen.value.patch(compare.base.value, value));
    } else {
      run.value.value = value;
      await openRun(run);
    }
    isTyped = true;
  }

  function add() {
    const runs = set.runs.value;
    if (runs.length >= MOST_RUNS) return undefined;
    const slots = runs.map(({ about }) => about.slot);
    const slot = [...Array(MOST_RUNS).keys()].find((one) => !slots.includes(one)) ?? 0;
    const { catalog, spec } = store;
    const run = createRun(anotherValue(catalog.value, spec.value, chosen.value, values()), slot);
    set.runs.value = [...runs, run];
    isTyped = true;
    return openRun(run);
  }

  /** @param {any} action */
  function remove({ id }) {
    if (set.runs.value.length <= LEAST_RUNS) return;
    isTyped = true;
    runAt(id)?.close();
    set.runs.value = set.runs.value.filter(({ about }) => about.id !== id);
  }

  /** @param {any} action */
  function pin({ id }) {
    const run = runAt(id);
    if (!run) return;
    const curves = Object.fromEntries(MEASURES.map((measure) =>
      [measure, thin(runCurve(run, measure, "step"), GHOST_ROWS)]));
    const { value: { value }, perEpoch } = run;
    const key = compare.quantity.value;
    const ghost = { id: ghostId(run, key), key, value, perEpoch: perEpoch.value ?? 1, curves };
    const others = compare.ghosts.value.filter((known) => known.id !== ghost.id);
    compare.ghosts.value = [...others, ghost].slice(-MOST_GHOSTS);
  }

  /** What has no session gets one again. */
  const revive = () => Promise.all(set.runs.value
    .filter(({ connection: { value } }) => value === "ended" || value === "failed").map(openRun));

  effect(() => {
    store.requested.value;
    store.spec.value;
    followPage();
  });

  return {
    compare_open: () => {
      isOpen = true;
      set.stay();
      followPage();
    },
    compare_leave: () => {
      isOpen = false;
      later.stop();
      set.leave();
    },
    compare_quantity: (/** @type {any} */ { key }) => {
      compare.quantity.value = key;
      isTyped = false;
      return make(wish());
    },
    compare_anew: makeForPage,
    compare_value: replace,
    compare_add: add,
    compare_remove: remove,
    compare_toggle: async () => {
      if (set.running.value) return set.pause();
      await catchUp();
      await revive();
      return set.play();
    },
    compare_train: async (/** @type {any} */ { by }) => {
      await catchUp();
      return set.train(by);
    },
    compare_again: async () => {
      await catchUp();
      await revive();
      return set.again();
    },
    compare_pace: (/** @type {any} */ { change }) => set.setPace(change),
    compare_unit: (/** @type {any} */ { unit }) => { set.unit.value = unit; },
    compare_one: (/** @type {any} */ { id }) => {
      const run = runAt(id);
      return run && set.toggleOne(run);
    },
    compare_retry: (/** @type {any} */ { id }) => {
      const run = runAt(id);
      return run && openRun(run);
    },
    compare_use: (/** @type {any} */ { id }) => {
      const run = runAt(id);
      const patch = run && chosen.value.patch(store.spec.value, run.value.value);
      return patch && desk.dispatch({ type: "configure", patch }); // asks, if training would be lost
    },
    compare_pin: pin,
    compare_unpin: (/** @type {any} */ { id }) => {
      compare.ghosts.value = compare.ghosts.value.filter((ghost) => ghost.id !== id);
    },
    compare_show: (/** @type {any} */ { measure, isLog, isTable }) => {
      compare.measure.value = measure ?? compare.measure.value;
      compare.isLog.value = isLog ?? compare.isLog.value;
      compare.isTable.value = isTable ?? compare.isTable.value;
    },
  };
}
