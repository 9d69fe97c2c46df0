// @ts-check
// How layers and units are doing, as the server counts it: asked for only while a chart shows it,
// when training comes to rest, and every two seconds while it runs.
import { effect } from "@preact/signals";
import { countsHere } from "./matrix.js";

const PACE_MS = 2000;

/** Whether what is shown needs it. @param {any} store */
function isNeeded(store) {
  const shown = store.charts.shown.value;
  return store.charts.seen.value && store.connection.value === "open"
    && store.network.value !== null
    && (shown === "weights" || (shown === "confusion" && !countsHere(store)));
}

/**
 * Follow the session; there is nothing to do for a person.
 * @param {import("../conductor.js").Desk} desk
 */
export function followLayerHealth({ store, api, session, timers }) {
  let [isWaiting, isAsking, wantsMore] = [false, false, false];

  async function ask() {
    isWaiting = false;
    const owner = session();
    if (!owner || !isNeeded(store)) return;
    isAsking = true;
    try {
      const found = await api.statistics(owner.id);
      if (session() === owner) store.charts.health.value = found;
    } catch {
      // It is asked again when there is something new; what is shown until then is older.
    }
    isAsking = false;
    if (wantsMore) wait(PACE_MS);
  }

  /** @param {number} delayMs */
  function wait(delayMs) {
    wantsMore = isAsking;
    if (isWaiting || isAsking) return;
    isWaiting = true;
    timers.schedule(ask, delayMs);
  }

  function follow() {
    store.now.value; // whatever is new
    const isNew = store.charts.health.peek()?.step !== store.now.value.step
      || store.charts.health.peek()?.generation !== store.network.value?.generation;
    if (!isNeeded(store) || !isNew || document.hidden) return;
    wait(store.state.value === "running" && store.charts.health.peek() ? PACE_MS : 0);
  }

  effect(follow);
  document.addEventListener("visibilitychange", follow); // what came while hidden
  return {};
}
