// @ts-check
// Weights that go along into a network with other layers or units. A layer keeps its weights and
// biases wherever it goes; only what is connected anew has new ones. Pure.

/** @typedef {import("../../nn/forward.js").LayerLayout} LayerLayout */
/** @typedef {import("./layers.js").Origin} Origin */
/** @typedef {{layout: LayerLayout[], features: string[], parameters: Float32Array}} Weights */

/**
 * Which of a layer's inputs each of its new inputs was; −1: none. Units that still feed it are
 * found where they went; where others feed it now, the places count.
 * @param {number} index Of the new layer.
 * @param {Origin[]} origins
 * @param {Weights} before
 * @param {Weights} fresh
 * @returns {number[]}
 */
function inputsOf(index, origins, before, fresh) {
  const { layer } = origins[index];
  if (layer < 0) return [];
  if (index === 0 && layer === 0) {
    return fresh.features.map((name) => before.features.indexOf(name));
  }
  if (index > 0 && layer > 0 && origins[index - 1].layer === layer - 1) {
    return origins[index - 1].units;
  }
  const known = before.layout[layer].W.shape[0];
  return Array.from({ length: fresh.layout[index].W.shape[0] }, (_, at) => (at < known ? at : -1));
}

/** As many digits as a float32 has. @param {number} value */
export const short = (value) => Number(value.toPrecision(9));

/**
 * @param {Weights} before
 * @param {Weights} fresh Of the new network, as they were drawn.
 * @param {Origin[]} origins Where the layers of the new network were before.
 * @returns {{W: number[][], b: number[]}[]} All parameters, for `set_parameters`.
 */
export function carryOver(before, fresh, origins) {
  return fresh.layout.map(({ W, b }, index) => {
    const { layer, units } = origins[index];
    const inputs = inputsOf(index, origins, before, fresh);
    const old = before.layout[layer];
    const weight = (/** @type {number} */ from, /** @type {number} */ to) => {
      const [row, column] = [inputs[from] ?? -1, units[to] ?? -1];
      return old && row >= 0 && column >= 0
        ? before.parameters[old.W.offset + row * old.W.shape[1] + column]
        : fresh.parameters[W.offset + from * W.shape[1] + to];
    };
    const bias = (/** @type {number} */ to) => (old && units[to] >= 0
      ? before.parameters[old.b.offset + units[to]] : fresh.parameters[b.offset + to]);
    const columns = Array.from({ length: W.shape[1] }, (_, to) => to);
    return {
      W: Array.from({ length: W.shape[0] }, (_, from) =>
        columns.map((to) => short(weight(from, to)))),
      b: columns.map((to) => short(bias(to))),
    };
  });
}

/**
 * Units that were left out, where they are now.
 * @param {number[][]} hidden [layer, unit]
 * @param {Origin[]} origins
 * @returns {number[][]}
 */
export function movedUnits(hidden, origins) {
  return hidden.flatMap(([layer, unit]) => {
    const at = origins.findIndex((origin) => origin.layer === layer);
    const to = at < 0 ? -1 : origins[at].units.indexOf(unit);
    return to < 0 ? [] : [[at, to]];
  });
}
