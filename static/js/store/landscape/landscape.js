// @ts-check
// The loss around the present weights: what is wanted of it, what has arrived, and when it is
// drawn anew. It costs the server up to half a second, so it is asked for only when it is seen.
import { batch, effect, signal, untracked } from "@preact/signals";
import { t } from "../../texts/texts.js";
import { hasLeft, isWithin, placeOf, readSurface } from "./plane.js";

const SETTLE_MS = 150; // until a person has stopped turning
const CALM_MS = 1500; // between two that nobody asked for
const SLOW_MS = 5000; // the same, where the network is in the picture, but beside the slice
const SPAN = { least: 1e-3, most: 1000 }; // what the server takes
export const RESOLUTIONS = Object.freeze([11, 15, 21, 31, 41, 51]);

/** @typedef {import("./plane.js").Surface} Surface */
/**
 * @typedef {object} SurfaceChoice
 * @property {"random" | "weights" | "path" | null} kind Null: what suits the model.
 * @property {number} resolution
 * @property {number | null} span Null: as far as the path reaches.
 * @property {number} seed
 * @property {string | null} first
 * @property {string | null} second
 */

/** @type {SurfaceChoice} */
const FIRST_CHOICE = {
  kind: null, resolution: 31, span: null, seed: 0, first: null, second: null,
};

export function createLandscape() {
  return {
    /** @type {import("@preact/signals").Signal<SurfaceChoice>} */
    choice: signal(FIRST_CHOICE),
    /** How it is drawn: by the logarithm of the loss, and as a relief. */
    look: signal({ log: true, relief: false }),
    /** @type {import("@preact/signals").Signal<Surface | null>} */
    surface: signal(null),
    loading: signal(false),
    /** {field, text}: the server's words, and which choice they are about. */
    problem: signal(/** @type {any} */ (null)),
  };
}

/** A neuron has no scale for random directions: all its weights are 0 at first. @param {any} store */
export function kindOf(store) {
  return store.landscape.choice.value.kind ?? (store.model.value.isNetwork ? "random" : "weights");
}

/** What the server is asked for. @param {any} store @returns {Record<string, any>} */
export function queryOf(store) {
  const { resolution, span, seed, first, second } = store.landscape.choice.value;
  const kind = kindOf(store);
  return {
    kind, resolution, directions: true,
    ...(span !== null && { span }),
    ...(kind === "random" && { seed }),
    ...(kind === "weights" && first && second && { first, second }),
  };
}

/**
 * What the server would refuse for now, without asking it: the way of a run that has none yet,
 * random directions as large as weights that are all 0.
 * @param {any} store @returns {string | null} The text's key.
 */
function tooEarly(store) {
  const kind = kindOf(store);
  if (kind === "path") return store.snapshots.moments.length < 3 ? "landscape.no_path" : null;
  if (kind !== "random") return null;
  const { parameters } = store.now.value;
  return parameters.length > 0 && parameters.every((/** @type {number} */ one) => one === 0)
    ? "landscape.no_scale" : null;
}

/** How far the picture reaches: what is wanted, else what came. @param {any} store */
export const spanOf = (store) =>
  store.landscape.choice.value.span ?? store.landscape.surface.value?.span ?? 1;

/** Names of parameters, as the server knows them. @param {any} network @returns {string[]} */
export function parameterNames(network) {
  return network.layout.flatMap((/** @type {any} */ { W, b }, /** @type {number} */ layer) => {
    const [inputs, units] = W.shape;
    const weights = Array.from({ length: inputs * units }, (_, at) =>
      `layers.${layer}.W.${Math.floor(at / units)}.${at % units}`);
    const biases = Array.from({ length: b.shape[0] }, (_, unit) => `layers.${layer}.b.${unit}`);
    return [...weights, ...biases];
  });
}

/** @param {SurfaceChoice} known @param {Partial<SurfaceChoice>} change */
function changed(known, change) {
  const isElsewhere = ["kind", "first", "second"].some((name) => name in change);
  return { ...known, ...(isElsewhere && { span: null }), ...change };
}

/** Which choice of ours a refusal is about, and its words. @param {any} error */
function problemOf(error) {
  const { pointer = "", detail = error.message } = error.errors?.[0] ?? {};
  return { field: pointer.slice(1) || null, text: detail, status: error.status ?? 0 };
}

