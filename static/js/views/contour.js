// @ts-check
// The line where a map crosses a level: marching squares (Lorensen and Cline, 1987, in the plane),
// drawn straight into a path so that nothing is allocated.

/**
 * @param {CanvasRenderingContext2D} context Receives moveTo and lineTo only.
 * @param {ArrayLike<number>} map size×size, values at cell centers, row 0 on top.
 * @param {number} size
 * @param {number} level
 * @param {number} side Of the square drawn to, in the context's units.
 */
export function traceContour(context, map, size, level, side) {
  const cell = side / size;
  for (let row = 0; row + 1 < size; row += 1) {
    for (let column = 0; column + 1 < size; column += 1) {
      const at = row * size + column;
      const a = map[at] - level;
      const b = map[at + 1] - level;
      const c = map[at + size + 1] - level;
      const d = map[at + size] - level;
      const corners = (a > 0 ? 8 : 0) + (b > 0 ? 4 : 0) + (c > 0 ? 2 : 0) + (d > 0 ? 1 : 0);
      if (corners === 0 || corners === 15) continue;
      const x = (column + 0.5) * cell;
      const y = (row + 0.5) * cell;
      traceCell(context, corners, x, y, cell, a, b, c, d);
    }
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} corners Bits of a b c d that lie above.
 * @param {number} x @param {number} y Top left of the cell @param {number} cell
 * @param {number} a @param {number} b @param {number} c @param {number} d Clockwise from top left.
 */
function traceCell(context, corners, x, y, cell, a, b, c, d) {
  const topX = x + cell * (a / (a - b));
  const rightY = y + cell * (b / (b - c));
  const bottomX = x + cell * (d / (d - c));
  const leftY = y + cell * (a / (a - d));
  const far = x + cell;
  const low = y + cell;
  const saddle = corners === 5 || corners === 10;
  const top = a > 0 !== b > 0;
  const right = b > 0 !== c > 0;
  const bottom = c > 0 !== d > 0;
  if (saddle) {
    segment(context, topX, y, x, leftY);
    segment(context, far, rightY, bottomX, low);
  } else if (top && bottom) segment(context, topX, y, bottomX, low);
  else if (top && right) segment(context, topX, y, far, rightY);
  else if (top) segment(context, topX, y, x, leftY);
  else if (right && bottom) segment(context, far, rightY, bottomX, low);
  else if (right) segment(context, far, rightY, x, leftY);
  else segment(context, bottomX, low, x, leftY);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1
 */
function segment(context, x0, y0, x1, y1) {
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
}
