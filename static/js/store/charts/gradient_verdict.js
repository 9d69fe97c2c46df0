// @ts-check
// What the gradients of the layers say about a network: whether they vanish or explode on their
// way from the output back to the first layer. Pure.

const RECENT_ROWS = 24;
const VANISHING = 1 / 50; // of the output's gradient; ordinary networks stay far above
const EXPLODING = 50;
const AT_REST = 1e-7; // of every layer: nothing is left to learn

/** @typedef {(number | null)[]} Norms Of one layer, over the run. */
/**
 * @typedef {object} Verdict
 * @property {"none" | "even" | "vanishing" | "exploding" | "blocked" | "resting"} kind
 *   none: no step was made; blocked: nothing arrives at the layer, at all.
 * @property {number} layer The one that it is about; 0 is the first.
 * @property {number} times How many times smaller or larger than at the output.
 */

/**
 * The typical norm of late: batches differ, so no single one is taken for it.
 * @param {Norms} norms
 * @returns {number | null}
 */
export function typicalNorm(norms) {
  const recent = norms.slice(-RECENT_ROWS).filter((norm) => norm !== null);
  if (recent.length === 0) return null;
  const positive = recent.filter((norm) => norm > 0);
  if (positive.length <= recent.length / 2) return 0;
  const logs = positive.reduce((sum, norm) => sum + Math.log(norm), 0);
  return Math.exp(logs / positive.length);
}

/**
 * @param {Norms[]} gradients One column a layer; the output is the last.
 * @param {readonly number[]} [frozen] Layers that do not learn, so that nothing is said of them.
 * @returns {Verdict}
 */
export function judgeGradients(gradients, frozen = []) {
  const typical = gradients.map(typicalNorm);
  const output = typical.at(-1) ?? null;
  const last = typical.length - 1;
  if (output === null) return { kind: "none", layer: 0, times: 1 };
  const before = typical
    .map((norm, layer) => ({ norm: norm ?? 0, layer }))
    .filter(({ layer }) => layer < last && !frozen.includes(layer));
  if (before.every(({ norm }) => norm < AT_REST) && output < AT_REST) {
    return { kind: "resting", layer: last, times: 1 };
  }
  const blocked = before.findLast(({ norm }) => norm === 0);
  if (blocked) return { kind: "blocked", layer: blocked.layer, times: Infinity };
  return compare(before, output, last);
}

/** The layer that is farthest from the output is the one to name. */
function compare(
  /** @type {{norm: number, layer: number}[]} */ before, /** @type {number} */ output,
  /** @type {number} */ last,
) {
  const ratios = before.map(({ norm, layer }) => ({ layer, ratio: norm / output }));
  const exploding = ratios.find(({ ratio }) => ratio > EXPLODING);
  if (exploding) {
    return { kind: /** @type {const} */ ("exploding"), layer: exploding.layer,
      times: exploding.ratio };
  }
  const vanishing = ratios.find(({ ratio }) => ratio < VANISHING);
  if (vanishing) {
    return { kind: /** @type {const} */ ("vanishing"), layer: vanishing.layer,
      times: 1 / vanishing.ratio };
  }
  return { kind: /** @type {const} */ ("even"), layer: before[0]?.layer ?? last, times: 1 };
}
