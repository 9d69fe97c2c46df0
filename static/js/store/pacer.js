// @ts-check
// Changes on their way to the server: merged while one is in flight, and at most 15 a second.
import { mergeSpec } from "./spec.js";

const INTERVAL_MS = 70;

/**
 * @param {(patch: Record<string, any>) => Promise<void>} send
 * @param {(pending: Record<string, any>) => void} onPending Told what is not yet confirmed.
 */
export function createPacer(send, onPending) {
  /** @type {Record<string, any>} */
  let waiting = {};
  /** @type {Record<string, any>} */
  let flying = {};
  let busy = false;

  const tell = () => onPending(mergeSpec(flying, waiting));
  const isEmpty = () => Object.keys(waiting).length === 0;

  async function flush() {
    while (!busy && !isEmpty()) {
      busy = true;
      flying = waiting;
      waiting = {};
      const pause = new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
      await send(flying);
      flying = {};
      tell();
      await pause;
      busy = false;
    }
  }

  return {
    /** @param {Record<string, any>} patch */
    push(patch) {
      waiting = mergeSpec(waiting, patch);
      tell();
      return flush();
    },
  };
}
