// @ts-check
// The losses of a slice as something to draw: shares of a scale, finer rows, levels of contours.

const DYNAMIC = 1e-6; // of a logarithmic scale: what is lower than this share of the highest is 0
const MOST_LEVELS = 10;
const FEW_LEVELS = 4;
const STEPS = [1, 2, 2.5, 5, 10];

/**
 * @typedef {object} Scale
 * @property {number} low The lowest loss that has a place of its own.
 * @property {number} high
 * @property {boolean} log
 * @property {(loss: number) => number} shareOf 0 at the lowest, 1 at the highest and beyond.
 */

/** @param {ArrayLike<number>} losses @param {boolean} log @returns {Scale} */
export function scaleOf(losses, log) {
  let [low, high] = [Infinity, -Infinity];
  for (let at = 0; at < losses.length; at += 1) {
    const loss = losses[at];
    if (!Number.isFinite(loss)) continue;
    if (loss < low) low = loss;
    if (loss > high) high = loss;
  }
  if (low > high) return { low: 0, high: 1, log: false, shareOf: () => 1 };
  const isLog = log && high > 0;
  if (isLog) low = Math.max(low, high * DYNAMIC);
  const bend = isLog ? Math.log : (/** @type {number} */ loss) => loss;
  const [from, width] = [bend(low), bend(high) - bend(low)];
  const shareOf = (/** @type {number} */ loss) => {
    if (!(loss > low)) return 0;
    return loss >= high ? 1 : (bend(loss) - from) / width;
  };
  return { low, high, log: isLog, shareOf };
}

/** A step that people count in. @param {number} rough */
function roundStep(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  return /** @type {number} */ (STEPS.find((step) => step * power >= rough * 0.999)) * power;
}

/** @param {number} low @param {number} high @param {number} [count] About so many. */
export function roundLevels(low, high, count = MOST_LEVELS - 2) {
  if (!(high > low)) return [];
  const step = roundStep((high - low) / count);
  const levels = [];
  for (let k = Math.floor(low / step) + 1; k * step < high; k += 1) {
    levels.push(Number((k * step).toPrecision(12)));
  }
  return levels;
}

/** Where contours are drawn: round losses. @param {Scale} scale @returns {number[]} */
export function levelsOf({ low, high, log }) {
  if (!log) return roundLevels(low, high);
  /** @type {number[]} */
  let levels = [];
  for (const steps of [[1, 2, 5], [1, 3], [1]]) {
    levels = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power += 1) {
      levels.push(...steps.map((step) => Number(`${step}e${power}`)));
    }
    levels = levels.filter((level) => level > low && level < high);
    if (levels.length <= MOST_LEVELS) break;
  }
  return levels.length >= FEW_LEVELS ? levels : roundLevels(low, high);
}

/**
 * Weights of the four neighbors at a share of the way (Catmull and Rom, 1974), or of the two.
 * @param {number} t @param {boolean} smooth
 */
function weightsAt(t, smooth) {
  if (!smooth) return [0, 1 - t, t, 0];
  return [
    ((2 - t) * t - 1) * t / 2, (t * t * (3 * t - 5) + 2) / 2,
    ((4 - 3 * t) * t + 1) * t / 2, (t - 1) * t * t / 2,
  ];
}

/**
 * Shares between the computed ones, so that contours are round.
 * @param {Float32Array} shares size × size
 * @param {number} size
 * @param {number} factor Points in place of one.
 * @param {boolean} smooth
 * @returns {{shares: Float32Array, size: number}} The last row first, as pictures have it.
 */
export function refine(shares, size, factor, smooth) {
  const fine = (size - 1) * factor + 1;
  const inside = (/** @type {number} */ at) => Math.min(size - 1, Math.max(0, at));
  const wide = new Float32Array(size * fine);
  const result = new Float32Array(fine * fine);
  for (let column = 0; column < fine; column += 1) {
    const left = Math.min(size - 2, Math.floor(column / factor));
    const weights = weightsAt(column / factor - left, smooth);
    for (let row = 0; row < size; row += 1) {
      let sum = 0;
      for (let k = 0; k < 4; k += 1) sum += weights[k] * shares[row * size + inside(left + k - 1)];
      wide[row * fine + column] = sum;
    }
  }
  for (let row = 0; row < fine; row += 1) {
    const below = Math.min(size - 2, Math.floor(row / factor));
    const weights = weightsAt(row / factor - below, smooth);
    for (let column = 0; column < fine; column += 1) {
      let sum = 0;
      for (let k = 0; k < 4; k += 1) sum += weights[k] * wide[inside(below + k - 1) * fine + column];
      result[(fine - 1 - row) * fine + column] = Math.min(1, Math.max(0, sum));
    }
  }
  return { shares: result, size: fine };
}
