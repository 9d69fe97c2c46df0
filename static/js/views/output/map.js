// @ts-check
// The large map: two canvases that the painter fills, the axes' ends, the cross of the probe and
// what is said there. Its controls lie on top of it.
import { html } from "../../html.js";
import { placeAt } from "../../store/plane.js";
import { t } from "../../texts/texts.js";
import { Axes, spokenAxes } from "../axes.js";
import { spokenNumbers } from "../spoken.js";
import { hasWeightPicture } from "../weight_picture.js";
import { ProbeCard } from "./probe_card.js";
import { lookedName } from "./title.js";

/** The place of the probe on the map; null: it is not there. @param {any} store */
export function probedPlace({ probe, plane, network }) {
  const { value: at } = probe;
  const columns = network.value?.preprocessing.columns?.length ?? 2;
  if (!at || !plane.value || at.sample.length !== columns) return null;
  const place = placeAt(plane.value, at.sample);
  return place.every((share) => share >= 0 && share <= 1) ? place : null;
}

/** @param {any} props */
function Cross({ place: [x, y], held }) {
  const [left, top] = [x, y].map((share) => `${100 * share}%`);
  return html`
    <div class="cross" aria-hidden="true" data-held=${held}>
      <i class="cross-x" style=${{ top }}></i><i class="cross-y" style=${{ left }}></i>
      <i class="cross-spot" style=${{ left, top }}></i>
    </div>`;
}

/**
 * @param {{store: any, children?: any}} props children: what a pointer and keys act on.
 */
export function MapFigure({ store, children }) {
  const plane = store.plane.value;
  const words = t("output.map", { what: lookedName(store), numbers: spokenNumbers(store) });
  const { network: { value: network }, looked: { value: looked } } = store;
  const isWeights = Boolean(network && looked) && hasWeightPicture(network, looked);
  const place = isWeights ? null : probedPlace(store);
  return html`
    <div class="map" data-weights=${isWeights}>
      <div class="map-picture" role="img" aria-label=${`${words}${spokenAxes(plane)}`}>
        <canvas data-output></canvas>
        <canvas data-points></canvas>
        ${!isWeights && html`<${Axes} plane=${plane} />`}
      </div>
      ${place && html`<${Cross} place=${place} held=${Boolean(store.probe.value.held)} />`}
      ${!isWeights && children}
      ${place && html`<${ProbeCard} store=${store} place=${place} />`}
    </div>`;
}
