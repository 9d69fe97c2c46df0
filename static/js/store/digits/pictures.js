// @ts-check
// Samples that are pictures: which view of them the output panel shows.
import { computed, signal } from "@preact/signals";
import { createGallery, createGalleryActions } from "./gallery.js";
import { createPad, createPadActions } from "./pad.js";
import { readChoice, writePreference } from "../preferences.js";

/** What the panel can show of pictures; of other data it shows the map. */
export const PICTURE_VIEWS = Object.freeze(["pictures", "draw", "map"]);

/** @param {any} session Signals of the session, and of the page: looked, running; parameters. */
export function createPictures(session) {
  const { network, looked } = session;
  const pictureView = signal(readChoice("picture_view", [...PICTURE_VIEWS]));
  /** What the panel shows when no unit is looked at; one's own points are drawn on the map. */
  const chosenView = computed(() =>
    (network.value?.inputs.isImage && !session.drawing?.value ? pictureView.value : "map"));
  return {
    ...createPad(),
    ...createGallery(Object.assign(session, { chosenView })),
    pictureView,
    chosenView,
    /** What it shows: a unit that is looked at has its map, or its weights, in the map's place. */
    panelView: computed(() => (looked.value ? "map" : chosenView.value)),
  };
}

/** @param {any} store */
export function createPictureActions(store) {
  const padActions = createPadActions(store);
  return {
    ...padActions,
    ...createGalleryActions(store),
    picture_view: (/** @type {any} */ { view }) => {
      store.pictureView.value = view;
      store.pinned.value = null; // a unit's weights would stand before it
      if (view === "draw") padActions.pad_show();
      writePreference("picture_view", view);
    },
  };
}
