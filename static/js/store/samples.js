// @ts-check
// Samples of the data sets, for their thumbnails: those of generators follow noise and number of
// the samples that are wanted, once they rest.
import { effect } from "@preact/signals";

const MOST = 160; // of measured data: as many of each class as its share is
const SEED = 1;
const REST_MS = 300;
const FOLLOWED = Object.freeze(["samples", "noise"]);

/**
 * @param {any} store @param {any} api @param {string} key @param {object} [settings]
 * @param {() => boolean} [isWanted] Whether it still is when it arrives.
 */
export async function loadSample({ samples }, api, key, settings = {}, isWanted = () => true) {
  try {
    const sample = await api.sample(key, { samples: MOST, seed: SEED, ...settings });
    if (isWanted()) samples.value = { ...samples.value, [key]: sample };
  } catch {
    // A thumbnail that does not arrive stays as it is; its name is still there.
  }
}

/**
 * @param {import("./store.js").Store} store
 * @param {any} api
 */
export const loadSamples = (store, api) =>
  Promise.all(store.catalog.value.datasets.map((/** @type {any} */ { key }) =>
    loadSample(store, api, key)));

/**
 * What a thumbnail shows of the settings that are wanted: what the data set has and allows.
 * @param {any} entry @param {any} dataset Of the spec.
 */
export function settingsOfSample({ hyperparameters }, dataset) {
  /** @type {Record<string, number>} */
  const settings = {};
  for (const { name, minimum, maximum } of hyperparameters) {
    const value = dataset[name];
    if (!FOLLOWED.includes(name) || !(value >= minimum && value <= maximum)) continue;
    settings[name] = name === "samples" ? Math.min(value, MOST) : value;
  }
  return settings;
}

/** What the first samples show. @param {any} entry */
const usualOf = ({ hyperparameters }) => Object.fromEntries(
  hyperparameters.map((/** @type {any} */ one) => [one.name, one.default]));

/** @param {import("./conductor.js").Desk} desk */
export function followSettings({ store, api, timers }) {
  /** Settings by key, as they were last asked for. @type {Map<string, string>} */
  const asked = new Map();
  /** @type {any} */
  let waiting = null;

  function load() {
    const { dataset } = store.wanted.value ?? {};
    const generators = (store.catalog.value?.datasets ?? []).filter(
      (/** @type {any} */ { kind }) => kind === "generator");
    for (const entry of generators) {
      const settings = settingsOfSample(entry, dataset);
      const text = JSON.stringify(settings);
      const known = asked.get(entry.key) ?? JSON.stringify(settingsOfSample(entry, usualOf(entry)));
      asked.set(entry.key, text);
      if (text === known) continue;
      const isWanted = () => asked.get(entry.key) === text;
      loadSample(store, api, entry.key, settings, isWanted);
    }
  }

  effect(() => {
    const { dataset } = store.wanted.value ?? {};
    if (!FOLLOWED.some((name) => dataset?.[name] !== undefined)) return;
    timers.cancel(waiting);
    waiting = timers.schedule(load, REST_MS);
  });
  return {}; // there is nothing to be done by hand
}
