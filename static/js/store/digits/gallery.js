// @ts-check
// The pictures that the panel shows in pages: the test points, else all; mistakes first, if wanted,
// in an order that holds while the network trains, so that nothing jumps.
import { computed, effect, signal, untracked } from "@preact/signals";
import { createForward } from "../../nn/forward.js";
import { readOutputs } from "../readout.js";

/**
 * Rows of the pictures that are shown: of the test split, else of all.
 * @param {{inputs: number[][], split?: string[]} | null} points
 * @returns {number[]}
 */
export function rowsOf(points) {
  const rows = points?.inputs.map((_, row) => row) ?? [];
  const test = rows.filter((row) => points?.split?.[row] === "test");
  return test.length > 0 ? test : rows;
}

/**
 * Mistakes before the rest, each in the order of the data.
 * @param {readonly number[]} rows
 * @param {(row: number) => boolean} isRight
 */
export const mistakesFirst = (rows, isRight) =>
  [...rows.filter((row) => !isRight(row)), ...rows.filter(isRight)];

/** @param {number} page @param {number} count @param {number} size */
export const pageWithin = (page, count, size) =>
  Math.max(0, Math.min(page, Math.ceil(count / size) - 1));

/**
 * The probe once the points are others: a picture of the data goes with them, a drawing stays for as
 * long as its size fits.
 * @param {any} probe @param {any} points
 */
export function probeAmong(probe, points) {
  if (probe?.from !== "digit" || !points) return probe;
  const { sample, row } = probe;
  const present = points.inputs[row ?? 0] ?? [];
  if (present === sample) return probe;
  if (row === undefined) return present.length === sample.length ? probe : null;
  const isSame = present.length === sample.length
    && sample.every((/** @type {number} */ ink, /** @type {number} */ at) => ink === present[at]);
  return isSame ? { ...probe, sample: present, target: points.targets[row] } : null;
}

/** @param {any} session Signals: network, spec, frameCount, running, chosenView; parameters. */
export function createGallery(session) {
  const { network, spec, frameCount, running, chosenView } = session;
  const first = signal(true);
  const page = signal(0);
  const rows = computed(() => rowsOf(network.value?.points ?? null));
  const forward = computed(() => network.value && createForward(network.value));

  /** Class that the network calls a picture, by the weights of now. @param {number} row */
  function calledOf(row) {
    const { parameters } = session;
    const { points, layout } = network.value;
    if (parameters.length === 0 || !forward.value) return null;
    const { layers } = forward.value.point(parameters, points.inputs[row]);
    return readOutputs(network.value, spec.value, layers[layout.length - 1]);
  }
  const isRight = (/** @type {number} */ row) =>
    calledOf(row)?.best === network.value.points.targets[row];

  /** Sorted when the network rests, or is asked to; then it holds, for as long as its rows do. */
  const sorted = signal({ rows: /** @type {number[]} */ ([]), order: /** @type {number[]} */ ([]) });
  function sort() {
    const known = session.parameters.length > 0;
    const order = first.value && known ? mistakesFirst(rows.value, isRight) : rows.value;
    sorted.value = { rows: rows.value, order };
  }
  const isShown = computed(() => chosenView.value === "pictures");
  /** Weights have come for the network that is there. */
  const isReady = computed(() => frameCount.value >= 0 && session.parameters.length > 0);
  effect(() => {
    if (!isShown.value) return;
    for (const change of [rows, first, isReady]) change.value;
    if (!running.value) untracked(sort);
  });
  effect(() => {
    for (const change of [rows, first]) change.value;
    page.value = 0;
  });
  const order = computed(() =>
    (sorted.value.rows === rows.value ? sorted.value.order : rows.value));
  return { gallery: { first, page, order, calledOf } };
}

/** @param {any} store */
export function createGalleryActions({ gallery, network, probe }) {
  effect(() => {
    probe.value = probeAmong(probe.peek(), network.value?.points ?? null);
  });
  return {
    gallery_first: (/** @type {any} */ { on }) => {
      gallery.first.value = on;
    },
    gallery_page: (/** @type {any} */ { page }) => {
      gallery.page.value = page;
    },
    /** A picture becomes the probe; the same again lets it go. */
    gallery_pick: (/** @type {any} */ { row }) => {
      const { inputs, targets } = network.value.points;
      const isSame = probe.value?.sample === inputs[row];
      probe.value = isSame ? null
        : { sample: inputs[row], from: "digit", target: targets[row], row, held: true,
          spoken: true };
    },
  };
}
