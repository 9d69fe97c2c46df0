// @ts-check
// Points that a person draws: a drawing and what can be done to it. Pure: every change makes a new
// drawing, so that undo is to go back to the one before.

/** As many as the server takes (docs/api.md, data sets); so many also fit into one message. */
export const MOST_POINTS = 2000;
export const MOST_CLASSES = 10;
export const LEAST_CLASSES = 2;
/** The plane that is drawn on: that of all generators. */
export const SQUARE = Object.freeze(/** @type {[number, number]} */ ([-6, 6]));
const MOST_UNDONE = 100;
const PLACES = 100; // hundredths: finer than a pixel of the map

/** @typedef {[number, number]} Place x1 and x2. */
/** @typedef {{x: Place, y: number}} Point y: index of its class, or its value. */
/** @typedef {{task: string, classes: number, points: readonly Point[]}} Drawing */
/** @typedef {{past: Drawing[], now: Drawing, future: Drawing[]}} History */

/** @returns {Drawing} */
export const emptyDrawing = () => ({ task: "classification", classes: LEAST_CLASSES, points: [] });

/** @param {Drawing} drawing @returns {History} */
export const historyOf = (drawing) => ({ past: [], now: drawing, future: [] });

/** @param {History} history @param {Drawing} next @returns {History} */
export function remember({ past, now }, next) {
  if (next === now) return { past, now, future: [] };
  return { past: [...past, now].slice(-MOST_UNDONE), now: next, future: [] };
}

/** @param {History} history @returns {History} */
export function undo({ past, now, future }) {
  const before = past.at(-1);
  return before ? { past: past.slice(0, -1), now: before, future: [now, ...future] }
    : { past, now, future };
}

/** @param {History} history @returns {History} */
export function redo({ past, now, future }) {
  const [next, ...later] = future;
  return next ? { past: [...past, now], now: next, future: later } : { past, now, future };
}

/** @param {number} value */
const onPlane = (value) =>
  Math.round(Math.min(SQUARE[1], Math.max(SQUARE[0], value)) * PLACES) / PLACES;

/** A place within the plane, in hundredths. @param {readonly number[]} place @returns {Place} */
export const roundPlace = ([across, up]) => [onPlane(across), onPlane(up)];

/** @param {Drawing} drawing @param {Partial<Drawing>} change @returns {Drawing} */
const changed = (drawing, change) => ({ ...drawing, ...change });

/**
 * Add points of one class or value, as far as there is room.
 * @param {Drawing} drawing @param {readonly (readonly number[])[]} places @param {number} y
 */
export function addPoints(drawing, places, y) {
  const room = MOST_POINTS - drawing.points.length;
  if (room <= 0) return drawing;
  const added = places.slice(0, room).map((place) => ({ x: roundPlace(place), y }));
  const classes = drawing.task === "classification" ? Math.max(drawing.classes, y + 1)
    : drawing.classes;
  return changed(drawing, { classes, points: [...drawing.points, ...added] });
}

/** @param {Drawing} drawing @param {number} index @param {readonly number[]} place */
export function movePoint(drawing, index, place) {
  const points = drawing.points.map((point, at) =>
    (at === index ? { ...point, x: roundPlace(place) } : point));
  return changed(drawing, { points });
}

/** @param {Drawing} drawing @param {number} index */
export function erasePoint(drawing, index) {
  if (!drawing.points[index]) return drawing;
  return changed(drawing, { points: drawing.points.filter((_, at) => at !== index) });
}

/** @param {Drawing} drawing @param {readonly number[]} place @param {number} radius */
export function eraseAround(drawing, place, radius) {
  const points = drawing.points.filter((point) => distance(point, place) > radius);
  return points.length === drawing.points.length ? drawing : changed(drawing, { points });
}

/** @param {Drawing} drawing */
export const clearPoints = (drawing) =>
  (drawing.points.length > 0 ? changed(drawing, { points: [] }) : drawing);

/** One class more can be chosen. @param {Drawing} drawing */
export const addClass = (drawing) =>
  changed(drawing, { classes: Math.min(MOST_CLASSES, drawing.classes + 1) });

/**
 * Take classes as values or values as classes: the first class is −1 and the last +1.
 * @param {Drawing} drawing @param {string} task
 */
