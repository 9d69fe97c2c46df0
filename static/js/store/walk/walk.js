// @ts-check
// A walk through one step: one sample forward through the network, its loss, the way back, the
// update, station by station, with the numbers that the server tells.
import { computed, signal } from "@preact/signals";
import { createWalkFollower } from "./follower.js";
import { layersOf, placeOf, startOf, stationAt, stationsOf } from "./stations.js";

/** Numbers in one message to the server, and how many of them fit when they are shortened. */
const WHOLE_NUMBERS = 2800;
export const MOST_NUMBERS = 4800;

/** @typedef {import("./stations.js").Station} Station */
/** @typedef {{row?: any, inputs?: number[], target?: number | number[]}} Sample A row, or numbers. */

export function createWalkSignals() {
  const trace = signal(/** @type {any} */ (null));
  const detail = signal("unit");
  const at = signal(0);
  const shape = signal(/** @type {any} */ (null));
  const stations = computed(() => (shape.value ? stationsOf(shape.value, detail.value) : []));
  return {
    /** "off" | "running" | "loading" | "ready" | "lost" | "error" | "elsewhere" | "past" */
    status: signal("off"),
    trace,
    /** The latest trace, also while another is on its way: what stations there are, no number. */
    shape,
    /** The server's words where it refused. */
    error: signal(""),
    /** Null: the first sample to train on. */
    chosen: signal(/** @type {Sample | null} */ (null)),
    /** "unit" | "layer" */
    detail,
    at,
    stations,
    station: computed(() => stations.value[at.value]),
    playing: signal(false),
    /** {key, values} of why the walk begins anew, or null. */
    note: signal(/** @type {any} */ (null)),
  };
}

/**
 * The sample as far as it is known, also while its trace is on its way.
 * @param {any} store
 */
export function sampleNow({ walk, network }) {
  if (walk.trace.value) return walk.trace.value;
  const chosen = walk.chosen.value;
  if (chosen?.inputs) return { ...chosen, sample: null, split: null };
  const { inputs, targets, split } = network.value?.points ?? {};
  const row = chosen?.row ?? walk.shape.value?.sample ?? -1;
  return inputs?.[row] && targets ? { sample: row, inputs: inputs[row], target: targets[row],
    split: split?.[row] ?? "train" } : null;
}

/** @param {string | number} to @param {number} at @param {number} last */
function placeFor(to, at, last) {
  const wish = { first: 0, previous: at - 1, next: at + 1, last }[/** @type {"first"} */ (to)] ?? to;
  return Math.max(0, Math.min(last, Number(wish)));
}

/** Single precision, in as few digits as it takes. @param {number} value */
const shorten = (value) => Number(Math.fround(value).toPrecision(9));

/**
 * The weights after the step, as a message takes them.
 * @param {any} trace
 */
export function layersAfter(trace) {
  const layers = layersOf(trace);
  const count = layers.reduce((sum, { W, b }) => sum + W.length * b.length + b.length, 0);
  const write = count > WHOLE_NUMBERS ? shorten : (/** @type {number} */ value) => value;
  return layers.map(({ W_after, b_after }) =>
    ({ W: W_after.map((row) => row.map(write)), b: b_after.map(write) }));
}

/** @param {import("../conductor.js").Desk} desk */
export function createWalkActions(desk) {
  const { walk } = desk.store;
  const follower = createWalkFollower(desk);

  /** @param {number} place */
  function go(place) {
    if (place < 0 || place === walk.at.value) return;
    walk.at.value = place;
    walk.note.value = null;
  }

  async function apply() {
    const trace = walk.trace.value;
    // A change that is on its way will begin the walk again anyway.
    if (!trace || Object.keys(desk.store.pending.value).length > 0) return;
    follower.announce(trace);
    await desk.command("set_parameters", { layers: layersAfter(trace) });
  }

  return {
    walk_go: (/** @type {any} */ { to }) =>
      go(placeFor(to, walk.at.value, walk.stations.value.length - 1)),
    walk_phase: (/** @type {any} */ { phase }) => go(startOf(walk.stations.value, phase)),
    walk_unit: (/** @type {any} */ { place }) =>
      go(stationAt(walk.stations.value, walk.station.value?.phase ?? "", place)),
    walk_detail: (/** @type {any} */ { detail }) => {
      const station = walk.station.value;
      walk.detail.value = detail;
      walk.at.value = placeOf(walk.stations.value, station);
    },
    walk_sample: (/** @type {any} */ { sample }) => {
      walk.note.value = null;
      walk.chosen.value = sample;
    },
    walk_play: (/** @type {any} */ { on }) => {
      if (on && walk.at.value === walk.stations.value.length - 1) walk.at.value = 0;
      walk.playing.value = on;
    },
    walk_retry: () => follower.retry(),
    walk_apply: apply,
  };
}
