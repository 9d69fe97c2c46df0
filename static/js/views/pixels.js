// @ts-check
// From a map of numbers to pixels. One image a size, reused: nothing is allocated while drawing.

/** @type {Map<number, {image: ImageData, words: Uint32Array}>} */
const sheets = new Map();

/** @param {number} size */
function sheetOf(size) {
  let sheet = sheets.get(size);
  if (!sheet) {
    const image = new ImageData(size, size);
    sheet = { image, words: new Uint32Array(image.data.buffer) };
    sheets.set(size, sheet);
  }
  return sheet;
}

/** @param {ArrayLike<number>} map @returns {number} */
export function largestOf(map) {
  let largest = 0;
  for (let i = 0; i < map.length; i += 1) {
    const size = Math.abs(map[i]);
    if (size > largest) largest = size;
  }
  return largest;
}

/**
 * Fill a canvas of size×size pixels.
 * @param {HTMLCanvasElement} canvas Gets that resolution.
 * @param {number} size
 * @param {(words: Uint32Array) => void} fill Overwrites every pixel.
 */
export function paintWith(canvas, size, fill) {
  if (canvas.width !== size || canvas.height !== size) canvas.width = canvas.height = size;
  const { image, words } = sheetOf(size);
  fill(words);
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).putImageData(image, 0, 0);
}

/**
 * Paint a size×size map on a canvas of that resolution: color = scale · value + shift.
 * @param {HTMLCanvasElement} canvas
 * @param {ArrayLike<number>} map
 * @param {Uint32Array} table 256 pixels
 * @param {number} scale
 * @param {number} [shift]
 * @param {number} [bend] What is negative then, is that many times as far from zero.
 */
export function paintMap(canvas, map, table, scale, shift = 0, bend = 1) {
  const size = Math.round(Math.sqrt(map.length));
  paintWith(canvas, size, (words) => {
    for (let i = 0; i < map.length; i += 1) {
      const value = scale * map[i] + shift;
      const index = 128 + 127.5 * (value < 0 ? bend * value : value);
      words[i] = table[index < 0 ? 0 : index > 255 ? 255 : index | 0];
    }
  });
}

/**
 * Fit a canvas to its box at the screen's resolution; returns device px per css px.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width css px
 * @param {number} height css px
 */
export function fitCanvas(canvas, width, height) {
  const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  return ratio;
}
