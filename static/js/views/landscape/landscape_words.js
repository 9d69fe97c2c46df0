// @ts-check
// Under the picture: what is pointed at, or what the slice shows; the scale of its colors.
import { html } from "../../html.js";
import { formatTick } from "../../store/format.js";
import { t } from "../../texts/texts.js";
import { scaleOf } from "./field.js";
import { describeLandscape, lossWords, readPlace } from "./words.js";

/** @param {{store: any}} props */
function ColorScale({ store }) {
  const { surface: { value: surface }, look: { value: look } } = store.landscape;
  if (!surface) return html`<div class="landscape-scale"></div>`;
  const { isNetwork } = store.model.value;
  const { low, high, log } = scaleOf(surface.losses, look.log && isNetwork);
  const words = (/** @type {number} */ loss) =>
    (isNetwork ? formatTick(Number(loss.toPrecision(2))) : lossWords(store, loss));
  return html`
    <div class="landscape-scale">
      <span>${t(isNetwork ? "landscape.scale" : "landscape.scale.mistakes")}</span>
      <span>${words(low)}</span><i></i><span>${words(high)}</span>
      ${log && html`<span class="landscape-log">${t("landscape.scale.log")}</span>`}
    </div>`;
}

/** What has no field of its own to be said at. @param {any} store */
function stateOf({ landscape: { problem: { value: problem }, loading, surface } }) {
  const hasField = ["kind", "resolution", "first", "second"].includes(problem?.field);
  if (problem && !hasField) return problem.text;
  return loading.value && surface.value ? t("landscape.renewing") : "";
}

/** @param {{store: any, cursor: any}} props */
export function LandscapeWords({ store, cursor }) {
  const read = readPlace(store, cursor.value);
  const { step = 0 } = store.landscape.surface.value ?? {};
  return html`
    <div class="landscape-words" data-step=${step}>
      <div class="landscape-line">
        <${ColorScale} store=${store} />
        <p class="landscape-state" role="status">${stateOf(store)}</p>
      </div>
      <p class="landscape-read" data-landscape-read aria-live=${read ? "polite" : "off"}
        >${read || describeLandscape(store)}</p>
    </div>`;
}
