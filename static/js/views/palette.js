// @ts-check
// Colors of data: from the tokens of the style sheet to a table of 256 packed pixels. Interpolated
// in OKLab (Björn Ottosson, 2020), so that equal steps of a value look equal.

const SIZE = 256;
const CLASSES = 10; // colors for as many; then they come again
export const MAP_STRENGTH = 0.74; // maps stay behind the points, which have the full color

/** @typedef {[number, number, number]} Triple */
/**
 * @typedef {object} Palette
 * @property {Uint32Array} table 256 pixels of a map, −1 to +1, little-endian RGBA.
 * @property {string[]} css The same values at full strength, as CSS colors.
 * @property {Uint32Array} signTable The two classes alone: below zero, above zero.
 * @property {Uint32Array} sureTable From zero, both ways, to ink: how sure, not of what.
 * @property {string} negative
 * @property {string} zero
 * @property {string} positive
 * @property {string[]} classes One color a class, where there are more than two.
 * @property {Triple[]} classLabs The same in OKLab, at the strength of a map.
 * @property {Triple} zeroLab
 * @property {Uint32Array[]} classTables From zero to a class's color, as `table`.
 * @property {string} text
 * @property {string} outline
 * @property {string} quiet
 * @property {string} line
 */

/** @param {string} color "rgb(1, 2, 3)" @returns {Triple} */
function channelsOf(color) {
  const [r, g, b] = (color.match(/[\d.]+/g) ?? ["0", "0", "0"]).map(Number);
  return [r, g, b];
}

/** @param {number} value 0–255 */
const toLinear = (value) => {
  const v = value / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
};

/** @param {number} value 0–1 */
const fromLinear = (value) => {
  const v = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, v)));
};

/** @param {Triple} rgb @returns {Triple} */
export function toOklab([red, green, blue]) {
  const [r, g, b] = [toLinear(red), toLinear(green), toLinear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** @param {Triple} lab @returns {Triple} Channels from 0 to 255. */
export function fromOklab([lightness, a, b]) {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** @param {Triple} from @param {Triple} to @param {number} share 0–1 @returns {Triple} */
function mix(from, to, share) {
  const [a, b] = [toOklab(from), toOklab(to)];
  return fromOklab([
    a[0] + (b[0] - a[0]) * share,
    a[1] + (b[1] - a[1]) * share,
    a[2] + (b[2] - a[2]) * share,
  ]);
}

/**
 * @param {string} negative @param {string} zero @param {string} positive
 * @returns {{table: Uint32Array, css: string[]}}
 */
export function createTable(negative, zero, positive) {
  const [low, middle, high] = [negative, zero, positive].map(channelsOf);
  const table = new Uint32Array(SIZE);
  const css = [];
  for (let index = 0; index < SIZE; index += 1) {
    const value = (2 * index) / (SIZE - 1) - 1;
    const end = value < 0 ? low : high;
    const [r, g, b] = mix(middle, end, MAP_STRENGTH * Math.abs(value));
    table[index] = ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
    css.push(`rgb(${mix(middle, end, Math.abs(value)).join(", ")})`);
  }
  return { table, css };
}

const BANDS = 10;

/** @type {WeakMap<Uint32Array, Uint32Array>} */
const stepped = new WeakMap();

/** The same colors in ten steps. @param {Uint32Array} table */
export function inSteps(table) {
  const steps = stepped.get(table) ?? table.map((_, index) => {
    const band = Math.floor((index * BANDS) / SIZE);
    return table[Math.floor(((band + 0.5) * SIZE) / BANDS)];
  });
  stepped.set(table, steps);
  return steps;
}

/** @param {Uint32Array} table @returns {Uint32Array} Its two ends, and nothing between. */
const endsOf = (table) => table.map((_, index) => table[index <= SIZE / 2 ? 0 : SIZE - 1]);

/**
 * @param {string[]} classes
 * @param {string} zero
 */
export function createClassColors(classes, zero) {
  const middle = channelsOf(zero);
  const strong = classes.map((color) => toOklab(mix(middle, channelsOf(color), MAP_STRENGTH)));
  return {
    classes,
    classLabs: strong,
    zeroLab: toOklab(middle),
    classTables: classes.map((color) => createTable(zero, zero, color).table),
  };
}

/** The color of a class among many. @param {Palette} palette @param {number} index */
export const classColor = (palette, index) => palette.classes[index % CLASSES];

/** As light as a color, without its hue. @param {string} color */
const grayOf = (color) =>
  `rgb(${fromOklab([toOklab(channelsOf(color))[0], 0, 0]).join(", ")})`;

/** Read the tokens as they are now: theme and system setting decide. @returns {Palette} */
export function readPalette() {
  const probe = document.createElement("span");
  probe.hidden = true;
  probe.style.forcedColorAdjust = "none"; // data keep their colors; the tokens know the rest
  document.body.append(probe);
  /** @param {string} name */
  const color = (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const [negative, zero, positive] = ["negative", "zero", "positive"]
    .map((name) => color(`--data-${name}`));
  const classes = Array.from({ length: CLASSES }, (_, index) => color(`--class-${index}`));
  const values = createTable(negative, zero, positive);
  const gray = grayOf(color("--quiet"));
  const palette = {
    ...values,
    signTable: endsOf(values.table),
    sureTable: createTable(gray, zero, gray).table,
    ...createClassColors(classes, zero),
    negative, zero, positive,
    text: color("--text"),
    outline: color("--data-outline"),
    quiet: color("--quiet"),
    line: color("--line"),
  };
  probe.remove();
  return palette;
}

/**
 * Call back whenever the system's setting gives the tokens other colors.
 * @param {() => void} changed
 * @returns {() => void} Stops it.
 */
export function watchSystemColors(changed) {
  const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)"]
    .map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", changed);
  return () => {
    for (const query of queries) query.removeEventListener("change", changed);
  };
}

/** @param {Palette} palette @param {number} value −1 to +1, clamped. */
export function colorOf(palette, value) {
  return palette.css[Math.round(127.5 * (1 + Math.max(-1, Math.min(1, value))))];
}
