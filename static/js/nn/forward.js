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
 * @property {string[]} features Keys of FEATURES, in the order of the network's inputs.
 * @property {number[]} mean Feature value v enters the network as (v − mean) / scale.
 * @property {number[]} scale
 */
/**
 * @typedef {object} Maps
 * @property {Float32Array[]} features One size×size map a feature, as it enters the network.
 * @property {Float32Array[][]} layers Activations: for each layer one size×size map a unit.
 *   Outputs are the network's own: in regression with scaled targets they are scaled too.
 */
/** @typedef {{features: number[], layers: {z: number[], a: number[]}[]}} PointValues */
/** @typedef {{low: number, high: number, maps: Maps}} Sheet Buffers of one grid size. */
/** @typedef {(x1: number, x2: number) => number} Feature */

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
 * @param {string[]} features
 */
function checkKeys(layout, features) {
  for (const key of features) {
    if (!(key in FEATURES)) throw new Error(`no feature "${key}" in nn/features.js`);
  }
  for (const { activation } of layout) {
    if (activation !== "softmax" && !(activation in ACTIVATIONS)) {
      throw new Error(`no activation "${activation}" in nn/activations.js`);
    }
  }
}

/**
 * @param {Preprocessing} preprocessing
 * @returns {Feature[]} Each feature as it enters the network.
 */
function createFeatures({ features, mean, scale }) {
  return features.map((key, index) => {
    const feature = FEATURES[key];
    return (x1, x2) => (feature(x1, x2) - mean[index]) / scale[index];
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
  return { low: NaN, high: NaN, maps: { features: maps(nFeatures), layers } };
}

/**
 * Fill the feature maps: they change with the domain only, not with the weights.
 * @param {Sheet} sheet
 * @param {readonly Feature[]} features
 * @param {number} size
 * @param {readonly number[]} domain
 */
function fillFeatures(sheet, features, size, [low, high]) {
  if (sheet.low === low && sheet.high === high) return;
  const cell = (high - low) / size;
  for (let row = 0; row < size; row += 1) {
    const x2 = high - (row + 0.5) * cell;
    for (let column = 0; column < size; column += 1) {
      const x1 = low + (column + 0.5) * cell;
      for (let f = 0; f < features.length; f += 1) {
        sheet.maps.features[f][row * size + column] = features[f](x1, x2);
      }
    }
  }
  sheet.low = low;
  sheet.high = high;
}

/**
 * Prepare the forward pass of one network shape.
 * @param {{layout: LayerLayout[], preprocessing: Preprocessing}} network
 */
export function createForward({ layout, preprocessing }) {
  checkKeys(layout, preprocessing.features);
  const features = createFeatures(preprocessing);
  /** @type {Map<number, Sheet>} */
  const sheets = new Map();

  /**
   * Evaluate every unit on size × size cell centers of the square domain. Row 0 is the top: the
   * largest x2. The next call with the same size reuses the maps; nothing is allocated.
   * @param {FloatArray} parameters
   * @param {number} size
   * @param {readonly number[]} domain [low, high], the same for x1 and x2.
   * @returns {Maps}
   */
  function grid(parameters, size, domain) {
    const sheet = sheets.get(size) ?? createSheet(layout, features.length, size);
    sheets.set(size, sheet);
    fillFeatures(sheet, features, size, domain);
    let inputs = sheet.maps.features;
    for (let index = 0; index < layout.length; index += 1) {
      const units = sheet.maps.layers[index];
      computePreactivations(layout[index], parameters, inputs, units);
      activate(layout[index].activation, units);
      inputs = units;
    }
    return sheet.maps;
  }

  /**
   * Evaluate every unit at one point, in double precision; returns fresh arrays.
   * @param {FloatArray} parameters
   * @param {readonly number[]} position [x1, x2], raw.
   * @returns {PointValues}
   */
  function point(parameters, [x1, x2]) {
    let inputs = features.map((feature) => Float64Array.of(feature(x1, x2)));
    const values = inputs.map((value) => value[0]);
    const layers = layout.map((layer) => {
      const units = Array.from({ length: layer.b.shape[0] }, () => new Float64Array(1));
      computePreactivations(layer, parameters, inputs, units);
      const z = units.map((unit) => unit[0]);
      activate(layer.activation, units);
      inputs = units;
      return { z, a: units.map((unit) => unit[0]) };
    });
    return { features: values, layers };
  }

  return { grid, point };
}
