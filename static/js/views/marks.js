// @ts-check
// The shapes of points: the second cue beside color, where there are more than two classes. Each is
// a polygon around the origin, of about the same area as the circle of radius 1; no corners: the
// circle itself. Pure.

/** @typedef {[number, number]} Corner */

/** @param {number} corners @param {number} radius @param {number} [turn] Of a full turn. */
const regular = (corners, radius, turn = 0) =>
  Array.from({ length: corners }, (_, at) => {
    const angle = 2 * Math.PI * (at / corners + turn) - Math.PI / 2;
    return /** @type {Corner} */ ([radius * Math.cos(angle), radius * Math.sin(angle)]);
  });

/** A star: corners far and near in turn. @param {number} points */
const star = (points) =>
  regular(2 * points, 1).map(([x, y], at) => {
    const radius = at % 2 === 0 ? 1.5 : 0.72;
    return /** @type {Corner} */ ([radius * x, radius * y]);
  });

const ARM = 0.44;
const REACH = 1.24;
/** @type {Corner[]} */
const PLUS = [
  [-ARM, -REACH], [ARM, -REACH], [ARM, -ARM], [REACH, -ARM], [REACH, ARM], [ARM, ARM],
  [ARM, REACH], [-ARM, REACH], [-ARM, ARM], [-REACH, ARM], [-REACH, -ARM], [-ARM, -ARM],
];

/** @param {Corner[]} corners */
const turnedByAnEighth = (corners) =>
  corners.map(([x, y]) => /** @type {Corner} */ ([(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]));

/** In the order of the classes. @type {readonly (readonly Corner[])[]} */
const SHAPES = Object.freeze([
  [], regular(3, 1.4), regular(4, 1.28, 1 / 8), regular(4, 1.34), PLUS, regular(3, 1.4, 1 / 2),
  turnedByAnEighth(PLUS), regular(5, 1.2), star(5), regular(6, 1.14),
]);

/** @param {number} index Of the class. */
export const cornersOf = (index) => SHAPES[index % SHAPES.length];

/**
 * Trace the mark of a class around the origin.
 * @param {CanvasRenderingContext2D} context
 * @param {number} index Of the class; 0 is a circle.
 * @param {number} radius
 */
export function traceMark(context, index, radius) {
  const corners = cornersOf(index);
  context.beginPath();
  if (corners.length === 0) {
    context.arc(0, 0, radius, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([x, y], at) => {
    if (at === 0) context.moveTo(x * radius, y * radius);
    else context.lineTo(x * radius, y * radius);
  });
  context.closePath();
}

/** The same as an SVG path within ±1.5. @param {number} index Of the class. */
export function markPath(index) {
  const corners = cornersOf(index);
  if (corners.length === 0) return "M0-1a1 1 0 1 1 0 2a1 1 0 1 1 0-2z";
  return `M${corners.map(([x, y]) => `${x.toFixed(3)} ${y.toFixed(3)}`).join("L")}z`;
}
