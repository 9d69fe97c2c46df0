// @ts-check
// A slice through the space of all weights, and where a network lies on it. Pure.

const ELSEWHERE = 0.15; // share by which the slice may be wrong about the network

/**
 * @typedef {object} Surface
 * @property {number} generation
 * @property {number} step Where the network was when it was drawn.
 * @property {"random" | "weights" | "path"} kind
 * @property {string[]} labels
 * @property {number} size Points along each side.
 * @property {number[]} xs
 * @property {number[]} ys
 * @property {Float64Array} losses Row by row, ys[0] first; Infinity where there is no number.
 * @property {[number, number]} center
 * @property {number} span From the middle to the edge.
 * @property {Float32Array} origin
 * @property {Float32Array} first
 * @property {Float32Array} second
 * @property {[number, number, number]} products Of the directions with each other.
 * @property {{steps: number[], xs: number[], ys: number[]}} path As the server knows it.
 * @property {number} samples
 * @property {number} of
 */
/** @typedef {{x: number, y: number, off: number}} Place off: share that leads off the slice. */

/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i] * b[i];
  return sum;
}

/** @param {any} answer Of the server, with directions. @returns {Surface} */
export function readSurface(answer) {
  const { xs, ys, losses, center, directions } = answer;
  const [origin, first, second] = ["origin", "first", "second"]
    .map((name) => Float32Array.from(directions[name]));
  return {
    ...answer,
    size: xs.length,
    losses: Float64Array.from(losses.flat(), (loss) => loss ?? Infinity),
    center: [center[0], center[1]],
    span: (xs[xs.length - 1] - xs[0]) / 2,
    origin, first, second,
    products: [dot(first, first), dot(first, second), dot(second, second)],
  };
}

/**
 * The nearest point of the slice to some parameters, by least squares.
 * @param {Surface} surface
 * @param {ArrayLike<number>} parameters
 * @returns {Place | null} Null if they are those of another network.
 */
export function placeOf(surface, parameters) {
  const { origin, first, second, center, products: [aa, ab, bb] } = surface;
  if (parameters.length !== origin.length) return null;
  let [alongFirst, alongSecond, length] = [0, 0, 0];
  for (let i = 0; i < origin.length; i += 1) {
    const move = parameters[i] - origin[i];
    alongFirst += move * first[i];
    alongSecond += move * second[i];
    length += move * move;
  }
  const area = aa * bb - ab * ab;
  const isFlat = !(area > 1e-12 * aa * bb); // parallel, or none: one direction is all there is
  const x = isFlat ? alongFirst / (aa || 1) : (bb * alongFirst - ab * alongSecond) / area;
  const y = isFlat ? 0 : (aa * alongSecond - ab * alongFirst) / area;
  const within = x * x * aa + 2 * x * y * ab + y * y * bb;
  const off = length > 0 ? Math.sqrt(Math.max(0, 1 - within / length)) : 0;
  return { x: center[0] + x, y: center[1] + y, off };
}

/** Whether a place lies on what is drawn. @param {Surface} surface @param {Place} place */
export function isWithin({ center, span }, { x, y }) {
  return Math.abs(x - center[0]) <= span && Math.abs(y - center[1]) <= span;
}

/**
 * Whether the network has left the slice so far that its loss there is another than its own.
 * @param {Surface} surface @param {Place} place @param {number | null | undefined} loss Its own.
 */
export function hasLeft(surface, place, loss) {
  const told = lossAt(surface, place.x, place.y);
  if (told === null || loss === null || loss === undefined) return false;
  return Math.abs(told - loss) > ELSEWHERE * Math.max(told, loss);
}

/** @param {number} a @param {number} b @param {number} share */
function mix(a, b, share) {
  if (share === 0) return a; // 0 × ∞ is no number, nor is ∞ − ∞
  if (share === 1) return b;
  return Math.max(a, b) === Infinity ? Infinity : a + (b - a) * share;
}

/**
 * The loss at a place, between the points that were computed.
 * @param {Surface} surface
 * @param {number} x
 * @param {number} y
 * @returns {number | null} Null beyond the edge.
 */
export function lossAt({ size, losses, center, span }, x, y) {
  const column = ((x - center[0]) / span + 1) / 2 * (size - 1);
  const row = ((y - center[1]) / span + 1) / 2 * (size - 1);
  if (!(column >= 0 && row >= 0 && column <= size - 1 && row <= size - 1)) return null;
  const [i, j] = [column, row].map((at) => Math.min(size - 2, Math.floor(at)));
  const [right, up] = [column - i, row - j];
  const at = (/** @type {number} */ dj, /** @type {number} */ di) =>
    losses[(j + dj) * size + i + di];
  return mix(mix(at(0, 0), at(0, 1), right), mix(at(1, 0), at(1, 1), right), up);
}

/** Where the loss is lowest. @param {Surface} surface @returns {{x: number, y: number, loss: number}} */
export function lowestOf({ losses, size, xs, ys }) {
  let best = 0;
  for (let at = 1; at < losses.length; at += 1) if (losses[at] < losses[best]) best = at;
  return { x: xs[best % size], y: ys[Math.floor(best / size)], loss: losses[best] };
}

/**
 * What the low part looks like: where it lies, and which way it stretches if it does.
 * @param {Surface} surface
 * @returns {{shape: "flat" | "basin" | "valley", way: "across" | "up" | "rising" | "falling" | null}}
 */
export function shapeOf(surface) {
  const { losses, size } = surface;
  const known = losses.filter(Number.isFinite).sort();
  if (known.length < losses.length / 4) return { shape: "basin", way: null };
  const [low, high] = [known[0], known[known.length - 1]];
  if (!(high - low > 1e-6 * Math.max(1e-9, Math.abs(high)))) return { shape: "flat", way: null };
  const limit = known[Math.floor(known.length * 0.12)];
  const places = [];
  for (let at = 0; at < losses.length; at += 1) {
    if (losses[at] <= limit) places.push([at % size, Math.floor(at / size)]);
  }
  const mean = [0, 1].map((axis) => places.reduce((sum, one) => sum + one[axis], 0) / places.length);
  const spread = (/** @type {number} */ a, /** @type {number} */ b) =>
    places.reduce((sum, one) => sum + (one[a] - mean[a]) * (one[b] - mean[b]), 0) / places.length;
  const [xx, xy, yy] = [spread(0, 0), spread(0, 1), spread(1, 1)];
  const root = Math.sqrt(((xx - yy) / 2) ** 2 + xy * xy);
  const [long, short] = [(xx + yy) / 2 + root, (xx + yy) / 2 - root];
  if (!(long > 4 * Math.max(short, 0.05))) return { shape: "basin", way: null };
  return { shape: "valley", way: wayOf((Math.atan2(2 * xy, xx - yy) / 2) * (180 / Math.PI)) };
}

/** @param {number} angle Degrees, −90 to 90. */
function wayOf(angle) {
  if (Math.abs(angle) <= 22.5) return "across";
  if (Math.abs(angle) >= 67.5) return "up";
  return angle > 0 ? "rising" : "falling";
}

/** As a table for other programs. @param {Surface} surface */
export function tableOf({ losses, size, xs, ys, labels }) {
  const quoted = labels.map((label) => `"${label.replaceAll('"', '""')}"`);
  const rows = [`${quoted.join(",")},loss`];
  for (let at = 0; at < losses.length; at += 1) {
    const loss = Number.isFinite(losses[at]) ? losses[at] : "";
    rows.push(`${xs[at % size]},${ys[Math.floor(at / size)]},${loss}`);
  }
  return `${rows.join("\r\n")}\r\n`;
}
