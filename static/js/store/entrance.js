// @ts-check
// The way into a session: what the server refuses for now is asked for again, later and later.

import { refusedPaths } from "./errors.js";
import { without } from "./link.js";

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
const UNFIT = 422;
const MOST_TRIES = 4; // each leaves out what was refused of the one before
const FOR_NOW = Object.freeze([0, 408, 429, 502, 503, 504]);

/**
 * @typedef {object} Timers What a test replaces.
 * @property {(action: () => void, delayMs: number) => any} schedule
 * @property {(handle: any) => void} cancel
 * @property {() => number} random
 */

/** @type {Timers} */
export const TIMERS = Object.freeze({
  schedule: (action, delayMs) => setTimeout(action, delayMs),
  cancel: (handle) => clearTimeout(handle),
  random: Math.random,
});

/**
 * @typedef {object} EntranceParts
 * @property {import("./store.js").Store} store
 * @property {any} api
 * @property {Timers} timers
 * @property {(created: any, leftOut: string[]) => void} onEntered Given the reply to a creation,
 *   and what was said of the parts of the wish that could not be.
 */

/** @param {EntranceParts} parts */
export function createEntrance({ store, api, timers, onEntered }) {
  let attempts = 0; // since a session was last reached
  let isAsking = false;
  /** @type {any} */
  let waiting = null;

  /** @type {any} */
  let wish;

  /**
   * A session with as much of the experiment as can be.
   * @param {any} spec
   * @param {string[]} [leftOut]
   * @returns {Promise<{created: any, leftOut: string[]}>}
   */
  async function create(spec, leftOut = []) {
    try {
      return { created: await api.createSession(spec), leftOut };
    } catch (error) {
      const { status, message } = /** @type {any} */ (error);
      const paths = refusedPaths(error, spec);
      if (status !== UNFIT || !paths || leftOut.length >= MOST_TRIES) throw error;
      return create(without(spec, paths), [...leftOut, message]);
    }
  }

  /** Catalog and session at once; a session without a catalog is of no use. */
  async function ask() {
    const [catalog, created] = await Promise.allSettled([
      store.catalog.peek() ?? api.catalog(),
      create(store.requested.peek() ?? wish ?? {}),
    ]);
    if (catalog.status === "fulfilled") store.catalog.value = catalog.value;
    if (catalog.status === "fulfilled" && created.status === "fulfilled") return created.value;
    if (created.status === "fulfilled") {
      const { id, token } = created.value.created;
      api.deleteSession(id, token).catch(() => undefined);
    }
    throw catalog.status === "rejected" ? catalog.reason : /** @type {any} */ (created).reason;
  }

  /** @param {any} [wanted] The experiment, where there is none yet. */
  async function enter(wanted) {
    if (isAsking) return;
    wish = wanted ?? wish;
    timers.cancel(waiting);
    isAsking = true;
    attempts += 1;
    /** @type {any} */
    const result = await ask().catch((error) => ({ error }));
    isAsking = false;
    if (result.created) onEntered(result.created, result.leftOut);
    else tell(result.error);
  }

  /** @param {any} error */
  function tell({ status, message, retryAfter = 0 }) {
    const again = { label: "notice.again", action: { type: "try_again" } };
    const isForNow = FOR_NOW.includes(status);
    const key = isForNow ? "notice.waiting"
      : store.requested.peek() ? "notice.no_session" : "notice.no_start";
    store.notice.value = { key, values: { why: message }, button: again };
    if (isForNow) enterLater(1000 * retryAfter);
  }

  /** @param {number} leastMs */
  function enterLater(leastMs) {
    const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempts);
    const delay = FIRST_WAIT_MS + timers.random() * (ceiling - FIRST_WAIT_MS);
    timers.cancel(waiting);
    waiting = timers.schedule(() => enter(), Math.max(leastMs, delay));
  }

  return {
    /** Ask now. */
    enter,

    /** Ask for a session in place of one that is gone; not at once if that one never answered. */
    replace: () => (attempts === 0 ? enter() : enterLater(0)),

    /** A session has answered. */
    arrived() {
      attempts = 0;
    },
  };
}
