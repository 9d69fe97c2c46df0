// @ts-check
// The learning as an animated GIF, made in the page, picture by picture, without stopping it.
import { applyPalette, GIFEncoder, quantize } from "gifenc";
import { createFilmFrame } from "./frame.js";

const COLORS = 256;
const PER_SECOND = 10;
const LAST_MS = 1500; // the end is to be looked at

/** @typedef {{side: number, seconds: number}} FilmOptions side in px */

/**
 * Moments of the film: evenly out of those that are kept, first and last among them.
 * @template T
 * @param {readonly T[]} moments
 * @param {number} seconds
 * @returns {T[]}
 */
export function pickMoments(moments, seconds) {
  const count = Math.min(moments.length, Math.round(seconds * PER_SECOND));
  const step = count > 1 ? (moments.length - 1) / (count - 1) : 0;
  return Array.from({ length: count }, (_, at) => moments[Math.round(at * step)]);
}

/** The colors of several pictures together, so that none flickers. @param {Uint8ClampedArray[]} pictures */
function paletteOf(pictures) {
  const all = new Uint8ClampedArray(pictures.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of pictures) {
    all.set(one, at);
    at += one.length;
  }
  return quantize(all, COLORS);
}

/** First, middle and last. @template T @param {T[]} items */
const sampleOf = (items) => [...new Set([items[0], items[items.length >> 1], items[items.length - 1]])];

/** Let the page do what waits. */
const breathe = () => new Promise((resolve) => setTimeout(resolve));

/**
 * What a film will be, before it is made.
 * @param {import("../../store/store.js").Store} store
 * @param {FilmOptions} options
 */
export function estimateFilm(store, { side, seconds }) {
  const moments = pickMoments(store.snapshots.moments, seconds);
  const frame = createFilmFrame(store, side);
  const pictures = sampleOf(moments).map((moment) => frame.draw(moment).slice());
  const palette = paletteOf(pictures);
  const gif = GIFEncoder();
  for (const picture of pictures) {
    gif.writeFrame(applyPalette(picture, palette), frame.width, frame.height, { palette });
  }
  gif.finish();
  const bytes = (gif.bytes().length / pictures.length) * moments.length;
  return { frames: moments.length, width: frame.width, height: frame.height, bytes };
}

/**
 * @param {import("../../store/store.js").Store} store
 * @param {FilmOptions} options
 * @param {(at: number, of: number) => void} onProgress
 * @param {AbortSignal} signal
 * @returns {Promise<Blob | null>} Null: canceled.
 */
export async function makeFilm(store, { side, seconds }, onProgress, signal) {
  const moments = pickMoments([...store.snapshots.moments], seconds);
  const frame = createFilmFrame(store, side);
  const palette = paletteOf(sampleOf(moments).map((moment) => frame.draw(moment).slice()));
  const gif = GIFEncoder();
  for (const [at, moment] of moments.entries()) {
    if (signal.aborted) return null;
    const indices = applyPalette(frame.draw(moment), palette);
    const delay = at === moments.length - 1 ? LAST_MS : 1000 / PER_SECOND;
    gif.writeFrame(indices, frame.width, frame.height, at === 0 ? { palette, delay, repeat: 0 }
      : { delay });
    onProgress(at + 1, moments.length);
    await breathe();
  }
  gif.finish();
  return new Blob([gif.bytes()], { type: "image/gif" });
}
