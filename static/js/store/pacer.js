// @ts-check
// Changes on their way to the server: merged while one is in flight or the connection is away, and
// at most 15 a second. A change that is refused does not take its neighbors with it.
import { mergeSpec, pathsOf } from "./spec.js";

const INTERVAL_MS = 70;

/** @typedef {Record<string, any>} Patch */
/** @typedef {Record<string, string>} Errors Field path → the server's words. */
/**
 * @typedef {object} Outcome Of one sending.
 * @property {Errors} errors Empty: accepted.
 * @property {string[]} [refused] Paths that were refused; without it all of them were.
 * @property {boolean} [lost] Nobody answered: to be sent again.
 */
/** @typedef {{patch: Patch, paths: string[], resolve: ((accepted: boolean) => void)[]}} Push */
/**
 * @typedef {object} PacerParts
 * @property {(patch: Patch) => Promise<Outcome>} send
 * @property {() => boolean} isReady Whether something can be sent now; `resume` when that changes.
 * @property {(pending: Patch) => void} onPending Told what is not yet confirmed.
 * @property {(errors: Errors) => void} onSettled Told how a sending ended.
 * @property {(action: () => void, delayMs: number) => any} [schedule]
 */

/** @param {Push[]} pushes @returns {Patch} */
const merged = (pushes) => pushes.reduce((all, { patch }) => mergeSpec(all, patch), {});

/** @param {Push[]} pushes @param {boolean} accepted */
function settle(pushes, accepted) {
  for (const resolve of pushes.flatMap((push) => push.resolve)) resolve(accepted);
}

/** @param {Outcome} outcome */
const isAccepted = ({ errors, lost }) => !lost && Object.keys(errors).length === 0;

/** @param {PacerParts} parts */
export function createPacer({ send, isReady, onPending, onSettled, schedule = setTimeout }) {
  /** @type {Push[]} */
  let waiting = [];
  /** @type {Push[]} */
  let flying = [];
  let busy = false;
  let ended = false;

  const tell = () => onPending(merged([...flying, ...waiting]));

  async function flush() {
    if (busy) return;
    busy = true;
    while (waiting.length > 0 && isReady()) {
      [flying, waiting] = [waiting, []];
      const pause = new Promise((resolve) => schedule(() => resolve(null), INTERVAL_MS));
      await deliver();
      await pause;
    }
    busy = false;
  }

  async function deliver() {
    const first = await send(merged(flying));
    const rest = first.lost ? [] : acceptable(first);
    if (rest.length === 0) return conclude(first);
    settle(flying.filter((push) => !rest.includes(push)), false);
    flying = rest;
    tell();
    return conclude(await send(merged(rest)), first.errors);
  }

  /** Pushes without a refused value; none where all of them are in it. @param {Outcome} outcome */
  function acceptable({ refused = [] }) {
    if (refused.length === 0) return [];
    return flying.filter(({ paths }) => !paths.some((path) => refused.includes(path)));
  }

  /** @param {Outcome} outcome @param {Errors} [earlier] Of what is no longer under way. */
  function conclude(outcome, earlier = {}) {
    if (outcome.lost && !ended) waiting = [...flying, ...waiting];
    else settle(flying, isAccepted(outcome));
    flying = [];
    const errors = { ...earlier, ...outcome.errors };
    if (!outcome.lost || Object.keys(errors).length > 0) onSettled(errors);
    tell();
  }

  return {
    /**
     * @param {Patch} patch
     * @returns {Promise<boolean>} Whether the server took it.
     */
    push(patch) {
      if (ended) return Promise.resolve(false);
      const paths = pathsOf(patch);
      const last = waiting.at(-1);
      const promise = new Promise((/** @type {(accepted: boolean) => void} */ resolve) => {
        if (last && last.paths.join() === paths.join()) {
          last.patch = patch; // a drag: only where it ends counts
          last.resolve.push(resolve);
        } else waiting.push({ patch, paths, resolve: [resolve] });
      });
      tell();
      flush();
      return promise;
    },

    /** Send what has waited for the connection. */
    resume: flush,

    /** Nothing can be sent any more: forget what waits. */
    end() {
      ended = true;
      settle(waiting, false);
      waiting = [];
      tell();
    },
  };
}
