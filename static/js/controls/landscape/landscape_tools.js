// @ts-check
// What is done with the slice: how it is looked at, how much of it, once more, and as a table.
import { html } from "../../html.js";
import { kindOf } from "../../store/landscape/landscape.js";
import { tableOf } from "../../store/landscape/plane.js";
import { t } from "../../texts/texts.js";
import { handOver } from "../hand_over.js";
import { Icon } from "../icons.js";
import { press } from "../press.js";

const ZOOM = 1.5;

/** Map or relief. @param {any} props */
export function LookTabs({ store, dispatch }) {
  const { relief } = store.landscape.look.value;
  const look = (/** @type {boolean} */ on) =>
    dispatch({ type: "landscape_look", change: { relief: on } });
  return html`
    <div class="landscape-look" role="group" aria-label=${t("landscape.look")}>
      ${[false, true].map((on) => html`
        <button key=${on} type="button" class="button" aria-pressed=${relief === on}
          data-action=${on ? "landscape_relief" : "landscape_flat"}
          title=${t(on ? "landscape.relief.help" : "landscape.flat.help")}
          onClick=${() => look(on)}>${t(on ? "landscape.relief" : "landscape.flat")}</button>`)}
    </div>`;
}

/** @param {any} props */
function Zoom({ store, dispatch }) {
  const isOwn = store.landscape.choice.value.span !== null;
  const zoom = (/** @type {number} */ by) => () => dispatch({ type: "landscape_zoom", by });
  return html`
    <div class="landscape-zoom" role="group" aria-label=${t("landscape.span")}>
      <button type="button" class="button button--icon" data-action="zoom_out"
        aria-label=${t("landscape.zoom_out")} title=${`${t("landscape.zoom_out")} (−)`}
        onClick=${zoom(ZOOM)}><${Icon} name="minus" /></button>
      <button type="button" class="button button--icon" data-action="zoom_in"
        aria-label=${t("landscape.zoom_in")} title=${`${t("landscape.zoom_in")} (+)`}
        onClick=${zoom(1 / ZOOM)}><${Icon} name="plus" /></button>
      <button type="button" class="button" data-action="zoom_fit"
        title=${`${t("landscape.fit.help")} (0)`}
        ...${press(!isOwn, () => dispatch({ type: "landscape_fit" }))}>${t("landscape.fit")}</button>
    </div>`;
}

/** @param {any} surface */
const saveTable = (surface) => handOver({
  name: `loss_landscape_step_${surface.step}.csv`,
  content: new Blob([tableOf(surface)], { type: "text/csv;charset=utf-8" }),
});

/** @param {any} props */
function Button({ name, off = false, act }) {
  const help = t(`landscape.${name}.help`);
  return html`
    <button type="button" class="button" data-action=${`landscape_${name}`} title=${help}
      aria-description=${help} ...${press(off, act)}>${t(`landscape.${name}`)}</button>`;
}

/** @param {{store: any, dispatch: any}} props */
export function LandscapeTools({ store, dispatch }) {
  const { look, choice, surface, loading } = store.landscape;
  const offline = store.connection.value !== "open";
  const other = () => dispatch({
    type: "landscape_choose", change: { seed: choice.value.seed + 1 },
  });
  return html`
    <${Zoom} store=${store} dispatch=${dispatch} />
    ${store.model.value.isNetwork && html`
      <label class="check" title=${t("landscape.log.help")}><input type="checkbox"
        id="landscape-log" checked=${look.value.log} aria-description=${t("landscape.log.help")}
        onChange=${(/** @type {any} */ event) => dispatch({
          type: "landscape_look", change: { log: event.currentTarget.checked } })}
        />${t("landscape.log")}</label>`}
    <div class="landscape-buttons">
      <${Button} name="load" off=${offline || loading.value}
        act=${() => dispatch({ type: "landscape_load" })} />
      ${kindOf(store) === "random" && html`<${Button} name="other" off=${offline} act=${other} />`}
      <${Button} name="table" off=${!surface.value} act=${() => saveTable(surface.value)} />
    </div>`;
}
