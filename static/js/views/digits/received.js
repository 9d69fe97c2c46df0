// @ts-check
// What the network gets of a drawing: the picture in squares, and what it takes it for.
import { html } from "../../html.js";
import { readProbe } from "../../store/readout.js";
import { t } from "../../texts/texts.js";
import { verdictOf } from "../output/probe_card.js";
import { InkPicture, mostInk } from "./ink_picture.js";

const NOTHING = Object.freeze([]);

/** @param {{store: any}} props */
export function Received({ store }) {
  const { network: { value: network }, pad, theme } = store;
  const picture = pad.picture.value;
  const readout = picture && store.probe.value?.sample === picture ? readProbe(store) : null;
  return html`
    <figure class="received">
      <figcaption>${t("digits.received")}</figcaption>
      <div class="received-picture" data-empty=${!picture} role="img"
        aria-label=${t(picture ? "digits.received.name" : "digits.received.nothing")}>
        <${InkPicture} inks=${picture ?? NOTHING} shape=${network.inputs.shape}
          most=${mostInk(network)} theme=${theme.value} /></div>
      <p class="received-verdict" data-verdict>${readout ? verdictOf(store, readout) : "–"}</p>
    </figure>`;
}
