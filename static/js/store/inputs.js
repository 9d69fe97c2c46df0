// @ts-check
// What a network can be shown: features of points in the plane, or the columns of any other data;
// and in which form the stage shows them. Pure.
import { signal } from "@preact/signals";
import { entryOf } from "./catalog.js";
import { catalogName } from "./catalog_words.js";

const MOST_TILES = 40; // columns with a tile of their own; more are one picture of small squares

/**
 * @typedef {object} Inputs
 * @property {boolean} planar Whether samples are points (x1, x2).
 * @property {string[]} keys Of everything that can be an input, on or off.
 * @property {"tiles" | "picture"} form
 * @property {[number, number]} shape Height and width of the picture, in squares.
 * @property {boolean} isImage Whether a sample is a picture, of one scale in all its squares.
 */

/**
 * @param {any} catalog
 * @param {any} spec
 * @param {any} preprocessing
 * @returns {Inputs}
 */
export function describeInputs(catalog, spec, preprocessing) {
  const planar = preprocessing.planar ?? true;
  const keys = planar ? catalog.features.map((/** @type {any} */ entry) => entry.key)
    : preprocessing.columns;
  const image = planar ? null : entryOf(catalog, "datasets", spec.dataset?.key)?.image;
  const side = Math.ceil(Math.sqrt(keys.length));
  const form = image || keys.length > MOST_TILES ? "picture" : "tiles";
  const shape = image ?? [Math.ceil(keys.length / side), side];
  return { planar, keys, form, shape, isImage: Boolean(image) };
}

/** How many places the inputs have on the stage, for arrow keys. @param {any} network */
export const inputPlaces = (network) =>
  network.inputs?.form === "picture" ? 1 : network.featureKeys.length;

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/** Whether columns and classes have names that a person gave: those are never translated. */
export const namesAreOwn = signal(false);

/**
 * The name of a column or a class as words; x1 as x₁.
 * @param {string} name
 */
export function columnLabel(name) {
  const known = namesAreOwn.value ? undefined : catalogName(name);
  return known ?? name
    .replace(/^x(\d+)$/, (_, digits) => `x${[...digits].map((one) => SUBSCRIPTS[one]).join("")}`)
    .replaceAll("_", " ");
}
