// @ts-check
// Where every tile of the network lies on the stage, in css px. Pure: the same for views and
// controls, which meet nowhere else.

const MARGIN = { left: 76, right: 36, top: 88, bottom: 24 };
const TILE = { largest: 44, smallest: 18, widest: 72 };
const ROW_GAP = 10;
const COLUMN_PITCH = 86;

/** @typedef {{x: number, y: number, size: number}} Tile Left, top and side. */
/** @typedef {{x: number, tiles: Tile[]}} Column x: the middle. */
/**
 * @typedef {object} Geometry
 * @property {number} width Of the stage; at least what the network needs.
 * @property {number} height
 * @property {number} size Side of a tile.
 * @property {Column} inputs One tile for every feature of the catalog, on or off.
 * @property {Column[]} layers Hidden layers, then the output.
 */

/**
 * @param {any} network Layout and features of the session, or null before the first welcome.
 * @param {{width: number, height: number}} stage Visible part.
 * @returns {Geometry | null}
 */
export function describeNetwork(network, stage) {
  if (!network) return null;
  const counts = network.layout.map((/** @type {any} */ layer) => layer.b.shape[0]);
  const nFeatures = network.featureKeys.length;
  const tallest = Math.max(nFeatures, ...counts);
  const room = stage.height - MARGIN.top - MARGIN.bottom;
  const fit = Math.floor(room / tallest) - ROW_GAP;
  const largest = Math.min(TILE.widest, Math.max(TILE.largest, Math.floor(stage.height / 14)));
  const size = Math.max(TILE.smallest, Math.min(largest, fit));
  const gap = Math.max(4, Math.min(size * 0.45, (room - tallest * size) / tallest));
  const needed = tallest * (size + gap) - gap + MARGIN.top + MARGIN.bottom;
  const height = Math.max(stage.height, needed);
  const columns = counts.length;
  const left = MARGIN.left + size / 2;
  const pitch = Math.max(COLUMN_PITCH, (stage.width - left - MARGIN.right - size / 2) / columns);
  const place = { size, gap, room: height - MARGIN.top - MARGIN.bottom };
  return {
    width: Math.max(stage.width, left + pitch * columns + size / 2 + MARGIN.right),
    height,
    size,
    inputs: columnOf(left, nFeatures, place),
    layers: counts.map((/** @type {number} */ count, /** @type {number} */ index) =>
      columnOf(left + pitch * (index + 1), count, place),
    ),
  };
}

/**
 * @param {number} x
 * @param {number} count
 * @param {{size: number, gap: number, room: number}} place
 * @returns {Column}
 */
function columnOf(x, count, { size, gap, room }) {
  const span = count * (size + gap) - gap;
  const top = MARGIN.top + Math.max(0, (room - span) / 2);
  const tiles = Array.from({ length: count }, (_, row) => ({
    x: x - size / 2,
    y: top + row * (size + gap),
    size,
  }));
  return { x, tiles };
}

/**
 * The tiles that feed a layer, in the order of its weights.
 * @param {Geometry} geometry
 * @param {any} network
 * @param {number} layer
 * @returns {Tile[]}
 */
export function sourcesOf(geometry, network, layer) {
  if (layer > 0) return geometry.layers[layer - 1].tiles;
  const { featureKeys, preprocessing } = network;
  return preprocessing.features.map(
    (/** @type {string} */ key) => geometry.inputs.tiles[featureKeys.indexOf(key)],
  );
}
