// @ts-check
// One hue for the loss: the darker or stronger, the higher; equal steps look equal (OKLab).
import { fromOklab, toOklab } from "../palette.js";

const SIZE = 256;
const STRENGTH = 0.92;
const HUE = 8; // the class color that looks like none of the data's two

/** @param {string} color "rgb(1, 2, 3)" @returns {[number, number, number]} */
function channels(color) {
  const [r, g, b] = (color.match(/[\d.]+/g) ?? ["0", "0", "0"]).map(Number);
  return [r, g, b];
}

/**
 * @param {{zero: string, classes: string[]}} palette
 * @returns {{pixels: Uint32Array, triples: [number, number, number][]}} From lowest to highest.
 */
export function sequentialOf(palette) {
  const [from, to] = [palette.zero, palette.classes[HUE]].map((one) => toOklab(channels(one)));
  const pixels = new Uint32Array(SIZE);
  const triples = Array.from({ length: SIZE }, (_, index) => {
    const share = STRENGTH * (index / (SIZE - 1));
    return fromOklab([0, 1, 2].map((at) => from[at] + (to[at] - from[at]) * share));
  });
  triples.forEach(([r, g, b], index) => {
    pixels[index] = ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  });
  return { pixels, triples };
}
