// @ts-check
// Which class is taken for which, counted in the browser by the newest weights. Pure.

const AFFORDABLE = 8e6; // multiplications in one go; beyond that the server is asked
const YES_ABOVE = Object.freeze({ sigmoid: 0.5, step: 0.5 }); // others part yes and no at 0

/**
 * @typedef {object} Matrix
 * @property {number[][]} counts Rows are what points are, columns what they are called.
 * @property {number} total
 * @property {number} right
 */

/** Whether it can be counted here. @param {number} points @param {number} parameters */
export const isAffordable = (points, parameters) => points * parameters <= AFFORDABLE;

/**
 * The class that each sample is called.
 * @param {readonly ArrayLike<number>[]} outputs One array an output unit.
 * @param {string} activation Of the output.
 * @returns {number[]}
 */
export function calledClasses(outputs, activation) {
  const count = outputs[0]?.length ?? 0;
  const threshold = YES_ABOVE[/** @type {"step"} */ (activation)] ?? 0;
  return Array.from({ length: count }, (_, at) => {
    if (outputs.length === 1) return Number(outputs[0][at] > threshold);
    let best = 0;
    for (let unit = 1; unit < outputs.length; unit += 1) {
      if (outputs[unit][at] > outputs[best][at]) best = unit;
    }
    return best;
  });
}

/** @param {number[][]} counts @returns {Matrix} */
export function matrixOf(counts) {
  const total = counts.flat().reduce((sum, count) => sum + count, 0);
  const right = counts.reduce((sum, row, at) => sum + row[at], 0);
  return { counts, total, right };
}

/**
 * @param {readonly number[]} actual
 * @param {readonly number[]} called
 * @param {number} classes
 */
export function countConfusion(actual, called, classes) {
  const counts = Array.from({ length: classes }, () => new Array(classes).fill(0));
  actual.forEach((truth, at) => { counts[truth][called[at]] += 1; });
  return matrixOf(counts);
}

/** Share of a row's points that are called what they are. @param {number[]} row @param {number} at */
export function recallOf(row, at) {
  const all = row.reduce((sum, count) => sum + count, 0);
  return all === 0 ? null : row[at] / all;
}

/** Points of one split. @param {any} points @param {string} split */
export function pointsOf({ inputs, targets, split: splits }, split) {
  const rows = splits.flatMap((/** @type {string} */ one, /** @type {number} */ row) =>
    (one === split ? [row] : []));
  return {
    inputs: rows.map((/** @type {number} */ row) => inputs[row]),
    targets: rows.map((/** @type {number} */ row) => targets[row]),
  };
}
