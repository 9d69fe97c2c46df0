// @ts-check
// Samples that are pictures: which view of them the output panel shows.
import { computed, signal } from "@preact/signals";
import { readChoice, writePreference } from "./preferences.js";

/** What the panel can show of pictures; of other data it shows the map. */
export const PICTURE_VIEWS = Object.freeze(["pictures", "draw", "map"]);

/** @param {any} session Signals of the session: network; of the page: looked. */
export function createPictures({ network, looked }) {
  const pictureView = signal(readChoice("picture_view", [...PICTURE_VIEWS]));
  /** What the panel shows when no unit is looked at. */
  const chosenView = computed(() => (network.value?.inputs.isImage ? pictureView.value : "map"));
  return {
    pictureView,
    chosenView,
    /** What it shows: a unit that is looked at has its map, or its weights, in the map's place. */
    panelView: computed(() => (looked.value ? "map" : chosenView.value)),
  };
}

/** @param {any} store */
export function createPictureActions({ pictureView }) {
  return {
    picture_view: (/** @type {any} */ { view }) => {
      pictureView.value = view;
      writePreference("picture_view", view);
    },
  };
}
