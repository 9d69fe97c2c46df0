// @ts-check
// Where every tile of the network lies on the stage, in css px. Pure: the same for views and
// controls, which meet nowhere else.

const BOTTOM = 16;
/**
 * Room for the heads of the columns: name; name and choice of inputs; name, units and activation.
 * In a hand all is large enough for a thumb.
 */
const DESK = { left: 72, right: 28, pitch: 100, name: 40, choice: 76, layer: 108 };
const HAND = { left: 60, right: 14, pitch: 124, name: 52, choice: 100, layer: 148 };
const TILE = { largest: 44, small: 14, smallest: 11, widest: 72 };
const GAP = { least: 2, share: 0.38 }; // between tiles, as a share of the tile
const NAME = { letter: 6.6, pad: 28, most: 148, mostOfHand: 104 }; // css px
const PICTURE = 112; // side, css px

/** @typedef {{x: number, y: number, size: number}} Tile Left, top and side. */
/**
 * @typedef {object} Column
 * @property {number} x The middle.
 * @property {Tile[]} tiles
 * @property {Tile[]} [squares] Of a picture: where the edges of each of its inputs begin.
 */
/**
 * @typedef {object} Geometry
 * @property {number} width Of the stage; at least what the network needs.
 * @property {number} height
 * @property {number} top Where no head reaches.
 * @property {number} names Room for the names of the inputs.
 * @property {Column} inputs One tile for everything that can be an input, or one picture of all.
 * @property {Column[]} layers Hidden layers, then the output.
 */

/**
 * @param {any} network Layout and inputs of the session, or null before the first welcome.
 * @param {{width: number, height: number, touch?: boolean}} stage Visible part.
 * @returns {Geometry | null}
 */
export function describeNetwork(network, stage) {
  if (!network) return null;
  const counts = network.layout.map((/** @type {any} */ layer) => layer.b.shape[0]);
  const largest = Math.min(TILE.widest, Math.max(TILE.largest, Math.floor(stage.height / 14)));
  const least = stage.touch ? HAND : DESK;
  const tops = headsOf(network, least);
  const visible = (/** @type {number} */ at) => stage.height - tops[at] - BOTTOM;
  const columns = [
    sizeInputs(network, visible(0), largest),
    ...counts.map((/** @type {number} */ count, /** @type {number} */ layer) =>
      sizeColumn(count, visible(layer + 1), largest, TILE.small)),
  ];
  const height = Math.max(stage.height, ...columns.map(({ span }, at) => tops[at] + span + BOTTOM));
  const names = roomForInputs(network, stage.touch);
  const left = names + columns[0].size / 2;
  const right = roomForClasses(network, least.right) + columns[columns.length - 1].size / 2;
  const pitch = Math.max(least.pitch, (stage.width - left - right) / counts.length);
  const middle = (tops[0] + height - BOTTOM) / 2;
  const [inputs, ...layers] = columns.map((column, index) =>
    placeColumn(column, left + pitch * index, Math.max(tops[index], middle - column.span / 2)));
  return {
    width: Math.max(stage.width, left + pitch * counts.length + right),
    height,
    top: Math.max(...tops),
    names,
    inputs: isPicture(network) ? divide(inputs, network.featureKeys.length) : inputs,
    layers,
  };
}

/**
 * Where every column may begin, beneath its head.
 * @param {any} network
 * @param {typeof DESK} room
 * @returns {number[]}
 */
function headsOf({ layout, inputs, featureKeys }, { name, choice, layer }) {
  const chooses = !(inputs?.planar ?? true) && featureKeys.length > 1;
  return [chooses ? choice : name, ...Array(layout.length - 1).fill(layer), name];
}

/** @param {any} network */
const isPicture = (network) => network.inputs?.form === "picture";

/** @param {any} network @param {number} visible @param {number} largest */
function sizeInputs(network, visible, largest) {
  if (!isPicture(network)) {
    return sizeColumn(network.featureKeys.length, visible, largest, TILE.smallest);
  }
  const size = Math.min(PICTURE, visible);
  return { count: 1, size, gap: 0, span: size };
}

/** Names of columns are as long as they are. @param {any} network @param {boolean} [touch] */
function roomForInputs(network, touch = false) {
  const usual = touch ? HAND.left : DESK.left;
  if (network.inputs?.planar ?? true) return usual;
  if (isPicture(network)) return NAME.pad;
  const most = touch ? NAME.mostOfHand : NAME.most;
  return Math.max(usual, Math.min(most, NAME.pad + longest(network.featureKeys)));
}

/** @param {any} network @param {number} usual */
function roomForClasses({ classes }, usual) {
  return classes?.length > 2 ? Math.min(NAME.mostOfHand, NAME.pad + longest(classes)) : usual;
}

/** @param {string[]} names @returns {number} css px */
const longest = (names) => NAME.letter * Math.max(...names.map((name) => name.length));

/**
 * How large the tiles of a column can be: as the screen allows, within limits.
 * @param {number} count
 * @param {number} visible Height to fit in, if possible.
 * @param {number} largest
 * @param {number} smallest
 */
function sizeColumn(count, visible, largest, smallest) {
  const fit = Math.min(largest, Math.floor(visible / (count * (1 + GAP.share))));
  const isDense = fit < TILE.small;
  const dense = Math.max(smallest, Math.min(TILE.small, Math.floor(visible / count) - GAP.least));
  const size = isDense ? dense : fit;
  const gap = isDense ? GAP.least : Math.max(GAP.least, Math.round(size * GAP.share));
  return { count, size, gap, span: count * (size + gap) - gap };
}

/**
 * The edges of a picture's inputs leave its right side, in the order of the inputs.
 * @param {Column} column
 * @param {number} count
 * @returns {Column}
 */
function divide(column, count) {
  const [{ x, y, size }] = column.tiles;
  const side = size / count;
  const squares = Array.from({ length: count }, (_, at) =>
    ({ x: x + size - side, y: y + at * side, size: side }));
  return { ...column, squares };
}

/**
 * @param {ReturnType<typeof sizeColumn>} column
 * @param {number} x Of the middle.
 * @param {number} top
 * @returns {Column}
 */
function placeColumn({ count, size, gap }, x, top) {
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
  const places = geometry.inputs.squares ?? geometry.inputs.tiles;
  return preprocessing.features.map(
    (/** @type {string} */ key) => places[featureKeys.indexOf(key)],
  );
}
