// @ts-check
// Data that are pictures: pages of them, or a pad to draw one; beneath it the scores of the probe.
import { DigitPad, PadButtons } from "../controls/digit_pad.js";
import { GalleryPages } from "../controls/picture_views.js";
import { html } from "../html.js";
import { t } from "../texts/texts.js";
import { Gallery, PAGE } from "../views/digits/gallery.js";
import { Received } from "../views/digits/received.js";
import { ScoreStrip } from "../views/digits/strip.js";

/** @param {{store: any, dispatch: any}} props */
export function PicturePanel({ store, dispatch }) {
  const parts = { store, dispatch };
  const view = store.chosenView.value;
  if (view === "draw") {
    return html`
      <div class="pictures" data-pictures="draw">
        <div class="pad-row">
          <${DigitPad} ...${parts} />
          <div class="pad-side"><${Received} store=${store} /><${PadButtons} ...${parts} /></div>
        </div>
        <${ScoreStrip} store=${store} hint=${t("digits.draw_first")} />
      </div>`;
  }
  return html`
    <div class="pictures" data-pictures="pictures">
      <${GalleryPages} ...${parts} size=${PAGE} />
      <${Gallery} ...${parts} />
      <${ScoreStrip} store=${store} hint=${t("digits.pick_first")} />
    </div>`;
}
