// @ts-check
// What the charts show beside their lines: ghosts of pinned runs, the moment that is looked at,
// names at the ends of lines. Drawn onto the plot's canvas, in its pixels.

const LINE_HEIGHT = 13; // css px
const FONT_SIZE = 11;

/** @typedef {{x: number[], y: (number | null)[], dashed: boolean, name: string}} Ghost */

/** @param {any} plot @param {() => void} draw Nothing of it leaves the plot. */
function within({ ctx, bbox }, draw) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  draw();
  ctx.restore();
}

/** @param {any} plot @param {Ghost} ghost @param {number | null} zero Where zeros are drawn. */
function trace(plot, { x, y }, zero) {
  const { ctx } = plot;
  let isFirst = true;
  ctx.beginPath();
  x.forEach((place, at) => {
    const value = zero !== null && y[at] !== null && Number(y[at]) <= 0 ? zero : y[at];
    if (value === null) return;
    const [left, top] = [plot.valToPos(place, "x", true), plot.valToPos(value, "y", true)];
    if (isFirst) ctx.moveTo(left, top);
    else ctx.lineTo(left, top);
    isFirst = false;
  });
  ctx.stroke();
}

/**
 * @param {any} plot
 * @param {import("./ink.js").Ink} ink
 * @param {Ghost[]} ghosts
 * @param {number | null} zero
 */
export function drawGhosts(plot, ink, ghosts, zero) {
  if (!(plot.scales.x.max > plot.scales.x.min)) return;
  const { ctx } = plot;
  const scale = devicePixelRatio;
  within(plot, () => {
    ctx.strokeStyle = ink.edge;
    ctx.fillStyle = ink.quiet;
    ctx.lineWidth = scale;
    ctx.lineJoin = "round";
    for (const ghost of ghosts) {
      ctx.setLineDash(ghost.dashed ? [4 * scale, 3 * scale] : []);
      trace(plot, ghost, zero);
      if (ghost.name) nameGhost(plot, ghost, scale);
    }
  });
}

/** Its number, above the end of its line. @param {any} plot @param {Ghost} ghost @param {number} scale */
function nameGhost(plot, { x, y, name }, scale) {
  const at = y.findLastIndex((value) => value !== null);
  if (at < 0) return;
  const { ctx, bbox } = plot;
  const left = plot.valToPos(x[at], "x", true) - 3 * scale;
  const top = plot.valToPos(y[at], "y", true) - 3 * scale;
  ctx.font = `600 ${FONT_SIZE * scale}px system-ui, sans-serif`;
  ctx.textAlign = "right";
  ctx.textBaseline = "bottom";
  ctx.fillText(name, left, Math.max(bbox.top + LINE_HEIGHT * scale, top));
}

/** The moment of the run that is looked at. @param {any} plot @param {any} ink @param {number | null} x */
export function drawMoment(plot, ink, x) {
  if (x === null) return;
  const { ctx, bbox } = plot;
  const left = plot.valToPos(x, "x", true);
  within(plot, () => {
    ctx.strokeStyle = ink.accent;
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(left, bbox.top);
    ctx.lineTo(left, bbox.top + bbox.height);
    ctx.stroke();
  });
}

/**
 * Heights of labels, in the order of their lines: near their own, one below the other.
 * @param {number[]} wanted
 * @param {number} apart
 * @param {number} low Highest place, as pixels are counted.
 * @param {number} high
 */
export function spread(wanted, apart, low, high) {
  const order = wanted.map((_, at) => at).sort((a, b) => wanted[a] - wanted[b]);
  const places = [...wanted];
  let next = low;
  for (const at of order) {
    places[at] = Math.max(next, wanted[at]);
    next = places[at] + apart;
  }
  let most = high;
  for (const at of order.toReversed()) {
    places[at] = Math.min(most, places[at]);
    most = places[at] - apart;
  }
  return places;
}

/** Which of many lines have a name: as many as there is room for, the last one always. */
function namedOf(/** @type {number} */ lines, /** @type {number} */ room) {
  const every = Math.max(1, Math.ceil((lines * LINE_HEIGHT) / room));
  return Array.from({ length: lines }, (_, at) => at)
    .filter((at) => (lines - 1 - at) % every === 0);
}

/**
 * @param {any} plot
 * @param {string[]} names One a line.
 * @param {string[]} colors
 */
export function drawEnds(plot, names, colors) {
  const { ctx, bbox, data } = plot;
  const scale = devicePixelRatio;
  const ends = namedOf(names.length, bbox.height / scale).flatMap((line) => {
    const value = data?.[line + 1]?.findLast((/** @type {any} */ one) => one !== null);
    return (value ?? null) === null ? [] : [{ line, y: plot.valToPos(value, "y", true) }];
  });
  const places = spread(ends.map(({ y }) => y), LINE_HEIGHT * scale,
    bbox.top + 4 * scale, bbox.top + bbox.height - 2 * scale);
  ctx.save();
  ctx.font = `${FONT_SIZE * scale}px system-ui, sans-serif`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ends.forEach(({ line }, at) => {
    ctx.fillStyle = colors[line];
    ctx.fillText(names[line], bbox.left + bbox.width + 6 * scale, places[at]);
  });
  ctx.restore();
}
