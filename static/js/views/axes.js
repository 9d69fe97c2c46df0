// @ts-check
// Names and ranges of the map's two axes, at its edges, where the columns are not simply x1 and x2.
import { html } from "../html.js";
import { formatTick } from "../store/format.js";
import { columnLabel } from "../store/inputs.js";
import { t } from "../texts/texts.js";

/** @param {{minimum: number, maximum: number} | null} range */
const ends = (range) => range && [range.minimum, range.maximum].map(formatTick);

/** @param {any} props */
function Axis({ name, range, which }) {
  const words = ends(range);
  if (name === null || !words) return null;
  return html`
    <span class=${`axis axis--${which}`} aria-hidden="true">
      <i>${words[0]}</i><b>${columnLabel(name)}</b><i>${words[1]}</i>
    </span>`;
}

/** @param {{plane: any}} props */
export function Axes({ plane }) {
  if (!plane || plane.planar) return null;
  return html`
    <${Axis} which="x" name=${plane.names[0]} range=${plane.ranges[0]} />
    <${Axis} which="y" name=${plane.names[1]} range=${plane.ranges[1]} />`;
}

/** The same in words, for screen readers. @param {any} plane */
export function spokenAxes(plane) {
  if (!plane || plane.planar) return "";
  return plane.names.map((/** @type {string | null} */ name, /** @type {number} */ which) => {
    const words = ends(plane.ranges[which]);
    if (name === null || !words) return "";
    const key = which === 0 ? "output.axis.across" : "output.axis.up";
    return ` ${t(key, { name: columnLabel(name), low: words[0], high: words[1] })}`;
  }).join("");
}
