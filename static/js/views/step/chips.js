// @ts-check
// Where the numbers of a station stand on the stage, so that none covers another: the most
// important first, and those without a place stay away; the table beside has all. Pure.
import { DIGITS } from "../../store/network/formula.js";
import { formatNumber } from "../../store/format.js";
import { sourcesOf } from "../../store/network/shape.js";
import { RANKS } from "../../store/walk/marks.js";
import { endsOf, pathOf } from "../edge_shape.js";

const CHAR = 7.5; // css px, of a digit at 12 px
const PAD = 8;
const LINE = 15;
const NAME = 5; // between a name and its number
const PLACES = Object.freeze([0.3, 0.42, 0.55, 0.2, 0.68, 0.36, 0.48, 0.62, 0.8, 0.12]);
const MOST_CHIPS = 80;
const NARROW = 76;
const RIM = 10; // of a tile, that a number may cover
const SMALL_TILE = 30;
const LEAST_TILE = 11; // of smaller ones the numbers would hide them
const WIDTH = { least: 1, most: 8, scale: 2.6 };

/** @typedef {{x: number, y: number, width: number, height: number}} Box Its middle and its size. */
/** @typedef {Box & {key: string, name: string, lines: string[], now: boolean}} Chip */
/** @typedef {{key: string, d: string, width: number, isNegative: boolean}} Path */

/** @param {Box} one @param {Box} other */
const overlap = (one, other) =>
  Math.abs(one.x - other.x) * 2 < one.width + other.width
  && Math.abs(one.y - other.y) * 2 < one.height + other.height;

/** @param {string} name @param {string[]} lines */
function sizeOf(name, lines) {
  const letters = Math.max(...lines.map((line) => line.length));
  const named = name ? name.length * CHAR + NAME : 0;
  return { width: letters * CHAR + named + PAD, height: lines.length * LINE + 3 };
}

/** One number, or before and after. @param {number[]} values */
const linesOf = (values) => values.map((value, at) =>
  (at > 0 ? "→ " : "") + formatNumber(value, DIGITS));

/** A point of an edge's curve. @param {import("../edge_shape.js").Ends} ends @param {number} t */
const pointAt = ({ x0, y0, x1, y1 }, t) => ({
  x: x0 + (x1 - x0) * (1.5 * t * (1 - t) + t * t * t),
  y: y0 + (y1 - y0) * t * t * (3 - 2 * t),
});

/**
 * @param {any} network
 * @param {import("../../store/network/shape.js").Geometry} geometry
 * @param {number} layer @param {number} unit
 */
const tileOf = (network, geometry, layer, unit) =>
  (layer < 0 ? sourcesOf(geometry, network, 0) : geometry.layers[layer].tiles)[unit];

/** Above its tile what comes in, below it what goes out. @type {Record<string, "top" | "bottom">} */
const SIDE = { z: "top", dz: "top", y: "top", a: "bottom", x: "bottom", b: "bottom" };

/** The bias stands to the left, where its ring is, and makes room for it. @type {Record<string, number>} */
const BESIDE = { b: -1, a: 1 };

/** @param {any} network @param {any} geometry @param {import("../../store/walk/marks.js").UnitMark} mark */
function unitChip(network, geometry, { layer, unit, name, text, now }) {
  const tile = tileOf(network, geometry, layer, unit);
  if (!tile || tile.size < LEAST_TILE) return null;
  const lines = linesOf(text);
  const size = sizeOf(name, lines);
  const isTop = SIDE[name] === "top";
  const at = { key: `${layer}:${unit}:${name}`, ...size, name, lines, now };
  if (tile.size < SMALL_TILE) { // beside it, where its neighbors are not
    const isLeft = isTop || layer === geometry.layers.length - 1;
    const aside = (tile.size + size.width) / 2 + 2;
    return { ...at, y: tile.y + tile.size / 2, x: tile.x + tile.size / 2 + (isLeft ? -aside : aside) };
  }
  const aside = now && name in BESIDE ? BESIDE[name] * (size.width / 2 + 2) : 0;
  const x = Math.max(size.width / 2 + 1,
    Math.min(geometry.width - size.width / 2 - 1, tile.x + tile.size / 2 + aside));
  return { ...at, x, y: isTop ? tile.y : tile.y + tile.size };
}

