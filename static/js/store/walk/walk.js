// @ts-check
// A walk through one step: one sample forward through the network, its loss, the way back, the
// update, station by station, with the numbers that the server tells.
import { computed, signal } from "@preact/signals";
import { createWalkFollower } from "./follower.js";
import { layersOf, placeOf, startOf, stationAt, stationsOf } from "./stations.js";

const MOST_BYTES = 65_536; // of a message, where the catalog does not say
const ENVELOPE_BYTES = 64; // of its type and number
const MOST_EDITS = 1000; // of a message

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

/** The weights after the step. @param {any} trace @param {(value: number) => number} write */
const layersAfter = (trace, write) => layersOf(trace).map(({ W_after, b_after }) =>
  ({ W: W_after.map((row) => row.map(write)), b: b_after.map(write) }));

/** Only what moves, null where that is more than a message may have. @param {any} trace */
function editsAfter(trace) {
  /** @type {any[]} */
  const edits = [];
  layersOf(trace).forEach(({ W, b, W_after, b_after }, layer) => {
    [...W, b].forEach((row, input) => row.forEach((before, unit) => {
      const isBias = input === W.length;
      const value = shorten(isBias ? b_after[unit] : W_after[input][unit]);
      if (value !== shorten(before)) edits.push({ layer, input: isBias ? null : input, unit, value });
    }));
  });
  return edits.length > 0 && edits.length <= MOST_EDITS ? { edits } : null;
}

/** @typedef {{body: any, bytes: number, most: number}} Delivery */

/**
 * The step as one message that the server takes: half of a step is none.
 * @param {any} trace
 * @param {any} catalog
 * @returns {Delivery} body null: it is too large, with so many bytes at least.
 */
export function deliveryOf(trace, catalog) {
  const most = catalog?.limits?.message_bytes ?? MOST_BYTES;
  let bytes = Infinity;
  for (const make of [() => ({ layers: layersAfter(trace, (value) => value) }),
    () => ({ layers: layersAfter(trace, shorten) }), () => editsAfter(trace)]) {
    const body = make();
    const size = body ? JSON.stringify(body).length + ENVELOPE_BYTES : Infinity;
    bytes = Math.min(bytes, size);
    if (size <= most) return { body, bytes, most };
  }
  return { body: null, bytes, most };
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
    const { body } = deliveryOf(trace, desk.store.catalog.value);
    if (!body) return;
    follower.announce(trace);
    await desk.command("set_parameters", body);
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
