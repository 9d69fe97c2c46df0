// @ts-check
// Which numbers of a station stand at which unit and on which edge of the network. Pure.
import { isNeuron, layersOf } from "./stations.js";

const MOST_EDGES = 160; // strongest first; of more, none could be read

/** What stands at a unit, the most important first, where there is no room for all. */
export const RANKS = Object.freeze(["a", "x", "dz", "y", "z", "b"]);

/**
 * @typedef {object} EdgeMark
 * @property {number} layer @property {number} from @property {number} to
 * @property {number} value Of which the edge is drawn.
 * @property {number[]} text One number, or before and after.
 * @property {number} rank The largest comes first.
 * @property {string} [name] What it is, where that is not plain.
 */
/**
 * @typedef {object} UnitMark
 * @property {number} layer −1: inputs, in the order of the network's features.
 * @property {number} unit
 * @property {string} name One of RANKS.
 * @property {number[]} text One number, or before and after.
 * @property {boolean} now Whether the station is about this unit.
 */
/** @typedef {{edges: EdgeMark[], units: UnitMark[]}} Marks */
/** @typedef {import("./stations.js").Station} Station */
/** @typedef {import("./stations.js").TracedLayer} TracedLayer */

/** @param {number | null} value */
const size = (value) => Math.abs(value ?? 0);

/** @param {Station} station @param {number} unit */
const isMeant = (station, unit) => station.unit < 0 || station.unit === unit;

/**
 * The edges into the units that the station is about.
 * @param {TracedLayer} layer
 * @param {Station} station
 * @param {(from: number, to: number) => {value: number, text: number[], rank: number, name?: string}} read
 * @returns {EdgeMark[]}
 */
function edgesInto({ W }, station, read) {
  const marks = W.flatMap((row, from) => row.flatMap((_, to) =>
    (isMeant(station, to) ? [{ layer: station.layer, from, to, ...read(from, to) }] : [])));
  return marks.sort((one, other) => other.rank - one.rank).slice(0, MOST_EDGES);
}

/** What is known of the units on the way forward, up to and with the station. */
function valuesSoFar(/** @type {TracedLayer[]} */ layers, /** @type {Station} */ station) {
  const marks = inputMarks(layers, station.layer === 0);
  layers.slice(0, station.layer + 1).forEach(({ a, z, b }, layer) => {
    const isHere = layer === station.layer;
    const upTo = isHere && station.unit >= 0 ? station.unit + 1 : a.length;
    const isShares = layers[layer].activation === "softmax" && station.kind === "sum";
    a.slice(0, upTo).forEach((value, unit) => {
      const now = isHere && isMeant(station, unit);
      if (now && !isShares) marks.push(unitMark(layer, unit, "z", [z[unit]], true));
      if (now && station.kind === "sum") marks.push(unitMark(layer, unit, "b", [b[unit]], true));
      marks.push(isShares && isHere ? unitMark(layer, unit, "z", [z[unit]], now)
        : unitMark(layer, unit, "a", [value], now));
    });
  });
  return marks;
}

/**
 * @param {number} layer @param {number} unit @param {string} name @param {number[]} text
 * @param {boolean} [now]
 * @returns {UnitMark}
 */
const unitMark = (layer, unit, name, text, now = false) => ({ layer, unit, name, text, now });

/** @param {TracedLayer[]} layers @param {boolean} [now] */
const inputMarks = ([{ inputs }], now = false) =>
  inputs.map((value, unit) => unitMark(-1, unit, "x", [value], now));

/** @param {TracedLayer[]} layers @param {Station} station @returns {Marks} */
function forwardMarks(layers, station) {
  if (station.kind === "inputs") return { edges: [], units: inputMarks(layers, true) };
  const units = valuesSoFar(layers, station);
  if (station.kind === "softmax") return { edges: [], units };
  const { W, inputs } = layers[station.layer];
  const edges = edgesInto(layers[station.layer], station, (from, to) => {
    const value = W[from][to];
    return { value, text: [value], rank: size(value * inputs[from]) };
  });
  return { edges, units };
}

/** @param {any} trace @param {TracedLayer[]} layers @returns {Marks} */
function lossMarks(trace, layers) {
  const last = layers.length - 1;
  const goal = isNeuron(trace) ? [trace.label] : trace.coded_target;
  const units = layers[last].a.flatMap((value, unit) => [
    unitMark(last, unit, "a", [value], true), unitMark(last, unit, "y", [goal[unit]], true)]);
  return { edges: [], units };
}

/** Blame: of units so far, of the weights into this one; and the weights that it came along. */
function backwardMarks(/** @type {TracedLayer[]} */ layers, /** @type {Station} */ station) {
  const here = layers[station.layer];
  const units = layers.flatMap(({ dz }, layer) => (layer < station.layer ? [] : dz ?? [])
    .flatMap((value, unit) => {
      const isHere = layer === station.layer;
      if (isHere && station.unit >= 0 && unit > station.unit) return [];
      return [unitMark(layer, unit, "dz", [value], isHere && isMeant(station, unit))];
    }));
  const before = station.layer > 0
    ? here.inputs.map((value, unit) => unitMark(station.layer - 1, unit, "a", [value]))
    : inputMarks(layers);
  const into = edgesInto(here, station, (from, to) => {
    const value = here.dW?.[from][to] ?? 0;
    return { value, text: [value], rank: 1e6 + size(value) }; // before those that go on
  });
  return { edges: [...into, ...edgesOut(layers, station)], units: [...units, ...before] };
}

/** @param {TracedLayer[]} layers @param {Station} station @returns {EdgeMark[]} */
function edgesOut(layers, station) {
  const next = layers[station.layer + 1];
  if (!next || station.unit < 0) return [];
  return next.W[station.unit].map((value, to) => ({
    layer: station.layer + 1, from: station.unit, to, value, text: [value], name: "w",
    rank: size(value * (next.dz?.[to] ?? 0)),
  }));
}

/** @param {TracedLayer[]} layers @param {Station} station @returns {Marks} */
function updateMarks(layers, station) {
  const layer = layers[station.layer];
  const edges = edgesInto(layer, station, (from, to) => {
    const [before, after] = [layer.W[from][to], layer.W_after[from][to]];
    return { value: after, text: [before, after], rank: size(after - before) };
  });
  const units = layer.b.flatMap((before, unit) => (isMeant(station, unit)
    ? [unitMark(station.layer, unit, "b", [before, layer.b_after[unit]], true)] : []));
  return { edges, units };
}

/**
 * @param {any} trace
 * @param {Station | undefined} station
 * @param {number[] | null} outputsAfter What the output layer says after the step.
 * @returns {Marks}
 */
export function marksOf(trace, station, outputsAfter = null) {
  if (!station) return { edges: [], units: [] };
  const layers = layersOf(trace);
  if (station.kind === "result") {
    const { a } = layers[station.layer];
    return { edges: [], units: a.map((value, unit) => unitMark(station.layer, unit, "a",
      outputsAfter ? [value, outputsAfter[unit]] : [value], true)) };
  }
  if (station.phase === "forward") return forwardMarks(layers, station);
  if (station.phase === "loss") return lossMarks(trace, layers);
  return station.phase === "backward" ? backwardMarks(layers, station)
    : updateMarks(layers, station);
}
