// @ts-check
// Which edges of a large network are drawn, and which share a stroke. Pure. A screen shows no more
// than a few thousand curves; the strongest of every layer tell what the layer does.

const LEVELS = 16; // looks between the thinnest and the thickest edge

/**
 * How many edges each layer may draw: small layers all of theirs, large ones share what is left.
 * @param {number[]} counts Edges of every layer.
 * @param {number} most Of all layers.
 * @returns {number[]}
 */
export function shareOut(counts, most) {
  const shares = counts.map(() => 0);
  const bySize = counts.map((_, layer) => layer).sort((a, b) => counts[a] - counts[b]);
  let left = most;
  bySize.forEach((layer, at) => {
    shares[layer] = Math.min(counts[layer], Math.floor(left / (counts.length - at)));
    left -= shares[layer];
  });
  return shares;
}

/**
 * The size that a weight must have to be among the `most` strongest.
 * @param {Float32Array} weights
 * @param {number} most
 */
export function thresholdOf(weights, most) {
  if (weights.length <= most) return 0;
  const sizes = weights.map(Math.abs).sort();
  return most > 0 ? sizes[sizes.length - most] : Infinity;
}

/** @typedef {{weight: number, faded: boolean, edges: number[]}} Stroke */

/**
 * Edges of a layer that look the same, together; the weakest are left out, those of the unit
 * looked at are not.
 * @param {Float32Array} weights Of the layer.
 * @param {number} most
 * @param {number} full Size of a weight from which on all look the same.
 * @param {((index: number) => boolean) | null} touches Whether an edge touches the unit looked at.
 * @returns {Stroke[]} Faint ones first; `weight` stands for all of its edges.
 */
export function strokesOf(weights, most, full, touches) {
  const least = thresholdOf(weights, most);
  /** @type {Map<number, Stroke>} */
  const strokes = new Map();
  for (let index = 0; index < weights.length; index += 1) {
    const weight = weights[index];
    const faded = touches !== null && !touches(index);
    if (Math.abs(weight) < least && (touches === null || faded)) continue;
    // The root, as for widths: equal levels are equal steps of width.
    const level = Math.round(LEVELS * Math.sqrt(Math.min(1, Math.abs(weight) / full)));
    const key = ((faded ? 0 : 1) * (LEVELS + 1) + level) * 2 + (weight < 0 ? 1 : 0);
    const known = strokes.get(key);
    if (known) known.edges.push(index);
    else strokes.set(key, { weight: standFor(level, full, weight), faded, edges: [index] });
  }
  return [...strokes.entries()].sort(([a], [b]) => a - b).map(([, stroke]) => stroke);
}

/** @param {number} level @param {number} full @param {number} weight One of the level's. */
const standFor = (level, full, weight) =>
  (weight < 0 ? -1 : 1) * full * Math.max(1e-9, (level / LEVELS) ** 2);
