// @ts-check
// The weights of the network as it is, whatever moment is looked at: read, waited for, put back.
import { effect } from "@preact/signals";
import { short } from "./carry.js";

const PATIENCE_MS = 8000; // for the weights of a network that was rebuilt
const MOST_EDITS = 1000; // in one message (docs/stream.md)
const EDIT_BYTES = 66; // of the longest edit there is
const ENVELOPE_BYTES = 200;

/** @typedef {import("../conductor.js").Desk} Desk */
/** @typedef {import("./carry.js").Weights} Weights */
/** @typedef {{W: number[][], b: number[]}} LayerWeights */

/**
 * @param {any} store
 * @returns {Weights | null} Null as long as not all have come.
 */
export function presentWeights({ network: { value: network }, now: { value: now } }) {
  const { b } = network?.layout.at(-1) ?? {};
  if (!b || now.parameters.length !== b.offset + b.shape[0]) return null;
  const { layout, preprocessing: { features } } = network;
  return { layout, features, parameters: now.parameters };
}

/**
 * Wait for the weights of the next generation.
 * @param {Desk} desk
 * @param {number} generation The present one.
 * @returns {Promise<Weights | null>} Null: they did not come.
 */
export function nextWeights({ store, timers }, generation) {
  return new Promise((resolve) => {
    let stop = () => {};
    const end = (/** @type {Weights | null} */ weights) => queueMicrotask(() => {
      stop();
      resolve(weights);
    });
    stop = effect(() => {
      const weights = presentWeights(store);
      if (weights && store.network.value.generation !== generation) end(weights);
    });
    timers.schedule(() => end(null), PATIENCE_MS);
  });
}

/**
 * Whether one network's weights have their places in the other.
 * @param {Weights} one @param {Weights} other
 */
export function fitTogether(one, other) {
  const shapeOf = (/** @type {Weights} */ { layout, features }) =>
    JSON.stringify([features, layout.map(({ W }) => W.shape)]);
  return shapeOf(one) === shapeOf(other);
}

/** @param {any[]} one @param {any[]} other Hidden layers. */
export const areAlike = (one, other) => one.length === other.length &&
  one.every(({ units, activation }, at) =>
    units === other[at].units && activation === other[at].activation);

/** @param {Weights} weights @returns {LayerWeights[]} */
export const layersOf = ({ layout, parameters }) => layout.map(({ W, b }) => {
  const [inputs, units] = W.shape;
  const row = (/** @type {number} */ offset) =>
    Array.from(parameters.subarray(offset, offset + units), short);
  return {
    W: Array.from({ length: inputs }, (_, input) => row(W.offset + input * units)),
    b: row(b.offset),
  };
});

/**
 * What is to be changed, number by number.
 * @param {LayerWeights[]} present @param {LayerWeights[]} wanted
 */
function editsOf(present, wanted) {
  return wanted.flatMap(({ W, b }, layer) => [...W, b].flatMap((row, at) => {
    const input = at < W.length ? at : null;
    const old = input === null ? present[layer].b : present[layer].W[input];
    return row.map((value, unit) => ({ layer, input, unit, value }))
      .filter(({ value, unit }) => value !== old[unit]);
  }));
}

/**
 * Put weights into the network: at once, or where they are too many for a message, some at a time.
 * Both are edits by hand, which a reset undoes.
 * @param {Desk} desk
 * @param {LayerWeights[]} layers
 * @returns {Promise<boolean>} Whether all were taken.
 */
export async function putWeights({ store, command }, layers) {
  const most = store.catalog.value.limits.message_bytes - ENVELOPE_BYTES;
  if (JSON.stringify(layers).length < most) {
    return Boolean(await command("set_parameters", { layers }));
  }
  const present = presentWeights(store);
  if (!present) return false;
  const edits = editsOf(layersOf(present), layers);
  const each = Math.max(1, Math.min(MOST_EDITS, Math.floor(most / EDIT_BYTES)));
  for (let at = 0; at < edits.length; at += each) {
    if (!await command("set_parameters", { edits: edits.slice(at, at + each) })) return false;
  }
  return true;
}

/** That trained weights are gone is said. @param {any} store */
export function tellLost(store) {
  store.notice.value = { key: "notice.weights_lost" };
}
