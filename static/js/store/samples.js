// @ts-check
// Samples of the data sets, for their thumbnails.

const POINTS = 160; // of measured data: as many of each class as its share is

/**
 * @param {import("./store.js").Store} store
 * @param {any} api
 */
export async function loadSamples({ catalog, samples }, api) {
  const load = async (/** @type {any} */ { key }) => {
    const sample = await api.sample(key, { samples: POINTS, seed: 1 });
    samples.value = { ...samples.value, [key]: sample };
  };
  // A thumbnail that does not arrive stays empty; its name is still there.
  await Promise.allSettled(catalog.value.datasets.map(load));
}
