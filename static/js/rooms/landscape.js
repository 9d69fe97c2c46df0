// @ts-check
// The loss landscape: a slice of the loss around the present weights, and the run on it.
import { useSignal } from "@preact/signals";
import { html } from "../html.js";
import { LandscapeFields } from "../controls/landscape/landscape_fields.js";
import { LandscapeTools, LookTabs } from "../controls/landscape/landscape_tools.js";
import { t } from "../texts/texts.js";
import { LandscapeMap } from "../views/landscape/landscape_map.js";
import { LandscapeWords } from "../views/landscape/landscape_words.js";
import { explainSlice, parameterLabel } from "../views/landscape/words.js";

const FIRST_TURN = Object.freeze({ azimuth: 330, tilt: 38 });

/** @param {{store: any, dispatch: any}} props */
export function Room({ store, dispatch }) {
  const cursor = useSignal(/** @type {{x: number, y: number} | null} */ (null));
  const turn = useSignal(FIRST_TURN);
  const common = { store, dispatch };
  return html`
    <div class="landscape" aria-busy=${store.landscape.loading.value}>
      <${LandscapeMap} ...${common} cursor=${cursor} turn=${turn} />
      <div class="landscape-side">
        <div class="landscape-head">
          <h2>${t("landscape.title")}</h2><${LookTabs} ...${common} />
        </div>
        <p class="landscape-explain">${t("landscape.lead")}</p>
        <${LandscapeFields} ...${common}
          nameOf=${(/** @type {string} */ name) => parameterLabel(store, name)} />
        <${LandscapeTools} ...${common} />
        <p class="landscape-explain">${explainSlice(store)}</p>
      </div>
      <${LandscapeWords} store=${store} cursor=${cursor} />
    </div>`;
}
