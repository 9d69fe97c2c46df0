// @ts-check
// The stations of a walk through one step, from the trace of a sample. Pure.

export const PHASES = Object.freeze(["forward", "loss", "backward", "update"]);
export const DETAILS = Object.freeze(["unit", "layer"]);
const ALL = -1;

/**
 * @typedef {object} Station
 * @property {string} phase Of PHASES.
 * @property {"inputs" | "sum" | "softmax" | "loss" | "blame" | "change" | "result"} kind
 * @property {number} layer −1: the inputs.
 * @property {number} unit −1: all of the layer.
 */
/**
 * @typedef {object} TracedLayer As the server tells it; W is (in, out).
 * @property {string} activation
 * @property {boolean} frozen
 * @property {number[]} inputs
 * @property {number[][]} W @property {number[]} b
 * @property {number[]} z @property {number[]} a
 * @property {number[] | null} da @property {number[] | null} slope @property {number[] | null} dz
 * @property {number[][] | null} dW @property {number[] | null} db
 * @property {number[][]} W_after @property {number[]} b_after
 * @property {number} updates
 * @property {number[][][]} memory_W @property {number[][]} memory_b
 */

/** Whether the trace is of a single neuron that follows no gradient. @param {any} trace */
export const isNeuron = (trace) => trace.model !== "network";

/** A single neuron is a network of one unit. @param {any} trace @returns {TracedLayer[]} */
export function layersOf(trace) {
  if (!isNeuron(trace)) return trace.layers;
  const column = (/** @type {number[]} */ weights) => weights.map((weight) => [weight]);
  return [{
    activation: trace.model === "perceptron" ? "sign" : "step",
    frozen: false, inputs: trace.features,
    W: column(trace.weights), b: [trace.bias], z: [trace.sum], a: [trace.output],
    da: null, slope: null, dz: null, dW: null, db: null,
    W_after: column(trace.weights_after), b_after: [trace.bias_after],
    updates: 0, memory_W: [], memory_b: [],
  }];
}

/**
 * @param {TracedLayer[]} layers
 * @param {string} phase
 * @param {Station["kind"]} kind
 * @param {string} detail
 * @returns {(layer: number) => Station[]}
 */
function visit(layers, phase, kind, detail) {
  return (layer) => (detail === "layer" ? [{ phase, kind, layer, unit: ALL }]
    : layers[layer].z.map((_, unit) => ({ phase, kind, layer, unit })));
}

/**
 * All stations in the order of the walk.
 * @param {any} trace
 * @param {string} detail Of DETAILS.
 * @returns {Station[]}
 */
export function stationsOf(trace, detail) {
  const layers = layersOf(trace);
  const order = layers.map((_, layer) => layer);
  const last = layers.length - 1;
  const shares = layers[last].activation === "softmax";
  const at = (/** @type {string} */ phase, /** @type {Station["kind"]} */ kind,
    /** @type {number} */ layer) => ({ phase, kind, layer, unit: ALL });
  return [
    at("forward", "inputs", -1),
    ...order.flatMap(visit(layers, "forward", "sum", detail)),
    ...(shares ? [at("forward", "softmax", last)] : []),
    at("loss", "loss", last),
    ...(isNeuron(trace) ? [] : order.toReversed().flatMap(
      visit(layers, "backward", "blame", detail))),
    ...order.flatMap(visit(layers, "update", "change", detail)),
    at("update", "result", last),
  ];
}

/** Where a phase begins; −1 where the walk has none of it. */
export const startOf = (/** @type {Station[]} */ stations, /** @type {string} */ phase) =>
  stations.findIndex((station) => station.phase === phase);

/**
 * The station that is the same, or the first of the same layer, when the detail changes.
 * @param {Station[]} stations
 * @param {Station | undefined} station
 */
export function placeOf(stations, station) {
  if (!station) return 0;
  const alike = (/** @type {Station} */ one) => one.kind === station.kind
    && one.layer === station.layer;
  const same = stations.findIndex((one) => alike(one) && one.unit === station.unit);
  return Math.max(0, same >= 0 ? same : stations.findIndex(alike));
}

/**
 * The station of a unit in the present phase, for whoever points at it; −1: there is none.
 * @param {Station[]} stations
 * @param {string} phase
 * @param {{layer: number, unit: number}} place
 */
export function stationAt(stations, phase, { layer, unit }) {
  return stations.findIndex((one) => one.phase === phase && one.layer === layer
    && (one.unit === unit || one.unit === ALL) && one.kind !== "softmax" && one.kind !== "result");
}
