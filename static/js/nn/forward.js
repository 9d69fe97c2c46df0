// @ts-check
// The streamed network, evaluated in the browser: z = a_prev · W + b, layer after layer.
// One array a unit, one place of it a point of the grid, so that every inner loop runs along
// consecutive numbers. No DOM here.
import { ACTIVATIONS, softmax } from "./activations.js";
import { FEATURES } from "./features.js";

/** @typedef {import("./activations.js").FloatArray} FloatArray */
/** @typedef {{offset: number, shape: number[]}} Block Where an array lies in the parameters. */
/** @typedef {{W: Block, b: Block, activation: string}} LayerLayout W is (in, out), b is (out). */
/**
 * @typedef {object} Preprocessing
 * @property {boolean} [planar] Whether samples are points (x1, x2); else features are columns.
 * @property {string[]} [columns] Of a raw sample; x1 and x2 where it is not said.
 * @property {string[]} features Keys of FEATURES or names of columns, as the network's inputs.
 * @property {number[]} mean Feature value v enters the network as (v − mean) / scale.
 * @property {number[]} scale
 */
/**
 * @typedef {object} Plane What a grid varies, and what it holds.
 * @property {readonly number[]} x Lowest and highest value from left to right.
 * @property {readonly number[]} y The same from bottom to top.
 * @property {readonly number[]} axes Columns that x and y vary; −1: none.
 * @property {readonly number[]} held Value of every column, for those that are not varied.
 */
/**
 * @typedef {object} Maps
 * @property {Float32Array[]} features One size×size map a feature, as it enters the network.
 * @property {Float32Array[][]} layers Activations: for each layer one size×size map a unit.
 *   Outputs are the network's own: in regression with scaled targets they are scaled too.
 * @property {Float32Array[] | null} sums Of the outputs, where their activation only says on which
 *   side of zero they are.
 */
/** @typedef {{features: number[], layers: {z: number[], a: number[]}[]}} PointValues */
/** @typedef {{plane: Plane | null, maps: Maps}} Sheet Buffers of one grid size. */
/** @typedef {(sample: ArrayLike<number>) => number} Feature */

const PLANE_COLUMNS = ["x1", "x2"];
const ALL_OR_NOTHING = ["step", "sign"];

/**
 * Compute the pre-activations of one layer from the values of the layer before.
 * @param {LayerLayout} layer
 * @param {FloatArray} parameters
 * @param {readonly FloatArray[]} inputs
 * @param {readonly FloatArray[]} units Overwritten with z.
 */
function computePreactivations(layer, parameters, inputs, units) {
  const fanOut = units.length;
  for (let unit = 0; unit < fanOut; unit += 1) {
    const z = units[unit];
    z.fill(parameters[layer.b.offset + unit]);
    let from = 0;
    for (; from + 1 < inputs.length; from += 2) {
      const first = layer.W.offset + from * fanOut + unit;
      addTwo(z, inputs[from], parameters[first], inputs[from + 1], parameters[first + fanOut]);
    }
    if (from < inputs.length) {
      addOne(z, inputs[from], parameters[layer.W.offset + from * fanOut + unit]);
    }
  }
}

/**
 * @param {FloatArray} z
 * @param {FloatArray} input
 * @param {number} weight
 */
function addOne(z, input, weight) {
  for (let i = 0; i < z.length; i += 1) z[i] += weight * input[i];
}

/**
 * Two inputs in one go: z is read and written half as often, and rounded half as often.
 * @param {FloatArray} z
 * @param {FloatArray} inputA
 * @param {number} weightA
 * @param {FloatArray} inputB
 * @param {number} weightB
 */
function addTwo(z, inputA, weightA, inputB, weightB) {
  for (let i = 0; i < z.length; i += 1) z[i] += weightA * inputA[i] + weightB * inputB[i];
}

/**
 * @param {string} key
 * @param {readonly FloatArray[]} units Pre-activations, replaced by activations.
 */
function activate(key, units) {
  if (key === "softmax") softmax(units);
  else for (const unit of units) ACTIVATIONS[key](unit);
}

/**
 * Refuse what this file cannot compute, so that a new registry entry shows up at once.
 * @param {LayerLayout[]} layout
 */
function checkActivations(layout) {
  for (const { activation } of layout) {
    if (activation !== "softmax" && !(activation in ACTIVATIONS)) {
      throw new Error(`no activation "${activation}" in nn/activations.js`);
    }
  }
}

/**
 * @param {Preprocessing} preprocessing
 * @returns {Feature[]} Each feature as it enters the network, from a raw sample.
 */
function createFeatures({ planar = true, columns = PLANE_COLUMNS, features, mean, scale }) {
  return features.map((key, index) => {
    const at = columns.indexOf(key);
    if (planar ? !(key in FEATURES) : at < 0) {
      throw new Error(`no feature "${key}" in ${planar ? "nn/features.js" : "the columns"}`);
    }
    const raw = planar
      ? (/** @type {ArrayLike<number>} */ sample) => FEATURES[key](sample[0], sample[1])
      : (/** @type {ArrayLike<number>} */ sample) => sample[at];
    return (sample) => (raw(sample) - mean[index]) / scale[index];
  });
}