export function takeAs(drawing, task) {
  if (task === drawing.task) return drawing;
  const last = drawing.classes - 1;
  const toValue = (/** @type {number} */ y) => Math.round((2 * y / last - 1) * PLACES) / PLACES;
  const toClass = (/** @type {number} */ y) =>
    Math.round((Math.min(1, Math.max(-1, y)) + 1) / 2 * last);
  const turn = task === "regression" ? toValue : toClass;
  return changed(drawing, { task, points: drawing.points.map(({ x, y }) => ({ x, y: turn(y) })) });
}

/** @param {Point} point @param {readonly number[]} place */
const distance = ({ x }, [across, up]) => Math.hypot(x[0] - across, x[1] - up);

/**
 * The nearest point; −1: none that near.
 * @param {Drawing} drawing @param {readonly number[]} place @param {number} [radius]
 */
export function nearestPoint({ points }, place, radius = Infinity) {
  let [best, least] = [-1, radius];
  points.forEach((point, at) => {
    const away = distance(point, place);
    if (away <= least) [best, least] = [at, away]; // of equals the one on top
  });
  return best;
}

/** How many points each class has. @param {Drawing} drawing */
export function countPoints({ classes, points }) {
  const counts = Array(classes).fill(0);
  for (const { y } of points) counts[y] += 1;
  return counts;
}

/**
 * What is missing before a network can learn from it; null: nothing.
 * @param {Drawing} drawing
 * @returns {"points" | "values" | "second_class" | null}
 */
export function missingOf(drawing) {
  const { points, task } = drawing;
  if (task === "regression") return points.length < 2 ? "values" : null;
  if (points.length === 0) return "points";
  return countPoints(drawing).filter((count) => count > 0).length < 2 ? "second_class" : null;
}

/** How many classes the server will see: up to the last that has points. @param {Drawing} drawing */
export const classesInUse = ({ points }) =>
  points.reduce((most, { y }) => Math.max(most, y + 1), LEAST_CLASSES);

/**
 * A drawing of the points of a data set in the plane; of many, some, evenly spread.
 * @param {{inputs: number[][], targets: any[]}} points
 * @param {string} task
 * @param {number} classes
 * @returns {Drawing}
 */
export function drawingOf({ inputs, targets }, task, classes) {
  const every = Math.ceil(inputs.length / MOST_POINTS) || 1;
  const points = [];
  for (let at = 0; at < inputs.length; at += every) {
    const y = Array.isArray(targets[at]) ? targets[at][0] : targets[at];
    const value = task === "regression" ? Math.round(y * PLACES) / PLACES : y;
    points.push({ x: roundPlace(inputs[at]), y: value });
  }
  return { task, classes: Math.max(LEAST_CLASSES, classes), points };
}

/** A drawing as a line of text, to be kept. @param {Drawing} drawing */
export const writeDrawing = ({ task, classes, points }) =>
  [task, classes, ...points.map(({ x, y }) => [...x, y].join(","))].join(" ");

/** What `writeDrawing` wrote; an empty drawing where it is something else. @param {string} text */
export function readDrawing(text) {
  const [task, classes, ...rows] = text.split(" ");
  const points = rows.map((row) => row.split(",").map(Number));
  const isClass = (/** @type {number} */ y) => Number.isInteger(y) && y >= 0 && y < MOST_CLASSES;
  const fits = { classification: isClass, regression: Number.isFinite }[task];
  const isOurs = fits && points.every((row) => row.length === 3 && row.every(Number.isFinite)
    && fits(row[2]));
  if (!isOurs) return emptyDrawing();
  const inputs = points.map(([across, up]) => [across, up]);
  const many = Math.min(MOST_CLASSES, Number(classes) || LEAST_CLASSES);
  return drawingOf({ inputs, targets: points.map((row) => row[2]) }, task, many);
}

/** Whether points are the rows of a truth table, as gates have them. @param {any[]} [points] */
export const isTruthTable = (points = []) => points.length > 0 &&
  points.every(({ x }) => x.every((/** @type {number} */ value) => value === 0 || value === 1));

/** @param {readonly any[]} one @param {readonly any[]} other Points. */
export const areSame = (one, other) =>
  one.length === other.length && one.every(({ x, y }, at) =>
    y === other[at].y && x[0] === other[at].x[0] && x[1] === other[at].x[1]);
