// @ts-check
// The names of the map's axes, where they are: each opens a menu of the columns. The viewer's
// choice alone: it changes nothing of the experiment.
import { html } from "../html.js";
import { columnLabel } from "../store/inputs.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";

/** @param {any} props */
function Menu({ which, label, value, options, onPick }) {
  return html`
    <span class=${`axis-menu axis-menu--${which}`} title=${`${label}: ${columnLabel(value)}`}>
      <span class="axis-name" aria-hidden="true"><b>${columnLabel(value)}</b>
        <${Icon} name="down" /></span>
      <select id=${`axis-${which}`} class="axis-select" aria-label=${label} value=${value}
        onChange=${(/** @type {any} */ event) => onPick(event.currentTarget.value)}>
        ${options.map((/** @type {string} */ name) => html`
          <option key=${name} value=${name} selected=${name === value}
            >${columnLabel(name)}</option>`)}
      </select>
    </span>`;
}

/** @param {{store: any, dispatch: any}} props */
export function AxisFields({ store, dispatch }) {
  const plane = store.plane.value;
  if (!plane || plane.planar) return null;
  const { columns } = store.network.value.preprocessing;
  const choose = (/** @type {number} */ which) => (/** @type {string} */ name) =>
    dispatch({ type: "choose_axis", which, name });
  return html`
    <div class="axis-menus" role="group" aria-label=${t("output.axes")}>
      <${Menu} which="x" label=${t("output.axis.x")} value=${plane.names[0]}
        options=${columns} onPick=${choose(0)} />
      ${plane.names[1] !== null && html`
        <${Menu} which="y" label=${t("output.axis.y")} value=${plane.names[1]}
          options=${columns} onPick=${choose(1)} />`}
    </div>`;
}
