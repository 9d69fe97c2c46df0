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

/** @param {{norm: number, layer: number}[]} before @param {number} output @param {number} last */
function compare(before, output, last) {
  /** @type {Verdict} */
  let verdict = { kind: "even", layer: before[0]?.layer ?? last, times: 1 };
  for (const { norm, layer } of before) {
    const ratio = norm / output;
    if (ratio > EXPLODING && ratio > verdict.times) {
      verdict = { kind: "exploding", layer, times: ratio };
    }
    if (verdict.kind !== "exploding" && ratio < VANISHING && 1 / ratio > verdict.times) {
      verdict = { kind: "vanishing", layer, times: 1 / ratio };
    }
  }
  return verdict;
}
