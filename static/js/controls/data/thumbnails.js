// @ts-check
// Data sets of the catalog to choose from, each a picture of its real points.
import { html } from "../../html.js";
import { POINTS, presentEntry } from "../../store/own_data/data_sets.js";
import { fits } from "../../store/network/models.js";
import { chooseDataset } from "../../store/spec.js";
import { t } from "../../texts/texts.js";
import { press } from "../press.js";

/** @param {any} props */
function Thumbnail({ store, dispatch, entry, glows }) {
  const spec = store.wanted.value;
  const { key: model } = store.model.value;
  const isFit = fits(model, entry);
  const help = isFit ? entry.summary : t("data.two_classes", { summary: entry.summary });
  const choose = () => {
    const patch = chooseDataset(spec, entry, presentEntry(store));
    // A truth table has no test points; what is in the catalog has them again.
    const isGate = spec.dataset.key === POINTS && spec.test_fraction === 0;
    const { test_fraction } = isGate ? store.catalog.value.defaults : spec;
    dispatch({ type: "configure", patch: { ...patch, test_fraction }, isSure: true });
  };
  return html`
    <button type="button" class="dataset" data-dataset=${entry.key} data-glow=${glows}
      aria-pressed=${spec.dataset.key === entry.key} title=${help} aria-description=${help}
      ...${press(!isFit, choose)}>
      <canvas data-thumbnail=${entry.key} width="1" height="1"></canvas
      ><span>${entry.label}</span>
    </button>`;
}

/** @param {{store: any, dispatch: any, kind: string}} props kind: "generator" or "real". */
export function Thumbnails({ store, dispatch, kind }) {
  const glow = store.advice.value?.glow;
  const entries = store.catalog.value.datasets.filter((/** @type {any} */ entry) =>
    (entry.kind ?? "generator") === kind);
  return html`
    <div class="datasets" role="group" aria-label=${t(`data.${kind}`)}>
      ${entries.map((/** @type {any} */ one) => html`
        <${Thumbnail} key=${one.key} store=${store} dispatch=${dispatch} entry=${one}
          glows=${glow === one.key} />`)}
    </div>`;
}
