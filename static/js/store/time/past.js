// @ts-check
// What is shown: the present, or an earlier moment of the run. Every view reads step, epoch,
// metrics and parameters of the store; `show` here is the only place that sets them.
import { batch, computed, signal } from "@preact/signals";
import { createSnapshots } from "./snapshots.js";
import { t } from "../../texts/texts.js";

/** @typedef {import("./snapshots.js").Moment} Moment */

/** @type {Moment} */
const NOTHING = { step: 0, epoch: 0, metrics: null, parameters: new Float32Array(0) };

/** Commands that leave what is looked at as it is. */
const HARMLESS = Object.freeze(["pause", "ping", "rewind"]); // going back returns by itself
const PACE = Object.freeze(["steps_per_second", "keep_weights"]);

/** @param {import("@preact/signals").ReadonlySignal<boolean>} running */
export function createPast(running) {
  const past = signal(/** @type {Moment | null} */ (null));
  return {
    /** The network as it is, whatever is shown. @type {import("@preact/signals").Signal<Moment>} */
    now: signal(NOTHING),
    /** The earlier moment that is shown; null: the present. */
    past,
    /** Whether what is shown changes by itself. */
    moving: computed(() => running.value && !past.value),
    /** Whether the run is being played again. */
    replaying: signal(false),
    /** Where the server went: {asked, step, runs}, said until something else happens. */
    wentTo: signal(/** @type {any} */ (null)),
    snapshots: createSnapshots(),
  };
}

/** @param {any} store */
function show(store) {
  const shown = store.past.peek() ?? store.now.peek();
  store.parameters = shown.parameters;
  store.metrics.value = shown.metrics;
  store.step.value = shown.step;
  store.epoch.value = shown.epoch;
  store.frameCount.value += 1;
}

/** The network has moved on; who looks at the past goes on looking. @param {any} store */
export function takeMoment(store, /** @type {Moment} */ moment) {
  store.snapshots.add(moment);
  store.now.value = moment;
  if (!store.past.peek()) show(store);
}

/** The network is elsewhere now, its parameters are still to come. @param {any} store */
export function beginAt(store, /** @type {number} */ step, /** @type {number} */ epoch) {
  store.now.value = { ...NOTHING, step, epoch };
  store.past.value = null;
  store.replaying.value = false;
  show(store);
}

/** Counters alone: a stream that goes on. @param {any} store */
export function recount(store, /** @type {number} */ step, /** @type {number} */ epoch) {
  store.now.value = { ...store.now.peek(), step, epoch };
  if (!store.past.peek()) show(store);
}

/** @param {any} store @param {number} index Of a snapshot; the last is the present. */
export function showMoment(store, index) {
  const { moments } = store.snapshots;
  const isNow = index >= moments.length - 1;
  batch(() => {
    store.past.value = isNow ? null : moments[Math.max(0, index)];
    store.wentTo.value = null;
    show(store);
  });
}

/** @param {any} store */
export function showNow(store) {
  if (!store.past.peek()) return;
  batch(() => {
    store.past.value = null;
    store.replaying.value = false;
    show(store);
  });
}

/** @param {any} store The place of what is shown among the snapshots. */
export function shownIndex(store) {
  const { past: { value: past }, snapshots } = store;
  return past ? snapshots.indexAt(past.step) : snapshots.moments.length - 1;
}

/**
 * Streams whose commands act on what is looked at: whoever looks at the past and changes the
 * session is back in the present first. Weights of the past are not to be edited by mistake.
 * @param {any} store
 * @param {(options: any) => any} openStream
 */
export function presentFirst(store, openStream) {
  return (/** @type {any} */ options) => {
    const stream = openStream(options);
    const command = (/** @type {string} */ type, /** @type {any} */ body = {}) => {
      if (type === "set_parameters" && store.past.peek()) {
        return Promise.reject(Object.assign(new Error(t("time.no_edits")), { code: "past" }));
      }
      if (changesSession(type, body)) showNow(store);
      return stream.command(type, body);
    };
    return { ...stream, command };
  };
}

/** @param {string} type @param {any} body */
function changesSession(type, body) {
  if (type === "configure") return Object.keys(body).some((name) => !PACE.includes(name));
  return !HARMLESS.includes(type);
}