/** @param {import("../conductor.js").Desk} desk */
export function createLandscapeActions({ store, api, timers, session }) {
  const { choice, surface, loading, problem, look } = store.landscape;
  /** @type {AbortController | null} */
  let asked = null;
  /** @type {any} */
  let waiting = null;
  let arrivedAt = -Infinity;
  let known = ""; // what was asked for last, as one text

  /** Say why there is nothing to draw yet. @param {string} key */
  function refuse(key) {
    batch(() => {
      surface.value = null;
      loading.value = false;
      problem.value = { field: "kind", text: t(key), early: true };
    });
  }

  /** The connection was lost before anything was asked: whoever is back asks anew. */
  function giveUp() {
    known = "";
    loading.value = false;
  }

  async function load() {
    const at = session();
    if (!at || store.connection.peek() !== "open") return giveUp();
    timers.cancel(waiting);
    waiting = null;
    asked?.abort();
    asked = null;
    const early = untracked(() => tooEarly(store));
    if (early) return refuse(early);
    const mine = new AbortController();
    asked = mine;
    loading.value = true;
    /** @type {any} */
    const answer = await untracked(() => api.surface(at.id, queryOf(store), mine))
      .then(readSurface).catch((/** @type {any} */ error) => ({ error }));
    if (asked !== mine) return; // another is under way
    arrivedAt = performance.now();
    batch(() => {
      loading.value = false;
      problem.value = answer.error ? problemOf(answer.error) : null;
      if (!answer.error) surface.value = answer;
    });
  }

  /** @param {number} wait ms */
  function loadSoon(wait) {
    if (waiting !== null) return;
    loading.value = true;
    waiting = timers.schedule(() => {
      waiting = null;
      load();
    }, wait);
  }

  function loadAnew() {
    timers.cancel(waiting);
    waiting = null;
    loadSoon(SETTLE_MS);
  }

  /** What is seen and belongs to another network, or to other choices, is asked for anew. */
  function followChoices() {
    effect(() => {
      if (store.view.value !== "landscape" || store.connection.value !== "open") return;
      const { generation, hiddenUnits } = store.network.value ?? {};
      if (generation === undefined) return;
      const wanted = JSON.stringify([session()?.id, generation, hiddenUnits, queryOf(store)]);
      if (wanted === known) return;
      known = wanted;
      untracked(() => {
        if (surface.value?.generation !== generation) surface.value = null;
        loadAnew();
      });
    });
  }

  /**
   * How soon the network wants another surface: where it has left the picture, or the slice, or
   * where it was too early for one. @returns {number | null} ms after the last one; null: it does not.
   */
  function patience() {
    const { parameters, metrics, step } = store.now.value;
    const runs = store.running.value;
    const drawn = surface.value;
    if (parameters.length === 0) return null;
    if (problem.value?.early) return tooEarly(store) ? null : 0;
    if (problem.value) return problem.value.field === "kind" && runs ? CALM_MS : null;
    if (!drawn || drawn.step === step) return null;
    const place = placeOf(drawn, parameters);
    if (!place || !isWithin(drawn, place)) return CALM_MS;
    if (!hasLeft(drawn, place, metrics?.train_loss)) return null;
    return runs ? SLOW_MS : CALM_MS;
  }

  /** Whoever trains out of the picture takes it along. */
  function followNetwork() {
    effect(() => {
      if (store.view.value !== "landscape" || globalThis.document?.hidden) return;
      if (loading.value || store.connection.value !== "open") return;
      const wait = patience();
      if (wait === null) return;
      const rest = Math.max(0, arrivedAt + wait - performance.now());
      if (rest === 0 || !store.running.value) untracked(() => loadSoon(rest));
    });
  }

  followChoices();
  followNetwork();
  return {
    landscape_choose: (/** @type {any} */ { change }) => {
      problem.value = null;
      choice.value = changed(choice.peek(), change);
    },
    landscape_look: (/** @type {any} */ { change }) => {
      look.value = { ...look.peek(), ...change };
    },
    landscape_zoom: (/** @type {any} */ { by }) => {
      const span = Math.min(SPAN.most, Math.max(SPAN.least, spanOf(store) * by));
      choice.value = { ...choice.peek(), span: Number(span.toPrecision(4)) };
    },
    landscape_fit: () => {
      choice.value = { ...choice.peek(), span: null };
    },
    landscape_load: () => load(),
    landscape_dismiss: () => {
      problem.value = null;
    },
  };
}
