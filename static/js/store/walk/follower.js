// @ts-check
// Keeps the trace of a walk true: asks the server for it while the view is open, lets go of it as
// soon as anything changes that it depends on, says why, and asks again.
import { batch, effect, untracked } from "@preact/signals";
import { flatten, changeBetween, haveBecome, isOf, momentOf } from "./moment.js";
import { worstOf } from "./result.js";
import { layersOf, placeOf } from "./stations.js";

const VIEW = "step";
const AGAIN_MS = 250;
const MOST_TRIES = 20; // then the weights on the page are not the server's present ones

/** @param {import("../conductor.js").Desk} desk */
export function createWalkFollower(desk) {
  const { store } = desk;
  const { walk } = store;
  let question = 0; // the newest; answers to others come too late
  let tries = 0;
  let isOpen = false;
  /** What the trace is of. @type {{moment: import("./moment.js").Moment, sample: any} | null} */
  let seen = null;
  /** Of what the latest trace was that was let go of: why the walk begins anew. @type {any} */
  let left = null;
  /** Weights that somebody wants to have from here. @type {{after: number[], trace: any} | null} */
  let announced = null;
  /** Where the walk begins as long as nobody chose. @type {{generation: number, row: number} | null} */
  let first = null;
  /** What was probed before the walk. @type {any} */
  let probed = null;

  /** @param {string} status @param {any} [note] */
  function drop(status, note) {
    question += 1;
    left = seen ?? left;
    seen = null;
    batch(() => {
      walk.trace.value = null;
      walk.status.value = status;
      if (note) walk.note.value = note;
      if (note || status !== "loading") walk.playing.value = false;
    });
  }

  function open() {
    isOpen = true;
    probed = store.probe.value;
    walk.note.value = null;
    if (!store.running.value) return;
    walk.note.value = { key: "step.note.paused" };
    desk.command("pause");
  }

  function close() {
    if (!isOpen) return;
    isOpen = false;
    announced = null;
    drop("off");
    left = null;
    walk.shape.value = null;
    walk.note.value = null;
    store.probe.value = probed;
  }

  /** The sample that was chosen, as long as there is one; else one to begin with. */
  function sampleOf() {
    const chosen = walk.chosen.value;
    const count = store.network.value.points?.inputs.length ?? Infinity;
    const columns = store.network.value.preprocessing.columns?.length ?? 2;
    if (chosen && (chosen.inputs ? chosen.inputs.length === columns : chosen.row < count)) {
      return chosen;
    }
    if (!first || first.generation !== store.network.value.generation) {
      const row = worstOf(store.network.value, store.spec.value, store.parameters);
      first = { generation: store.network.value.generation, row };
    }
    return { row: first.row };
  }

  /** @param {import("./moment.js").Moment} now */
  function reasonOf(now) {
    const before = seen ?? left;
    if (!before) return null;
    const change = changeBetween(before.moment, now);
    if (change !== "weights") return change && { key: `step.note.${change}`, values: { step: now.step } };
    const wish = announced;
    announced = null;
    if (!wish || !haveBecome(wish.after, now.parameters)) return { key: "step.note.weights" };
    const { loss, loss_after: after } = wish.trace;
    return { key: loss === undefined ? "step.note.applied.neuron" : "step.note.applied",
      values: { before: loss, after, count: wish.after.length } };
  }

  function look() {
    if (!isOpen) open();
    if (store.running.value) return drop("running");
    if (store.past.value) return drop("past");
    const now = momentOf(store);
    if (!now) return drop("loading", seen && { key: "step.note.network" });
    const sample = sampleOf();
    const isSame = seen && changeBetween(seen.moment, now) === null;
    if (isSame && seen?.sample === sample) return undefined;
    if (isSame && seen?.sample.row === sample.row && sample.row !== undefined) return undefined;
    const note = isSame ? null : reasonOf(now);
    const station = note ? undefined : walk.station.value;
    tries = 0;
    drop("loading", note);
    return ask(sample, station);
  }

  /** @param {any} sample @param {any} station Where to stay. */
  async function ask(sample, station) {
    const mine = ++question;
    const session = desk.session();
    if (!session || store.connection.value !== "open") {
      walk.status.value = "lost";
      return;
    }
    try {
      const trace = await desk.api.trace(session.id, sample);
      if (mine === question) untracked(() => take(trace, sample, station));
    } catch (error) {
      if (mine !== question) return;
      walk.error.value = /** @type {Error} */ (error).message;
      walk.status.value = "error";
    }
  }

  /** @param {any} trace @param {any} sample @param {any} station */
  function take(trace, sample, station) {
    const now = momentOf(store);
    const isAveraged = store.spec.value?.perceptron?.averaged ?? false;
    if (now && isOf(trace, now, isAveraged)) {
      seen = { moment: { ...now, parameters: now.parameters.slice() }, sample };
      left = null;
      batch(() => {
        walk.trace.value = trace;
        walk.shape.value = trace;
        walk.status.value = "ready";
        store.probe.value = { sample: trace.inputs, target: trace.target, from: "walk" };
        walk.at.value = placeOf(walk.stations.value, station);
      });
      return;
    }
    tries += 1;
    if (tries > MOST_TRIES) {
      walk.status.value = "elsewhere";
      return;
    }
    const mine = question;
    desk.timers.schedule(() => mine === question && ask(sample, station), AGAIN_MS);
  }

  effect(() => {
    const shown = store.view.value === VIEW;
    if (shown) {
      for (const one of [store.network, store.spec, store.step, store.frameCount, store.running,
        store.past, store.connection, walk.chosen]) one.value;
    }
    untracked(() => { if (shown) look(); else close(); });
  });

  return {
    /** Ask again after an error. */
    retry() {
      drop("loading");
      look();
    },
    /** @param {any} trace Whose weights are about to become the network's. */
    announce(trace) {
      announced = { after: flatten(layersOf(trace), true), trace };
      return announced.after;
    },
  };
}
