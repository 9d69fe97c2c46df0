// @ts-check
// Colors of the charts, as a canvas wants them: read from the tokens of the style sheet.
import { fromOklab, toOklab } from "../palette.js";

/** @typedef {[number, number, number]} Triple */

/** @param {string} color "rgb(1, 2, 3)" @returns {Triple} */
const channelsOf = (color) =>
  /** @type {Triple} */ ((color.match(/[\d.]+/g) ?? [0, 0, 0]).slice(0, 3).map(Number));

/**
 * Colors from one to another, evenly to the eye; one alone is the second.
 * @param {string} from @param {string} to @param {number} count
 */
function ramp(from, to, count) {
  const [a, b] = [toOklab(channelsOf(from)), toOklab(channelsOf(to))];
  return Array.from({ length: count }, (_, at) => {
    const share = count === 1 ? 1 : at / (count - 1);
    const mixed = a.map((value, channel) => value + (b[channel] - value) * share);
    return `rgb(${fromOklab(/** @type {Triple} */ (mixed)).join(", ")})`;
  });
}

/** The tokens as they are now. @param {HTMLElement} place Where they are used. */
export function readInk(place) {
  const probe = document.createElement("span");
  probe.hidden = true;
  place.append(probe);
  /** @param {string} name */
  const color = (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const [first, last] = [color("--layer-first"), color("--layer-last")];
  const ink = {
    text: color("--text"),
    quiet: color("--quiet"),
    line: color("--line"),
    edge: color("--edge"),
    surface: color("--surface"),
    accent: color("--accent"),
    negative: color("--data-negative"),
    positive: color("--data-positive"),
    /** One color a layer, from the first to the output. @param {number} count */
    layers: (count) => ramp(first, last, count),
  };
  probe.remove();
  return ink;
}

/** @typedef {ReturnType<typeof readInk>} Ink */
