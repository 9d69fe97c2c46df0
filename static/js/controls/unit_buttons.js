// @ts-check
// What can be done with the unit whose numbers are shown: keep them shown, leave the unit out, put
// another beside it, remove it.
import { html } from "../html.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";
import { press } from "./press.js";

const SHORT = Object.freeze(["leave_out", "add", "remove"]); // the others have a sign that all know

/** @param {any} props */
function UnitButton({ name, icon, off = false, pressed, act }) {
  const words = t(`unit.${name}`);
  return html`
    <button type="button" class="button button--icon" data-unit-action=${name} aria-label=${words}
      title=${words} aria-pressed=${pressed} ...${press(off, act)}><${Icon} name=${icon} />${
        SHORT.includes(name) && html`<span class="unit-word">${t(`unit.${name}.short`)}</span>`}</button>`;
}

/** @param {{store: any, dispatch: any}} props */
export function UnitButtons({ store, dispatch }) {
  const place = store.pinned.value;
  const spec = store.wanted.value;
  if (!place || !spec) return null;
  const { layer, unit } = place;
  const hidden = spec.hidden_layers?.[layer];
  const isOut = store.network.value.hiddenUnits.some((/** @type {number[]} */ at) =>
    at[0] === layer && at[1] === unit);
  const release = () => dispatch({ type: "pin", place });
  return html`
    <span class="unit-buttons">
      ${hidden && html`
        <${UnitButton} name="leave_out" icon="off" pressed=${isOut}
          act=${() => dispatch({ type: "hide_unit", layer, unit })} />
        <${UnitButton} name="add" icon="plus" off=${hidden.units >= store.catalog.value.limits.units}
          act=${() => dispatch({ type: "insert_unit", layer, at: unit + 1 })} />
        <${UnitButton} name="remove" icon="minus" off=${hidden.units <= 1}
          act=${() => dispatch({ type: "drop_unit", layer, at: unit })} />`}
      <${UnitButton} name="release" icon="close" act=${release} />
    </span>`;
}
