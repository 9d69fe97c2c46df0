// @ts-check
// Actions that concern the page alone: no word of them reaches the server.
import { chooseLanguage } from "./language.js";
import { createChartActions } from "./charts/charts.js";
import { createMapActions } from "./map_options.js";
import { createPictureActions } from "./digits/pictures.js";
import { chooseAxis } from "./plane.js";
import { writePreference } from "./preferences.js";
import { createTimeActions } from "./time/time.js";

const NEXT_THEME = { auto: "dark", dark: "light", light: "auto" };

/** @param {import("./store.js").Store} store */
export function createPageActions(store) {
  return {
    ...createChartActions(store),
    ...createTimeActions(store),
    ...createMapActions(store),
    ...createPictureActions(store),
    hover: (/** @type {any} */ { place }) => {
      store.hovered.value = place;
    },
    pin: (/** @type {any} */ { place }) => {
      const { layer, unit } = store.pinned.value ?? {};
      store.pinned.value = layer === place.layer && unit === place.unit ? null : place;
    },
    rove: (/** @type {any} */ { place }) => {
      store.rover.value = place;
    },
    stage_size: (/** @type {any} */ { width, height, touch }) => {
      store.stage.value = { width, height, touch };
    },
    choose_axis: (/** @type {any} */ { which, name }) => {
      store.axes.value = /** @type {string[]} */ (
        chooseAxis(store.plane.value?.names ?? [], which, name));
    },
    hold_at: (/** @type {any} */ { held }) => {
      store.held.value = held;
    },
    show_view: (/** @type {any} */ { view }) => {
      store.view.value = view;
    },
    probe: (/** @type {any} */ { probe }) => {
      store.probe.value = probe;
    },
    show_data_group: (/** @type {any} */ { group }) => {
      store.dataGroup.value = group;
    },
    open_more: (/** @type {any} */ { open }) => {
      store.moreOpen.value = open;
      writePreference("more", open ? "on" : "off");
    },
    hush: (/** @type {any} */ { key }) => {
      store.hushed.value = key;
    },
    dismiss_error: () => {
      store.errors.value = {};
    },
    dismiss_notice: () => {
      store.notice.value = null;
    },
    reload: () => location.reload(),
    next_theme: () => {
      const theme = /** @type {keyof typeof NEXT_THEME} */ (store.theme.value);
      store.theme.value = NEXT_THEME[theme];
      writePreference("theme", store.theme.value);
    },
    speak: (/** @type {any} */ { language }) => chooseLanguage(store, language),
    switch_coach: (/** @type {any} */ { on }) => {
      store.coachOn.value = on;
      writePreference("coach", on ? "on" : "off");
    },
    switch_shortcuts: (/** @type {any} */ { on }) => {
      store.shortcutsOn.value = on;
      writePreference("shortcuts", on ? "on" : "off");
    },
  };
}
