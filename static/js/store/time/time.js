// @ts-check
// Moving through the run: looking back, playing it again, and going on from an earlier moment.
import { TIMERS } from "../entrance.js";
import { resume } from "../goal.js";
import { showMoment, shownIndex, showNow } from "./past.js";

const REPLAY = { length: 12_000, shortest: 80, longest: 400 }; // ms, of all and of each moment
const CALM_MS = 250; // prefers-reduced-motion: four a second
const SAID_MS = 15_000; // how long is said where the server went

/**
 * How a number of moments is played: all in about the same time, neither hasty nor slow.
 * @param {number} count
 * @param {boolean} [isCalm]
 * @returns {{interval: number, stride: number}} ms, and how many moments each time.
 */
export function replayPace(count, isCalm = false) {
  const least = isCalm ? CALM_MS : REPLAY.shortest;
  const each = REPLAY.length / Math.max(1, count);
  const interval = Math.min(REPLAY.longest, Math.max(least, each));
  return { interval, stride: Math.max(1, Math.ceil(interval / each)) };
}

/**
 * Actions that concern the page alone.
 * @param {import("../store.js").Store} store
 * @param {import("../entrance.js").Timers} [timers]
 */
export function createTimeActions(store, timers = TIMERS) {
  /** @type {any} */
  let timer = null;

  function stop() {
    timers.cancel(timer);
    store.replaying.value = false;
  }

  function play() {
    const isCalm = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches;
    const { interval, stride } = replayPace(store.snapshots.moments.length, isCalm);
    timer = timers.schedule(() => {
      if (!store.replaying.peek()) return;
      if (!globalThis.document?.hidden) showMoment(store, shownIndex(store) + stride);
      if (store.past.peek()) play();
      else stop();
    }, interval);
  }

  return {
    see_moment: (/** @type {any} */ { index }) => {
      stop();
      showMoment(store, index);
    },
    see_now: () => {
      stop();
      showNow(store);
    },
    replay: () => {
      if (store.replaying.peek()) return stop();
      if (store.snapshots.moments.length < 2) return undefined;
      if (!store.past.peek()) showMoment(store, 0);
      store.replaying.value = true;
      return play();
    },
  };
}

/** What needs the server. @param {import("../conductor.js").Desk} desk */
export function createRewindActions({ store, command, timers }) {
  return {
    continue_from: async () => {
      const asked = store.past.peek()?.step;
      if (asked === undefined) return;
      const runs = store.running.peek();
      const reply = await command("rewind", { step: asked });
      if (!reply) return;
      const said = { asked, step: reply.step, runs };
      store.wentTo.value = said;
      timers.schedule(() => {
        if (store.wentTo.peek() === said) store.wentTo.value = null;
      }, SAID_MS);
      if (runs) await resume({ store, command });
    },
  };
}
