// @ts-check
// The map of three and more classes: their colors mixed in OKLab by probability, fading to the
// map's zero where no class is sure; and the lines where the likeliest class changes.
import { traceContour } from "./contour.js";
import { fromOklab } from "./palette.js";
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

/**
 * @param {HTMLCanvasElement} canvas Gets the maps' resolution.
 * @param {readonly ArrayLike<number>[]} maps
 * @param {import("./palette.js").Palette} palette
 */
export function paintBlend(canvas, maps, { classLabs, zeroLab }) {
  /** @type {Triple} */
  const lab = [0, 0, 0];
  const size = Math.round(Math.sqrt(maps[0].length));
  let at = 0;
  const shareOf = (/** @type {number} */ index) => maps[index][at];
  paintWith(canvas, size, (words) => {
    for (at = 0; at < words.length; at += 1) {
      mixClasses(shareOf, maps.length, classLabs, zeroLab, lab);
      words[at] = pixelOf(lab);
    }
  });
}

/** @type {Map<number, {first: Uint8Array, lead: Float32Array, signed: Float32Array}>} */
const rooms = new Map();

/** @param {number} length */
function roomOf(length) {
  const room = rooms.get(length) ?? {
    first: new Uint8Array(length), lead: new Float32Array(length), signed: new Float32Array(length),
  };
  rooms.set(length, room);
  return room;
}

/**
 * Trace the lines between the regions of the classes.
 * @param {CanvasRenderingContext2D} context
 * @param {readonly ArrayLike<number>[]} maps
 * @param {number} side Of the square drawn to.
 */
export function traceBoundaries(context, maps, side) {
  const { length } = maps[0];
  const room = roomOf(length);
  rank(maps, room);
  const present = new Set(room.first);
  if (present.size < 2) return;
  const size = Math.round(Math.sqrt(length));
  for (const index of present) {
    for (let at = 0; at < length; at += 1) {
      const { first, lead } = room;
      room.signed[at] = first[at] === index ? lead[at]
        : maps[index][at] - maps[first[at]][at];
    }
    traceContour(context, room.signed, size, 0, side);
  }
}
