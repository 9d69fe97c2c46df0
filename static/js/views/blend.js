// @ts-check
// The map of three and more classes: their colors mixed in OKLab by probability, fading to the
// map's zero where no class is sure; and the lines where the likeliest class changes.
import { fromOklab, inSteps } from "./palette.js";
import { paintWith } from "./pixels.js";

/** @typedef {[number, number, number]} Triple */

/**
 * The likeliest class at every place, and how far it is ahead of the next one.
 * @param {readonly ArrayLike<number>[]} maps Probabilities, one map a class.
 * @param {{first: Uint8Array, lead: Float32Array}} room Overwritten.
 */
export function rank(maps, { first, lead }) {
  for (let at = 0; at < first.length; at += 1) {
    let [best, high, next] = [0, -Infinity, -Infinity];
    for (let index = 0; index < maps.length; index += 1) {
      const share = maps[index][at];
      if (share > high) [best, next, high] = [index, high, share];
      else if (share > next) next = share;
    }
    first[at] = best;
    lead[at] = high - next;
  }
}

/**
 * The color of a place, in OKLab.
 * @param {(index: number) => number} shareOf Probability of a class there.
 * @param {number} count Of classes.
 * @param {readonly Triple[]} labs Of the classes.
 * @param {Triple} zero
 * @param {Triple} out Overwritten.
 */
export function mixClasses(shareOf, count, labs, zero, out) {
  let [high, l, a, b] = [0, 0, 0, 0];
  for (let index = 0; index < count; index += 1) {
    const share = shareOf(index);
    const lab = labs[index % labs.length];
    if (share > high) high = share;
    l += share * lab[0];
    a += share * lab[1];
    b += share * lab[2];
  }
  const sure = Math.max(0, (count * high - 1) / (count - 1)); // 0: all are equally likely
  out[0] = zero[0] + (l - zero[0]) * sure;
  out[1] = zero[1] + (a - zero[1]) * sure;
  out[2] = zero[2] + (b - zero[2]) * sure;
}

/** @param {Triple} lab @returns {number} A little-endian RGBA pixel. */
function pixelOf(lab) {
  const [r, g, b] = fromOklab(lab);
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

/** @param {readonly ArrayLike<number>[]} maps @returns {number} */
const sizeOf = (maps) => Math.round(Math.sqrt(maps[0].length));

/**
 * @param {HTMLCanvasElement} canvas Gets the maps' resolution.
 * @param {readonly ArrayLike<number>[]} maps
 * @param {import("./palette.js").Palette} palette
 */
export function paintBlend(canvas, maps, { classLabs, zeroLab }) {
  /** @type {Triple} */
  const lab = [0, 0, 0];
  let at = 0;
  const shareOf = (/** @type {number} */ index) => maps[index][at];
  paintWith(canvas, sizeOf(maps), (words) => {
    for (at = 0; at < words.length; at += 1) {
      mixClasses(shareOf, maps.length, classLabs, zeroLab, lab);
      words[at] = pixelOf(lab);
    }
  });
}

/** @type {Map<number, {first: Uint8Array, lead: Float32Array}>} */
const rooms = new Map();

/** @param {readonly ArrayLike<number>[]} maps Ranked; valid until the next call of that size. */
function rankedRoom(maps) {
  const { length } = maps[0];
  const room = rooms.get(length) ?? {
    first: new Uint8Array(length), lead: new Float32Array(length),
  };
  rooms.set(length, room);
  rank(maps, room);
  return room;
}

/**
 * The likeliest class alone, or how far it is ahead.
 * @param {HTMLCanvasElement} canvas
 * @param {readonly ArrayLike<number>[]} maps
 * @param {"class" | "confidence" | "probability"} color probability: only in steps.
 * @param {{palette: import("./palette.js").Palette, steps: boolean}} look
 */
export function paintRanks(canvas, maps, color, { palette, steps }) {
  const { first, lead } = rankedRoom(maps);
  const sure = steps ? inSteps(palette.sureTable) : palette.sureTable;
  const tables = color === "confidence" ? [sure]
    : palette.classTables.map((table) => (color === "class" ? table : inSteps(table)));
  const strongest = color === "class";
  paintWith(canvas, sizeOf(maps), (words) => {
    for (let at = 0; at < words.length; at += 1) {
      const table = tables[first[at] % tables.length];
      words[at] = table[strongest ? 255 : Math.round(127.5 * (1 + lead[at]))];
    }
  });
}

const FAINT = 0.01; // no line where the lead grows by less over a tenth of the map

/**
 * Where, on the way from one place to the next, the likeliest class changes: between 0 and 1.
 * @param {readonly ArrayLike<number>[]} maps
 * @param {Uint8Array} first
 * @param {number} from @param {number} to
 */
function crossingOf(maps, first, from, to) {
  const [here, there] = [maps[first[from]], maps[first[to]]];
  const [before, after] = [here[from] - there[from], there[to] - here[to]];
  return before + after > 0 ? before / (before + after) : 0.5;
}

/**
 * Trace the lines between the regions of the classes: in each cell of four places a line from side
 * to side; where more than two sides are crossed, from each of them to the middle.
 * @param {CanvasRenderingContext2D} context
 * @param {readonly ArrayLike<number>[]} maps
 * @param {number} side Of the square drawn to.
 */
export function traceBoundaries(context, maps, side) {
  const size = sizeOf(maps);
  const { first, lead } = rankedRoom(maps);
  const cell = side / size;
  const least = (FAINT * 10) / size;
  for (let row = 0; row + 1 < size; row += 1) {
    for (let column = 0; column + 1 < size; column += 1) {
      const a = row * size + column;
      const [b, c, d] = [a + 1, a + size + 1, a + size];
      const isWhole = first[a] === first[b] && first[b] === first[c] && first[c] === first[d];
      if (isWhole || Math.max(lead[a], lead[b], lead[c], lead[d]) < least) continue;
      const [x, y] = [(column + 0.5) * cell, (row + 0.5) * cell];
      const crossed = (/** @type {number} */ from, /** @type {number} */ to) =>
        (first[from] === first[to] ? -1 : crossingOf(maps, first, from, to) * cell);
      joinCrossings(context, x, y, cell, crossed(a, b), crossed(b, c), crossed(d, c), crossed(a, d));
    }
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x @param {number} y Top left of the cell @param {number} cell
 * @param {number} top @param {number} right @param {number} bottom @param {number} left How far
 *   along its side, from the left or the top, each is crossed; −1: it is not.
 */
function joinCrossings(context, x, y, cell, top, right, bottom, left) {
  /** @type {[number, number][]} */
  const ends = [];
  if (top >= 0) ends.push([x + top, y]);
  if (right >= 0) ends.push([x + cell, y + right]);
  if (bottom >= 0) ends.push([x + bottom, y + cell]);
  if (left >= 0) ends.push([x, y + left]);
  if (ends.length === 2) {
    context.moveTo(...ends[0]);
    context.lineTo(...ends[1]);
    return;
  }
  const middle = [0, 1].map((at) => ends.reduce((sum, end) => sum + end[at], 0) / ends.length);
  for (const end of ends) {
    context.moveTo(...end);
    context.lineTo(middle[0], middle[1]);
  }
}
