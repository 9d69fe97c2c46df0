// @ts-check
// A few runs that are trained together: one play button for all, one pace, one mark where all
// stop. Bounded, and let go of when nobody looks at them any more.
import { computed, signal } from "@preact/signals";
import { Run } from "./runs.js";

export const MOST_RUNS = 4;
const MOST_TRAINS = 8; // waiting at once; a key that is held down asks for more than it should
const LEAVE_MS = 300_000; // a view that nobody came back to

/**
 * What one counts in, how fast, and how far a press of play goes.
 * @typedef {object} Pace
 * @property {number | "max"} speed Of the unit, a second.
 * @property {number} stretch 0: on and on.
 */
/** @typedef {"step" | "epoch"} Unit */

/** @type {Record<Unit, Pace>} */
export const USUAL_PACES = Object.freeze({
  step: Object.freeze({ speed: 500, stretch: 2000 }),
  epoch: Object.freeze({ speed: 10, stretch: 50 }),
});

/** The next multiple of a stretch after a place. @param {number} at @param {number} stretch */
export const nextMark = (at, stretch) => (Math.floor(at / stretch) + 1) * stretch;

/** Where a run is, in the unit. @param {Run} run @param {Unit} unit */
export const placeOf = (run, unit) =>
  run.step.value / (unit === "step" ? 1 : run.perEpoch.value ?? 1);

/**
 * The body of a run's command `run`, or null where it is there already.
 * @param {{step: number, perEpoch: number, stopAt: number | null}} run
 * @param {Unit} unit
 * @param {Pace} pace
 * @param {number} mark In the unit; 0: none.
 * @param {number} fastest Steps a second that may be named.
 */
export function orderOf({ step, perEpoch, stopAt }, unit, { speed }, mark, fastest) {
  const steps = unit === "step" ? 1 : perEpoch;
  const ends = [mark * steps, stopAt ?? 0].filter((end) => end > 0);
  const end = Math.min(...ends);
  if (step >= end) return null;
  const rate = speed === "max" ? "max" : Math.max(1, Math.min(fastest, Math.round(speed * steps)));
  const until = end === Infinity ? {} : { until: { steps: end } };
  return { steps_per_second: rate, ...until };
}

/** What can still be trained. @param {Run} run */
const isAlive = (run) => run.connection.value === "open" && run.state.value !== "diverged";

/** One after the other, and a few at most. */
function createQueue() {
  /** @type {Promise<any>} */
  let last = Promise.resolve();
  let waiting = 0;
  return (/** @type {() => Promise<any>} */ act) => {
    if (waiting >= MOST_TRAINS) return last;
    waiting += 1;
    last = last.then(act).finally(() => { waiting -= 1; });
    return last;
  };
}

/**
 * Whether somebody looks: else all rests whatever was asked before, and ends if nobody comes back.
 * @param {import("../entrance.js").Timers} timers
 * @param {() => Run[]} everyone
 */
function createPresence(timers, everyone) {
  /** @type {any} */
  let leaving = null;
  let isLeft = false;
  return {
    isLeft: () => isLeft,
    leave() {
      isLeft = true;
      for (const run of everyone()) run.command("pause"); // also what is only about to run
      timers.cancel(leaving);
      leaving = timers.schedule(() => everyone().forEach((run) => run.end()), LEAVE_MS);
    },
    /** The view is open again. */
    stay() {
      isLeft = false;
      timers.cancel(leaving);
    },
  };
}

/** @param {import("../conductor.js").Desk} desk */
export function createRunSet(desk, usual = USUAL_PACES) {
  const runs = signal(/** @type {Run[]} */ ([]));
  /** Of the room, too, but not trained with the others; they rest and end with them. */
  const beside = signal(/** @type {Run[]} */ ([]));
  const unit = signal(/** @type {Unit} */ ("step"));
  const paces = signal({ ...usual });
  const running = computed(() => runs.value.some((run) => run.running.value));
  /** Whether anything was trained. */
  const started = computed(() => runs.value.some((run) => run.step.value > 0));
  /** Where those that play will stop, in the unit; null: nobody plays. @type {number | null} */
  let goal = null;
  const pace = () => paces.value[unit.value];
  const living = () => runs.value.filter(isAlive);
  const everyone = () => [...runs.value, ...beside.value];
  const queue = createQueue();
  const presence = createPresence(desk.timers, everyone);
  const all = (/** @type {(run: Run) => any} */ act) => Promise.all(runs.value.map(act));

  /** @param {Run} run @param {number} mark */
  function start(run, mark) {
    const fastest = desk.store.catalog.value?.limits?.steps_per_second ?? 100_000;
    const place = { step: run.step.value, perEpoch: run.perEpoch.value ?? 1, stopAt: run.stopAt.value };
    const order = orderOf(place, unit.value, pace(), mark, fastest);
    return order && run.command("run", order);
  }

  /** Where they all stop next: what lags behind catches up first. @param {Run[]} some */
  function markOf(some) {
    const { stretch } = pace();
    const places = some.map((run) => placeOf(run, unit.value));
    return stretch > 0 && places.length > 0 ? nextMark(Math.min(...places), stretch) : 0;
  }

  function pause() {
    goal = null;
    return Promise.all(everyone().map((run) => run.running.value && run.command("pause")));
  }

  async function play() {
    if (presence.isLeft()) return;
    const mark = markOf(living());
    goal = mark;
    await Promise.all(living().filter((run) => !run.running.value).map((run) => start(run, mark)));
  }

  /** @param {Unit} by @param {() => Run[]} who */
  async function trainOnce(by, who) {
    if (!presence.isLeft() && who().some((run) => run.running.value)) await pause();
    if (presence.isLeft()) return;
    await Promise.all(who().map((run) => run.command("train", { [`${by}s`]: 1 })));
  }

  /** @param {Unit} by One more of it. @param {Run} [one] Alone; else all. */
  function train(by, one) {
    const who = () => (one ? [one].filter(isAlive) : living());
    return queue(() => trainOnce(by, who));
  }

  /** A pace is of the unit that is counted in. @param {Partial<Pace>} change */
  async function setPace(change) {
    paces.value = { ...paces.value, [unit.value]: { ...pace(), ...change } };
    const mark = markOf(living());
    if (goal !== null) goal = mark;
    await Promise.all(runs.value.filter((run) => run.running.value).map((run) => start(run, mark)));
  }

  function close() {
    for (const run of everyone()) run.close();
    [runs.value, beside.value] = [[], []];
  }

  globalThis.addEventListener?.("pagehide", (event) => {
    if (!event.persisted) close(); // else the page may come back
  });

  return {
    runs, beside, unit, paces, running, started, pause, play, train, setPace, close, all,
    ...presence,

    /** Whatever runs pauses; else all go on. */
    toggle: () => (running.value ? pause() : play()),
    /** The same weights again. */
    again: () => all((run) => run.command("reset")),
    /** After a stop of its own, as far as the others. @param {Run} run */
    goOn: (run) => (goal === null ? undefined : start(run, goal)),

    /** One of them alone. @param {Run} run */
    toggleOne: (run) => (run.running.value ? run.command("pause") : start(run, markOf([run]))),

    /** @param {import("./runs.js").About} about @returns {Run} */
    create: (about) => new Run(desk, about),

    /** The view is left: its runs rest, and end if nobody comes back. */
    leave() {
      goal = null;
      presence.leave();
    },
  };
}

/** @typedef {ReturnType<typeof createRunSet>} RunSet */
