// @ts-check
// What the output panel shows, by name.
import { html } from "../../html.js";
import { t } from "../../texts/texts.js";
import { featureName, placeName } from "../names.js";

/** @param {any} store @returns {string} */
export function lookedName(store) {
  const place = store.looked.value;
  const network = store.network.value;
  if (!place || !network) return t("output.title");
  if (place.layer < 0) return featureName(store.catalog.value, network.featureKeys[place.unit]);
  return placeName(network, store.catalog.value, place.layer, place.unit);
}

/** @param {{store: any}} props */
export function Title({ store }) {
  const name = lookedName(store);
  return html`<h2 title=${name}>${name}</h2>`;
}
