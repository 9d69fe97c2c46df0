// @ts-check
// From what a person draws to a picture as the digits data has them: strokes are scaled to the same
// extent, inked as thick as there, set on a bitmap of 32 × 32, centered by their center of mass, and
// counted in blocks of 4 × 4 to 8 × 8 values from 0 to 16, as Alpaydin and Kaynak did (1998). Pure.

const SIDE = 32;
const BLOCK = 4;
export const SQUARES = SIDE / BLOCK;
export const FULL = BLOCK * BLOCK; // ink of a square that is all dark
/** Means over the digits data: its height is the whole side, its width about three quarters. */
const EXTENT = { width: 24, height: SIDE };
const INK = 312; // dark dots: thin digits are written thick
const RADIUS = { least: 1.6, most: 5, first: 2.5 };
const CENTER = { x: 16.2, y: 15.9 };
const LEAST_EXTENT = 0.12; // of the pad: less is a dot, not a small digit
const MOST_STRETCH = 2; // of the height, against the longer side
const ROUNDS = 3; // extent, thickness and place depend on each other

/** @typedef {[number, number]} Point From the left and the top, shares of the pad. */
/** @typedef {readonly Point[]} Stroke */

/** @param {readonly Stroke[]} strokes */
function boxOf(strokes) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of strokes.flat()) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return { left, top, width: right - left, height: bottom - top };
}

/** Dots of the bitmap per pad, across and down. @param {any} box @param {number} radius */
function scaleOf({ width, height }, radius) {
  const longer = Math.max(width, height, LEAST_EXTENT);
  const room = (/** @type {number} */ extent) => extent - 2 * radius;
  const down = Math.min(room(EXTENT.height) / Math.max(height, 1e-9),
    (MOST_STRETCH * room(SIDE)) / longer, room(SIDE) / LEAST_EXTENT);
  return [Math.min(down, room(EXTENT.width) / Math.max(width, 1e-9)), down];
}

/**
 * Starts and ends of all lines, four numbers each; a single point is a line to itself.
 * @param {readonly Stroke[]} strokes @param {(point: Point) => Point} place
 */
function segmentsOf(strokes, place) {
  /** @type {number[]} */
  const numbers = [];
  for (const stroke of strokes) {
    const points = stroke.map(place);
    points.forEach((to, at) => {
      if (at > 0 || points.length === 1) numbers.push(...points[Math.max(0, at - 1)], ...to);
    });
  }
  return Float64Array.from(numbers);
}

/** How far each dot is from the nearest line. @param {Float64Array} segments */
function distancesOf(segments) {
  const distances = new Float64Array(SIDE * SIDE).fill(Infinity);
  for (let at = 0; at < segments.length; at += 4) {
    const [x0, y0] = [segments[at], segments[at + 1]];
    const [dx, dy] = [segments[at + 2] - x0, segments[at + 3] - y0];
    const perLength = dx === 0 && dy === 0 ? 0 : 1 / (dx * dx + dy * dy);
    for (let dot = 0; dot < distances.length; dot += 1) {
      const x = (dot % SIDE) + 0.5 - x0;
      const y = ((dot / SIDE) | 0) + 0.5 - y0;
      const along = (x * dx + y * dy) * perLength;
      const share = along < 0 ? 0 : along > 1 ? 1 : along;
      const awayX = x - share * dx;
      const awayY = y - share * dy;
      const square = awayX * awayX + awayY * awayY;
      if (square < distances[dot]) distances[dot] = square;
    }
  }
  return distances.map(Math.sqrt);
}

/** As thick as makes as much ink as the data have. @param {Float64Array} distances */
function radiusFor(distances) {
  const wanted = distances.toSorted()[INK - 1];
  return Math.min(RADIUS.most, Math.max(RADIUS.least, wanted));
}

/** @param {ArrayLike<boolean>} dots @returns {Point} Their center of mass. */
export function centerOfMass(dots) {
  let [sumX, sumY, count] = [0, 0, 0];
  for (let at = 0; at < dots.length; at += 1) {
    if (!dots[at]) continue;
    sumX += (at % SIDE) + 0.5;
    sumY += Math.floor(at / SIDE) + 0.5;
    count += 1;
  }
  return count === 0 ? [SIDE / 2, SIDE / 2] : [sumX / count, sumY / count];
}

/** Dark dots in each block of the bitmap, row by row. @param {ArrayLike<boolean>} dots */
export function countBlocks(dots) {
  const counts = new Array(SQUARES * SQUARES).fill(0);
  for (let at = 0; at < dots.length; at += 1) {
    const [row, column] = [Math.floor(at / SIDE / BLOCK), Math.floor((at % SIDE) / BLOCK)];
    if (dots[at]) counts[row * SQUARES + column] += 1;
  }
  return counts;
}

/**
 * The bitmap of a drawing.
 * @param {readonly Stroke[]} strokes At least one point.
 * @returns {boolean[]} Dots, row by row.
 */
export function inkBitmap(strokes) {
  const box = boxOf(strokes);
  let [radius, moveX, moveY] = [RADIUS.first, 0, 0];
  /** @type {boolean[]} */
  let dots = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [across, down] = scaleOf(box, radius);
    const margin = [SIDE / 2 - radius - (box.width * across) / 2,
      SIDE / 2 - radius - (box.height * down) / 2]; // how far it can move and stay whole
    const limit = (/** @type {number} */ move, /** @type {number} */ most) =>
      Math.max(-Math.max(0, most), Math.min(Math.max(0, most), move));
    [moveX, moveY] = [limit(moveX, margin[0]), limit(moveY, margin[1])];
    const [left, top] = [box.left + box.width / 2, box.top + box.height / 2];
    const place = (/** @type {Point} */ [x, y]) => /** @type {Point} */ (
      [SIDE / 2 + moveX + (x - left) * across, SIDE / 2 + moveY + (y - top) * down]);
    const distances = distancesOf(segmentsOf(strokes, place));
    const thickness = radiusFor(distances);
    dots = Array.from(distances, (away) => away <= thickness);
    const [x, y] = centerOfMass(dots);
    [radius, moveX, moveY] = [thickness, moveX + CENTER.x - x, moveY + CENTER.y - y];
  }
  return dots;
}

/**
 * The picture that the network gets; null: nothing is drawn.
 * @param {readonly Stroke[]} strokes
 * @returns {number[] | null}
 */
export function pictureOf(strokes) {
  return strokes.some((stroke) => stroke.length > 0) ? countBlocks(inkBitmap(strokes)) : null;
}
