// @ts-check
// The input features of two-dimensional data: the twins of engine/features.py.

/**
 * Key of the feature → its value at the point (x1, x2).
 * @type {Readonly<Record<string, (x1: number, x2: number) => number>>}
 */
export const FEATURES = Object.freeze({
  x1: (x1) => x1,
  x2: (x1, x2) => x2,
  x1_squared: (x1) => x1 * x1,
  x2_squared: (x1, x2) => x2 * x2,
  x1_x2: (x1, x2) => x1 * x2,
  sin_x1: (x1) => Math.sin(x1),
  sin_x2: (x1, x2) => Math.sin(x2),
});
