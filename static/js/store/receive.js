// @ts-check
// What the stream says, written into the store. Nothing here sends.
import { batch } from "@preact/signals";
import { entryOf } from "./catalog.js";
import { describeInputs, inputPlaces, namesAreOwn } from "./inputs.js";
import { beginAt, recount, takeMoment } from "./time/past.js";
import { causeOf } from "./rules.js";
import { noteOfRate } from "./usual_rate.js";

/** Generations that begin at a step of the one before, whose moments up to there remain true. */
const CONTINUING = Object.freeze(["rewind", "worker_restarted"]);

/** @typedef {import("./store.js").Store} Store */

/** @param {Store} store @param {any} message welcome or a generation event */
function takeNetwork(store, message) {
  store.spec.value = message.spec;
  store.requested.value = message.requested ?? message.spec;
  store.notes.value = message.notes ?? [];
  const { spec, preprocessing } = message;
  const inputs = describeInputs(store.catalog.value, spec, preprocessing);
  const entry = entryOf(store.catalog.value, "datasets", spec.dataset?.key);
  namesAreOwn.value = !entry || entry.kind === "own";
  store.network.value = {
    generation: message.generation,
    layout: message.layout,
    preprocessing,
    inputs,
    classes: message.classes ?? null,
    points: message.points ?? null,
    featureKeys: inputs.keys,
    hiddenUnits: message.hidden_units ?? [],
  };
}

/** @param {Store} store @param {any} message */
function takeState(store, message) {
  store.state.value = message.state;
  store.reason.value = message.reason ?? null;
  const isDragged = "steps_per_second" in store.pending.value; // what a person does comes first
  if (message.state === "running" && !isDragged) {
    store.stepsPerSecond.value = message.steps_per_second;
  }
  if (message.state !== "diverged") {
    store.divergence.value = null;
    return;
  }
  const { cause, suggestion = null, step = store.now.value.step } = message;
  if (!cause && store.divergence.value) return;
  store.divergence.value = { cause: null, suggestion, step, ...causeOf(message) };
}

/** The curves up to a step remain. @param {Store} store @param {number} step */
function keepCurves(store, step) {
  store.losses.truncate(step);
  store.weightHistory.truncate(step);
  store.charts.row.value = null;
}

/** Let go of units that are no longer there. @param {Store} store */
function forgetPlaces(store) {
  const { layout, featureKeys } = store.network.value;
  for (const place of [store.hovered, store.pinned]) {
    const at = place.value;
    const units = at && (at.layer < 0 ? featureKeys.length : layout[at.layer]?.b.shape[0]);
    if (at && !(at.unit < units)) place.value = null;
  }
  const [layer, unit] = store.rover.value.split(":").map(Number);
  const places = layer < 0 ? inputPlaces(store.network.value) : layout[layer]?.b.shape[0];
  if (!(unit < places)) store.rover.value = "-1:0";
}

/** @param {Store} store @param {any} welcome */
export function receiveWelcome(store, welcome) {
  batch(() => {
    const isSame = store.network.value?.generation === welcome.generation;
    if (!isSame) store.snapshots.clear();
    takeNetwork(store, welcome);
    takeState(store, welcome);
    if (isSame && welcome.resumed) recount(store, welcome.step, welcome.epoch);
    else {
      store.losses.load(welcome.history);
      store.weightHistory.clear();
      store.charts.row.value = null;
      beginAt(store, welcome.step, welcome.epoch);
    }
    forgetPlaces(store);
  });
}

/** @param {Store} store @param {import("../net/protocol.js").Frame} frame */
export function receiveFrame(store, frame) {
  const { metrics: measured, parameters, stepTo: step, epoch } = frame;
  const metrics = measured.train_loss === null ? store.now.peek().metrics : measured;
  batch(() => {
    store.losses.addFrame(frame, store.charts.stepsPerEpoch.value);
    store.weightHistory.add(frame.stepTo, frame.parameters, store.network.value.layout);
    takeMoment(store, { step, epoch, metrics, parameters });
  });
}

/** @param {Store} store @param {any} event */
export function receiveEvent(store, event) {
  const receivers = { state: takeState, generation: takeGeneration, configured: takeConfigured,
    worker_restarted: takeRestart };
  const receive = receivers[/** @type {keyof typeof receivers} */ (event.type)];
  if (receive) batch(() => receive(store, event));
}

/** @param {Store} store @param {any} event */
function takeGeneration(store, event) {
  keepCurves(store, event.why === "checkpoint" ? 0 : event.step); // before it nothing is known
  if (CONTINUING.includes(event.why)) store.snapshots.truncate(event.step);
  else store.snapshots.clear();
  takeNetwork(store, event);
  beginAt(store, event.step, event.epoch ?? 0);
  forgetPlaces(store);
  store.divergence.value = null;
}

/** @param {Store} store @param {any} event */
function takeConfigured(store, event) {
  const ours = noteOfRate(store.catalog.value, store.spec.peek(), event.spec);
  store.spec.value = event.spec;
  store.requested.value = event.requested ?? event.spec;
  store.notes.value = [...event.notes ?? [], ...ours];
  if (!event.hidden_units) return;
  store.network.value = { ...store.network.value, hiddenUnits: event.hidden_units };
}

/** @param {Store} store @param {any} event */
function takeRestart(store, event) {
  store.notice.value = { key: "notice.restarted", values: { steps: event.lost_steps } };
}
