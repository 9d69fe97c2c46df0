// @ts-check
// Of data that are pictures, what a unit of the first layer looks for: its weights, each where its
// input is in the picture. Pure.
import { largestOf } from "./pixels.js";

/**
 * Whether the weights of a unit are a picture: those of the first layer, over square pictures.
 * @param {any} network
 * @param {{layer: number, unit: number}} place
 */
export function hasWeightPicture({ inputs }, { layer }) {
  return layer === 0 && Boolean(inputs?.isImage) && inputs.shape[0] === inputs.shape[1];
}

/** Where each input is in the picture, for as long as the data are the same. @type {WeakMap<any, number[]>} */
const places = new WeakMap();

/** @param {{columns: string[], features: string[]}} preprocessing */
function placesOf(preprocessing) {
  const { columns, features } = preprocessing;
  const known = places.get(preprocessing) ?? features.map((name) => columns.indexOf(name));
  places.set(preprocessing, known);
  return known;
}

/**
 * @param {any} network
 * @param {ArrayLike<number>} parameters
 * @param {number} unit
 * @returns {Float32Array} One a column of the data, row by row; 0 where it is no input.
 */
export function weightsOf({ layout, preprocessing }, parameters, unit) {
  const { W } = layout[0];
  const weights = new Float32Array(preprocessing.columns.length);
  placesOf(preprocessing).forEach((at, from) => {
    weights[at] = parameters[W.offset + from * W.shape[1] + unit];
  });
  return weights;
}

/**
 * @param {any} network
 * @param {ArrayLike<number>} parameters
 * @param {number} unit
 * @returns {import("./output_map.js").MapLook} From the most negative to the most positive.
 */
export function weightLook(network, parameters, unit) {
  const map = weightsOf(network, parameters, unit);
  return { map, scale: 1 / (largestOf(map) || 1), shift: 0, level: null, pixels: true };
}
