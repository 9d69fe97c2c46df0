// @ts-check
// Between a slider's place and a value. A slider runs over whole places, so that arrow keys move it
// by sensible amounts; log scales step through 1, 2, 3, 5 of every decade.

const LINEAR_PLACES = 100;
const MANTISSAS = [1, 2, 3, 5];

/** @typedef {{minimum: number, maximum: number, integer: boolean, scale: string}} Range */
/**
 * @typedef {object} Scale
 * @property {number} places The last place; the first is 0.
 * @property {(place: number) => number} valueAt
 * @property {(value: number) => number} placeOf The nearest place.
 */

/** @param {Range} range @returns {number[]} The values of a log slider, ends included. */
function logStops({ minimum, maximum, integer }) {
  const zero = minimum <= 0 ? [minimum] : [];
  const low = minimum > 0 ? minimum : integer ? 1 : maximum * 1e-5;
  const stops = [low];
  const first = Math.floor(Math.log10(low));
  for (let decade = first; decade <= Math.ceil(Math.log10(maximum)); decade += 1) {
    for (const mantissa of MANTISSAS) {
      const value = Number(`${mantissa}e${decade}`);
      if (value > low && value < maximum) stops.push(value);
    }
  }
  return [...zero, ...stops, maximum];
}

/** @param {Range} range @returns {number} A round step that gives about a hundred places. */
function linearStep({ minimum, maximum, integer }) {
  const raw = (maximum - minimum) / LINEAR_PLACES;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * power).find((one) => one >= raw * 0.999) ?? raw;
  return integer ? Math.max(1, Math.round(step)) : step;
}

/**
 * @param {Range} range
 * @returns {Scale}
 */
export function createScale(range) {
  if (range.scale === "log") return createStops(logStops(range));
  const step = linearStep(range);
  const { minimum, maximum } = range;
  const round = (/** @type {number} */ value) => Number(value.toPrecision(10));
  return {
    places: Math.round((maximum - minimum) / step),
    valueAt: (place) => round(Math.min(maximum, minimum + place * step)),
    placeOf: (value) => Math.round((value - minimum) / step),
  };
}

/** @param {number[]} stops */
function createStops(stops) {
  const distance = (/** @type {number} */ a, /** @type {number} */ b) =>
    a <= 0 || b <= 0 ? Math.abs(a - b) : Math.abs(Math.log(a / b));
  return {
    places: stops.length - 1,
    valueAt: (/** @type {number} */ place) => stops[place],
    placeOf: (/** @type {number} */ value) =>
      stops.reduce((best, stop, at) =>
        distance(stop, value) < distance(stops[best], value) ? at : best, 0),
  };
}
