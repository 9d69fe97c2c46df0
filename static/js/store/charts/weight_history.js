// @ts-check
// How the weights of each layer were spread, over the run: histograms over one scale that widens
// by doubling, kept in bounded memory. When there are too many, every second one goes.

export const BINS = 96; // from −range to +range; a multiple of four, so that it can be doubled
const CAPACITY = 240; // histograms a layer
const NARROWEST = 2 ** -6;
const WIDEST = 2 ** 24; // beyond that, weights count as the outermost

/** @typedef {{W: {offset: number, shape: number[]}}} LayerPlace */
/** @typedef {{range: number, columns: Uint16Array[]}} LayerHistory */

/** Where a layer's weights lie. @param {LayerPlace} layer @returns {[number, number]} */
function spanOf({ W: { offset, shape } }) {
  return [offset, offset + shape[0] * shape[1]];
}

/** @param {ArrayLike<number>} parameters @param {LayerPlace} layer */
function largestOf(parameters, layer) {
  const [start, end] = spanOf(layer);
  let largest = 0;
  for (let i = start; i < end; i += 1) largest = Math.max(largest, Math.abs(parameters[i]));
  return largest;
}

/**
 * How many weights of a layer lie in each bin from −range to +range.
 * @param {ArrayLike<number>} parameters
 * @param {LayerPlace} layer
 * @param {number} range
 */
export function histogramOf(parameters, layer, range) {
  const counts = new Uint16Array(BINS);
  const [start, end] = spanOf(layer);
  for (let i = start; i < end; i += 1) {
    const bin = Math.floor(((parameters[i] / range + 1) * BINS) / 2);
    counts[Math.min(BINS - 1, Math.max(0, bin))] += 1;
  }
  return counts;
}

/** The same weights over twice the range. @param {Uint16Array} counts */
export function widened(counts) {
  const wide = new Uint16Array(BINS);
  for (let bin = 0; bin < BINS; bin += 1) wide[BINS / 4 + (bin >> 1)] += counts[bin];
  return wide;
}

export function createWeightHistory() {
  /** @type {number[]} */
  const steps = [];
  /** @type {LayerHistory[]} */
  let layers = [];
  let shapes = "";
  let framesInOne = 1;
  let framesWaiting = 0;

  function clear() {
    steps.length = 0;
    layers = [];
    shapes = "";
    framesInOne = 1;
    framesWaiting = 0;
  }

  /** Forget what came after a step. @param {number} step */
  function truncate(step) {
    const kept = step === 0 ? 0 : steps.findLastIndex((known) => known <= step) + 1;
    if (kept === 0) return clear();
    steps.length = kept;
    for (const { columns } of layers) columns.length = kept;
  }

  /** Layers of another shape have another history. @param {LayerPlace[]} layout */
  function expect(layout) {
    const found = layout.map(({ W }) => W.shape.join("×")).join(" ");
    if (found === shapes) return;
    clear();
    shapes = found;
    layers = layout.map(() => ({ range: NARROWEST, columns: [] }));
  }

  /** @param {LayerHistory} history @param {number} largest */
  function makeRoom(history, largest) {
    while (history.range < largest && history.range < WIDEST) {
      history.range *= 2;
      history.columns = history.columns.map(widened);
    }
  }

  function halve() {
    const keep = (/** @type {any} */ _, /** @type {number} */ at) => at % 2 === 0;
    steps.splice(0, steps.length, ...steps.filter(keep));
    for (const history of layers) history.columns = history.columns.filter(keep);
    framesInOne *= 2;
  }

  /**
   * Take down the weights of a frame; of a long run, only of every so many frames.
   * @param {number} step
   * @param {ArrayLike<number>} parameters
   * @param {LayerPlace[]} layout
   */
  function add(step, parameters, layout) {
    expect(layout);
    const isEdit = steps.at(-1) === step;
    framesWaiting += 1;
    if (!isEdit && steps.length > 0 && framesWaiting < framesInOne) return;
    const largest = layout.map((layer) => largestOf(parameters, layer));
    if (!largest.every(Number.isFinite)) return;
    if (!isEdit && steps.length >= CAPACITY) halve();
    framesWaiting = 0;
    const at = isEdit ? steps.length - 1 : steps.length;
    steps[at] = step;
    layers.forEach((history, index) => {
      makeRoom(history, largest[index]);
      history.columns[at] = histogramOf(parameters, layout[index], history.range);
    });
  }

  return {
    steps,
    clear,
    truncate,
    add,
    /** @param {number} index @returns {LayerHistory | undefined} */
    layer: (index) => layers[index],
  };
}

/**
 * The bins that anything ever fell into, about the zero in the middle, with some room.
 * @param {LayerHistory} history
 * @returns {[number, number]} First, and one after the last.
 */
export function occupiedBins({ columns }) {
  let [first, last] = [BINS / 2 - 2, BINS / 2 + 1];
  for (const counts of columns) {
    for (let bin = 0; bin < first; bin += 1) if (counts[bin] > 0) first = bin;
    for (let bin = BINS - 1; bin > last; bin -= 1) if (counts[bin] > 0) last = bin;
  }
  const margin = 4; // bars of four bins are whole
  return [Math.max(0, first - (first % margin)), Math.min(BINS, last + margin - (last % margin))];
}
