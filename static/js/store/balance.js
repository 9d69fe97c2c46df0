// @ts-check
// How many samples each class has, and whether some class is so rare that a network can do without
// it. Pure.

const LOPSIDED = 3; // times as many
const DIGITS = 3; // of a class weight

/** @typedef {{train: number, test: number, all: number}} Count */

/**
 * @param {{targets: any[], split?: string[]} | null} points
 * @param {readonly string[] | null} classes
 * @returns {Count[] | null} Of each class; null where there are none.
 */
export function countClasses(points, classes) {
  if (!points || !classes || points.targets.length === 0) return null;
  const counts = classes.map(() => ({ train: 0, test: 0, all: 0 }));
  points.targets.forEach((target, at) => {
    const count = counts[target];
    if (!count) return;
    count.all += 1;
    count[points.split?.[at] === "test" ? "test" : "train"] += 1;
  });
  return counts;
}

/**
 * The most and the least frequent class where the one is more than three times the other.
 * @param {Count[]} counts
 * @returns {{most: number, least: number, times: number} | null} times: Infinity if it has none.
 */
export function imbalanceOf(counts) {
  const sizes = counts.map(({ all }) => all);
  const [most, least] = [Math.max(...sizes), Math.min(...sizes)];
  if (most <= LOPSIDED * least) return null;
  return { most: sizes.indexOf(most), least: sizes.indexOf(least), times: most / least };
}

/**
 * Class weights with which every class counts the same in the loss, one on the average sample.
 * @param {Count[]} counts
 * @param {{minimum: number, maximum: number}} range
 */
export function balancedWeights(counts, { minimum, maximum }) {
  const present = counts.filter(({ train }) => train > 0);
  const total = present.reduce((sum, { train }) => sum + train, 0);
  return counts.map(({ train }) => {
    if (train === 0) return 1;
    const weight = total / (present.length * train);
    return Math.min(maximum, Math.max(minimum, Number(weight.toPrecision(DIGITS))));
  });
}
