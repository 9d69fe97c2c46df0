// @ts-check
// Where every tile of the network lies on the stage, in css px. Pure: the same for views and
// controls, which meet nowhere else.

const MARGIN = { top: 88, bottom: 24 };
const DESK = { left: 72, right: 28, pitch: 78 };
const HAND = { left: 60, right: 14, pitch: 90 }; // steppers wide enough for a thumb
const TILE = { largest: 44, smallest: 14, widest: 72 };
const GAP = { least: 2, share: 0.38 }; // between tiles, as a share of the tile

/** @typedef {{x: number, y: number, size: number}} Tile Left, top and side. */
/** @typedef {{x: number, tiles: Tile[]}} Column x: the middle. */
/**
 * @typedef {object} Geometry
 * @property {number} width Of the stage; at least what the network needs.
 * @property {number} height
 * @property {Column} inputs One tile for every feature of the catalog, on or off.
 * @property {Column[]} layers Hidden layers, then the output.
 */

/**
 * @param {any} network Layout and features of the session, or null before the first welcome.
 * @param {{width: number, height: number, touch?: boolean}} stage Visible part.
 * @returns {Geometry | null}
 */
export function describeNetwork(network, stage) {
  if (!network) return null;
  const counts = network.layout.map((/** @type {any} */ layer) => layer.b.shape[0]);
  const largest = Math.min(TILE.widest, Math.max(TILE.largest, Math.floor(stage.height / 14)));
  const visible = stage.height - MARGIN.top - MARGIN.bottom;
  const columns = [network.featureKeys.length, ...counts].map((count) =>
    sizeColumn(count, visible, largest));
  const room = Math.max(visible, ...columns.map(({ span }) => span));
  const least = stage.touch ? HAND : DESK;
  const left = least.left + largest / 2;
  const free = stage.width - left - least.right - largest / 2;
  const pitch = Math.max(least.pitch, free / counts.length);
  const [inputs, ...layers] = columns.map((column, index) =>
    placeColumn(column, left + pitch * index, room));
  const width = left + pitch * counts.length + largest / 2 + least.right;
  return {
    width: Math.max(stage.width, width),
    height: room + MARGIN.top + MARGIN.bottom,
    inputs,
    layers,
  };
}

/**
 * How large the tiles of a column can be: as the screen allows, within limits.
 * @param {number} count
 * @param {number} visible Height to fit in, if possible.
 * @param {number} largest
 */
function sizeColumn(count, visible, largest) {
  const fit = Math.floor(visible / (count * (1 + GAP.share)));
  const size = Math.max(TILE.smallest, Math.min(largest, fit));
  const gap = Math.max(GAP.least, Math.round(size * GAP.share));
  return { count, size, gap, span: count * (size + gap) - gap };
}

/**
 * @param {ReturnType<typeof sizeColumn>} column
 * @param {number} x Of the middle.
 * @param {number} room Height of all columns.
 * @returns {Column}
 */
function placeColumn({ count, size, gap, span }, x, room) {
  const top = MARGIN.top + (room - span) / 2;
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