/**
 * @param {import("../../store/walk/marks.js").EdgeMark} mark
 * @param {import("../edge_shape.js").Ends} ends
 * @param {Box[]} taken
 * @returns {Chip | null}
 */
function edgeChip({ layer, from, to, text, name = "" }, ends, taken) {
  const lines = linesOf(text);
  const size = sizeOf(name, lines);
  for (const t of PLACES) {
    const box = { ...pointAt(ends, t), ...size };
    if (!taken.some((other) => overlap(box, other))) {
      return { key: `${layer}:${from}:${to}`, ...box, name, lines, now: true };
    }
  }
  return null;
}

/** @param {import("../../store/walk/marks.js").EdgeMark[]} edges @param {string} phase */
function widthsOf(edges, phase) {
  const largest = Math.max(...edges.map(({ value }) => Math.abs(value)), 1e-300);
  const scale = phase === "backward" ? 5 / Math.sqrt(largest) : WIDTH.scale;
  return (/** @type {number} */ value) =>
    Math.max(WIDTH.least, Math.min(WIDTH.most, scale * Math.sqrt(Math.abs(value))));
}

/**
 * @param {any} network
 * @param {import("../../store/network/shape.js").Geometry} geometry
 * @param {import("../../store/walk/marks.js").Marks} marks
 * @param {import("../../store/walk/stations.js").Station} station
 * @returns {{chips: Chip[], paths: Path[]}}
 */
export function layOut(network, geometry, { edges, units }, station) {
  /** @type {Map<number, import("../edge_shape.js").Ends[]>} */
  const known = new Map();
  const ends = (/** @type {import("../../store/walk/marks.js").EdgeMark} */ { layer, from, to }) => {
    if (!known.has(layer)) known.set(layer, endsOf(geometry, network, layer));
    return known.get(layer)?.[from * geometry.layers[layer].tiles.length + to];
  };
  /** @type {Chip[]} */
  const chips = [];
  const tiles = [...geometry.inputs.tiles, ...geometry.layers.flatMap((column) => column.tiles)]
    .map(({ x, y, size }) => ({ x: x + size / 2, y: y + size / 2, width: size - 2 * RIM, height: size }));
  const place = (/** @type {Chip | null} */ chip) => {
    if (!chip || chips.length >= MOST_CHIPS) return;
    if (!chips.some((other) => overlap(chip, other))) chips.push(chip);
  };
  // Of a whole layer, the weights need the room more than its biases.
  const isWhole = new Set(units.filter(({ now }) => now).map(({ unit }) => unit)).size > 1;
  const comesFirst = (/** @type {import("../../store/walk/marks.js").UnitMark} */ { now, name }) =>
    now && !(isWhole && name === "b");
  const first = units.filter(comesFirst)
    .sort((one, other) => RANKS.indexOf(one.name) - RANKS.indexOf(other.name));
  for (const mark of first) place(unitChip(network, geometry, mark));
  // What the formulas of the station use stands before what is only known already.
  const isUsed = (/** @type {import("../../store/walk/marks.js").UnitMark} */ { layer, name }) =>
    layer === station.layer - 1 || (layer === station.layer + 1 && name === "dz");
  for (const mark of units) if (!comesFirst(mark) && isUsed(mark)) place(unitChip(network, geometry, mark));
  const width = widthsOf(edges, station.phase);
  const paths = edges.flatMap((mark) => {
    const at = ends(mark);
    if (!at) return [];
    const isNarrow = at.x1 - at.x0 < NARROW; // in a hand there is no room beside the tiles
    place(edgeChip(mark, at, isNarrow ? chips : [...chips, ...tiles]));
    return [{ key: `${mark.layer}:${mark.from}:${mark.to}`, d: pathOf(at), width: width(mark.value),
      isNegative: mark.value < 0 }];
  });
  for (const mark of units) if (!comesFirst(mark) && !isUsed(mark)) place(unitChip(network, geometry, mark));
  return { chips, paths };
}
