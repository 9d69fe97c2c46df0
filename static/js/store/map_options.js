// @ts-check
// What the map shows, as the viewer wants it: what its colors say, in steps or not, which points.
// None of it changes anything of the experiment; it is remembered between visits.
import { signal } from "@preact/signals";
import { readChoice, readPreference, writePreference } from "./preferences.js";

/** What the colors of a map of classes say. */
export const MAP_COLORS = Object.freeze(["probability", "class", "confidence"]);
const NO_SHADES = ["step", "sign"]; // outputs that say yes or no, and nothing between

/** @typedef {{color: string, steps: boolean, train: boolean, test: boolean}} MapOptions */

const isOn = (/** @type {string} */ name, /** @type {string} */ usual) =>
  readPreference(name, usual) === "on";

export function createMapOptions() {
  return {
    /** @type {import("@preact/signals").Signal<MapOptions>} */
    mapOptions: signal({
      color: readChoice("map_color", [...MAP_COLORS]),
      steps: isOn("map_steps", "off"),
      train: isOn("map_train", "on"),
      test: isOn("map_test", "on"),
    }),
  };
}

/** @param {any} store */
export function createMapActions({ mapOptions }) {
  return {
    /** @param {any} action option: of MapOptions; value */
    map_option: ({ option, value }) => {
      mapOptions.value = { ...mapOptions.value, [option]: value };
      writePreference(`map_${option}`, value === true ? "on" : value === false ? "off" : value);
    },
  };
}

/**
 * What the colors can say: nothing but the value itself, but where there are classes with shades
 * between them.
 * @param {any} network
 * @param {any} spec
 * @returns {readonly string[]}
 */
export function colorsOf(network, spec) {
  const output = network?.layout[network.layout.length - 1];
  const hasShades = output && !NO_SHADES.includes(output.activation);
  return spec?.task === "classification" && hasShades ? MAP_COLORS : [];
}
