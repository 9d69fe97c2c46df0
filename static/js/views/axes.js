// @ts-check
// The ends of the map's two axes, at its edges, and their names where these are simply x1 and x2:
// of other columns the names are menus (controls/axis_fields.js).
import { html } from "../html.js";
import { formatTick } from "../store/format.js";
import { columnLabel } from "../store/inputs.js";
import { t } from "../texts/texts.js";

/** @param {any} plane @param {number} which @returns {[string, string]} */
function ends({ planar, ranges, x, y }, which) {
  const range = ranges[which];
  const [low, high] = planar || !range ? [x, y][which] : [range.minimum, range.maximum];
  return [formatTick(low), formatTick(high)];
}

/** @param {any} props */
function Axis({ plane, which }) {
  const name = plane.names[which];
  if (name === null) return null;
  const [low, high] = ends(plane, which);
  return html`
    <span class=${`axis axis--${"xy"[which]}`} aria-hidden="true">
      <i>${low}</i>${plane.planar && html`<b>${columnLabel(name)}</b>`}<i>${high}</i>
    </span>`;
}

/** @param {{plane: any}} props */
export function Axes({ plane }) {
  if (!plane) return null;
  return html`<${Axis} plane=${plane} which=${0} /><${Axis} plane=${plane} which=${1} />`;
}

/** The same in words, for screen readers. @param {any} plane */
export function spokenAxes(plane) {
  if (!plane || plane.planar) return "";
  return plane.names.map((/** @type {string | null} */ name, /** @type {number} */ which) => {
    if (name === null) return "";
    const [low, high] = ends(plane, which);
    const key = which === 0 ? "output.axis.across" : "output.axis.up";
    return ` ${t(key, { name: columnLabel(name), low, high })}`;
  }).join("");
}
