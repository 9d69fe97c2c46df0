// @ts-check
// What the network gets of a drawing: the picture in squares, and what it takes it for.
import { html } from "../../html.js";
import { columnLabel } from "../../store/inputs.js";
import { readProbe } from "../../store/readout.js";
import { t } from "../../texts/texts.js";
import { scoreText } from "../output/scores.js";
import { InkPicture, mostInk } from "./ink_picture.js";

const NOTHING = Object.freeze([]);

/** @param {any} props */
function Verdict({ network, readout }) {
  if (!readout || readout.best === null) return html`<p class="received-verdict">–</p>`;
  return html`
    <p class="received-verdict" data-verdict>${columnLabel(network.classes[readout.best])}
      ${readout.shares && html`<span>${scoreText(readout.shares[readout.best])}</span>`}</p>`;
}

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
      <${Verdict} network=${network} readout=${readout} />
    </figure>`;
}
