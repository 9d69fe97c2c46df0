// @ts-check
// The network as a row of layers: which are taken over, which of them are locked, which are new.
import { html } from "../../html.js";
import { entryOf } from "../../store/catalog.js";
import { t } from "../../texts/texts.js";

const LOCK = "M4 7.5h8v6H4zM5.5 7.5V5.2a2.5 2.5 0 0 1 5 0v2.3";

/** @param {any} layer */
const kindOf = ({ kept, locked }) => (locked ? "locked" : kept ? "kept" : "new");

/**
 * @param {{store: any, layers: {units: number, activation: string, kept: boolean,
 *   locked: boolean}[]}} props
 */
export function LayerStack({ store, layers }) {
  const nameOf = (/** @type {string} */ key) =>
    entryOf(store.catalog.value, "activations", key)?.label ?? key;
  return html`
    <ol class="layer-stack" aria-label=${t("transfer.layers")}>
      <li class="layer-stack-end">${t("transfer.inputs")}</li>
      ${layers.map((layer, at) => {
        const kind = kindOf(layer);
        return html`
          <li key=${at} data-layer=${kind} title=${t(`transfer.layer.${kind}.help`)}>
            <strong>${layer.units}</strong><span>${nameOf(layer.activation)}</span>
            <em>${layer.locked && html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"
              ><path d=${LOCK} /></svg>`}${t(`transfer.layer.${kind}`)}</em>
          </li>`;
      })}
      <li class="layer-stack-end">${t("transfer.output")}<em>${t("transfer.layer.new")}</em></li>
    </ol>`;
}
