// @ts-check
// Which two columns the map varies, and what the others are held at. The viewer's choice alone: it
// changes nothing of the experiment.
import { html } from "../html.js";
import { columnLabel } from "../store/inputs.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";

/** @param {any} props */
function Menu({ id, label, sign, value, options, onPick }) {
  return html`
    <div class="axis-field">
      <label for=${id} title=${label}><span class="unseen">${label}</span><i aria-hidden="true"
        >${sign}</i></label>
      <div class="select-box">
        <select id=${id} class="select" title=${label} value=${value}
          onChange=${(/** @type {any} */ event) => onPick(event.currentTarget.value)}>
          ${options.map((/** @type {[string, string]} */ [key, words]) => html`
            <option key=${key} value=${key} selected=${key === value}>${words}</option>`)}
        </select>
        <${Icon} name="down" />
      </div>
    </div>`;
}

/** @param {{store: any, dispatch: any}} props */
export function AxisFields({ store, dispatch }) {
  const plane = store.plane.value;
  if (!plane || plane.planar) return null;
  const { columns } = store.network.value.preprocessing;
  const options = columns.map((/** @type {string} */ name) => [name, columnLabel(name)]);
  const choose = (/** @type {number} */ which) => (/** @type {string} */ name) =>
    dispatch({ type: "choose_axis", which, name });
  const rest = columns.length - plane.axes.filter((/** @type {number} */ at) => at >= 0).length;
  return html`
    <div class="axis-fields" role="group" aria-label=${t("output.axes")}>
      <${Menu} id="axis-x" sign="→" label=${t("output.axis.x")} value=${plane.names[0]}
        options=${options} onPick=${choose(0)} />
      ${plane.names[1] !== null && html`
        <${Menu} id="axis-y" sign="↑" label=${t("output.axis.y")} value=${plane.names[1]}
          options=${options} onPick=${choose(1)} />`}
      ${rest > 0 && html`
        <${Menu} id="axis-held" sign=${t("output.held.sign")} label=${t("output.held")}
          value=${store.held.value}
          options=${[["mean", t("output.held.mean")], ["median", t("output.held.median")]]}
          onPick=${(/** @type {string} */ held) => dispatch({ type: "hold_at", held })} />`}
    </div>`;
}
