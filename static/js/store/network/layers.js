// @ts-check
// Layers and units that come, go and change places: the change of the experiment, and where
// everything in the new network was before, so that its weights can go along. Pure. What cannot be
// done, since another change came first, is null.
import { moveFrozen } from "../spec.js";

/** @typedef {{units: number, activation: string}} HiddenLayer */
/**
 * @typedef {object} Origin Of a layer of the new network.
 * @property {number} layer Which it was before; −1: it is new.
 * @property {number[]} units Which each of its units was; −1: it is new.
 */
/**
 * @typedef {object} Reshaping
 * @property {Record<string, any>} patch Of the experiment.
 * @property {Origin[]} origins Of the hidden layers and of the output.
 */

const NEW = -1;

/** @param {number} count */
const places = (count) => Array.from({ length: count }, (_, at) => at);

/**
 * A copy of a list with one more entry, or one less.
 * @template T
 * @param {readonly T[]} list
 * @param {number} at
 * @param {number} gone
 * @param {T[]} come
 */
const spliced = (list, at, gone, ...come) => [...list.slice(0, at), ...come, ...list.slice(at + gone)];

/**
 * Where everything is as long as nothing moves.
 * @param {any} spec
 * @param {number} outputs
 * @returns {Origin[]}
 */
function presentOf({ hidden_layers: hidden }, outputs) {
  return [...hidden.map((/** @type {HiddenLayer} */ { units }) => units), outputs]
    .map((count, layer) => ({ layer, units: places(count) }));
}

/** @param {any} spec @param {HiddenLayer[]} layers @param {Origin[]} origins @returns {Reshaping} */
function reshaping(spec, layers, origins) {
  const move = (/** @type {number} */ old) => origins.findIndex(({ layer }) => layer === old);
  return { patch: { hidden_layers: layers, ...moveFrozen(spec, move) }, origins };
}

/**
 * A layer like the one before it, or else like the one that it goes before, unless its units are
 * wished for.
 * @param {any} spec
 * @param {number} outputs Units of the output.
 * @param {{at?: number, activation?: string, units?: number}} wish at: without it the last; activation: where there
 *   is no layer to be like.
 */
export function insertLayer(spec, outputs, wish) {
  const { at = spec.hidden_layers.length, activation } = wish;
  if (at > spec.hidden_layers.length) return null;
  const like = spec.hidden_layers[at - 1] ?? spec.hidden_layers[at] ?? { units: 2, activation };
  const layer = { units: wish.units ?? like.units, activation: like.activation };
  const origin = { layer: NEW, units: Array(layer.units).fill(NEW) };
  return reshaping(spec, spliced(spec.hidden_layers, at, 0, layer),
    spliced(presentOf(spec, outputs), at, 0, origin));
}

/** @param {any} spec @param {number} outputs @param {{at?: number}} wish at: without it the last. */
export function dropLayer(spec, outputs, { at = spec.hidden_layers.length - 1 }) {
  if (!spec.hidden_layers[at]) return null;
  return reshaping(spec, spliced(spec.hidden_layers, at, 1),
    spliced(presentOf(spec, outputs), at, 1));
}

/** @param {any} spec @param {number} outputs @param {{at: number, to: number}} wish */
export function moveLayer(spec, outputs, { at, to }) {
  if (!spec.hidden_layers[at] || !spec.hidden_layers[to]) return null;
  const move = (/** @type {any[]} */ list) => spliced(spliced(list, at, 1), to, 0, list[at]);
  return reshaping(spec, move(spec.hidden_layers), move(presentOf(spec, outputs)));
}

/**
 * @param {any} spec
 * @param {number} outputs
 * @param {number} layer
 * @param {(units: number[]) => number[]} change
 */
function changeUnits(spec, outputs, layer, change) {
  if (!spec.hidden_layers[layer]) return null;
  const origins = presentOf(spec, outputs);
  origins[layer] = { layer, units: change(origins[layer].units) };
  const { length: units } = origins[layer].units;
  if (units === 0) return null;
  const layers = spliced(spec.hidden_layers, layer, 1, { ...spec.hidden_layers[layer], units });
  return reshaping(spec, layers, origins);
}

/** A unit at a place among the others. @param {any} spec @param {number} outputs @param {any} wish */
export const insertUnit = (spec, outputs, { layer, at }) =>
  changeUnits(spec, outputs, layer, (units) => spliced(units, at, 0, NEW));

/** @param {any} spec @param {number} outputs @param {any} wish */
export const dropUnit = (spec, outputs, { layer, at }) =>
  changeUnits(spec, outputs, layer, (units) => spliced(units, at, 1));

/** What can be done, by the name of the action. */
export const RESHAPINGS = Object.freeze({
  insert_layer: insertLayer, drop_layer: dropLayer, move_layer: moveLayer,
  insert_unit: insertUnit, drop_unit: dropUnit,
});