/**
 * @param {LayerLayout[]} layout
 * @param {number} nFeatures
 * @param {number} size
 * @returns {Sheet}
 */
function createSheet(layout, nFeatures, size) {
  const maps = (/** @type {number} */ length) =>
    Array.from({ length }, () => new Float32Array(size * size));
  const layers = layout.map((layer) => maps(layer.b.shape[0]));
  const last = layout[layout.length - 1];
  const sums = ALL_OR_NOTHING.includes(last.activation) ? maps(last.b.shape[0]) : null;
  return { plane: null, maps: { features: maps(nFeatures), layers, sums } };
}

/**
 * Fill the feature maps: they change with the plane only, not with the weights.
 * @param {Sheet} sheet
 * @param {readonly Feature[]} features
 * @param {number} size
 * @param {Plane} plane
 */
function fillFeatures(sheet, features, size, plane) {
  if (sheet.plane === plane) return;
  const { x: [left, right], y: [bottom, top], axes: [across, up], held } = plane;
  const sample = Float64Array.from(held);
  for (let row = 0; row < size; row += 1) {
    if (up >= 0) sample[up] = top - ((row + 0.5) * (top - bottom)) / size;
    for (let column = 0; column < size; column += 1) {
      if (across >= 0) sample[across] = left + ((column + 0.5) * (right - left)) / size;
      for (let f = 0; f < features.length; f += 1) {
        sheet.maps.features[f][row * size + column] = features[f](sample);
      }
    }
  }
  sheet.plane = plane;
}

/**
 * Prepare the forward pass of one network shape.
 * @param {object} network
 * @param {LayerLayout[]} network.layout
 * @param {Preprocessing} network.preprocessing
 * @param {number[][]} [network.hiddenUnits] [layer, unit] of every unit that puts out 0.
 */
export function createForward({ layout, preprocessing, hiddenUnits = [] }) {
  checkActivations(layout);
  const features = createFeatures(preprocessing);
  const silent = layout.map((_, layer) =>
    hiddenUnits.filter(([at]) => at === layer).map(([, unit]) => unit));
  /** @type {Map<number, Sheet>} */
  const sheets = new Map();

  /**
   * @param {number} index Of the layer.
   * @param {readonly FloatArray[]} units Pre-activations, replaced by what the layer puts out.
   */
  function putOut(index, units) {
    activate(layout[index].activation, units);
    for (const unit of silent[index]) units[unit]?.fill(0);
  }

  /**
   * Evaluate every unit on size × size cell centers of the plane. Row 0 is the top: the largest
   * y. The next call with the same size reuses the maps; nothing is allocated.
   * @param {FloatArray} parameters
   * @param {number} size
   * @param {Plane} plane The same object as long as nothing of it changes.
   * @returns {Maps}
   */
  function grid(parameters, size, plane) {
    const sheet = sheets.get(size) ?? createSheet(layout, features.length, size);
    sheets.set(size, sheet);
    fillFeatures(sheet, features, size, plane);
    let inputs = sheet.maps.features;
    for (let index = 0; index < layout.length; index += 1) {
      const units = sheet.maps.layers[index];
      computePreactivations(layout[index], parameters, inputs, units);
      if (index === layout.length - 1) sheet.maps.sums?.forEach((sum, at) => sum.set(units[at]));
      putOut(index, units);
      inputs = units;
    }
    return sheet.maps;
  }

  /**
   * Evaluate every unit at one point, in double precision; returns fresh arrays.
   * @param {FloatArray} parameters
   * @param {readonly number[]} position Every column, raw: [x1, x2] in the plane.
   * @returns {PointValues}
   */
  function point(parameters, position) {
    let inputs = features.map((feature) => Float64Array.of(feature(position)));
    const values = inputs.map((value) => value[0]);
    const layers = layout.map((layer, index) => {
      const units = Array.from({ length: layer.b.shape[0] }, () => new Float64Array(1));
      computePreactivations(layer, parameters, inputs, units);
      const z = units.map((unit) => unit[0]);
      putOut(index, units);
      inputs = units;
      return { z, a: units.map((unit) => unit[0]) };
    });
    return { features: values, layers };
  }

  /**
   * Evaluate the outputs of many samples, in double precision; returns fresh arrays.
   * @param {FloatArray} parameters
   * @param {readonly (readonly number[])[]} samples Every column, raw.
   * @returns {Float64Array[]} One array an output unit: what it puts out for each sample.
   */
  function outputs(parameters, samples) {
    let inputs = features.map((feature) => Float64Array.from(samples, feature));
    layout.forEach((layer, index) => {
      const units = Array.from({ length: layer.b.shape[0] }, () =>
        new Float64Array(samples.length));
      computePreactivations(layer, parameters, inputs, units);
      putOut(index, units);
      inputs = units;
    });
    return inputs;
  }

  return { grid, point, outputs };
}
