// @ts-check
// A page of pictures of the data, each with what it is and, where that is wrong, what it is taken
// for; one of them can be the probe.
import { html } from "../../html.js";
import { columnLabel } from "../../store/inputs.js";
import { t } from "../../texts/texts.js";
import { InkPicture, mostInk } from "./ink_picture.js";

export const PAGE = 18;

/** @param {any} props */
function Tile({ store, dispatch, row, most }) {
  const { points, classes, inputs } = store.network.value;
  const target = points.targets[row];
  const best = store.gallery.calledOf(row)?.best ?? null;
  const isWrong = best !== null && best !== target;
  const [name, called] = [target, best ?? target].map((at) => columnLabel(classes[at]));
  const words = best === null ? name
    : t(isWrong ? "digits.wrong" : "digits.right", { name, called });
  const isPicked = store.probe.value?.sample === points.inputs[row];
  return html`
    <button type="button" class="digit" data-row=${row} data-wrong=${isWrong} aria-label=${words}
      title=${words} aria-pressed=${isPicked}
      onClick=${() => dispatch({ type: "gallery_pick", row })}>
      <${InkPicture} inks=${points.inputs[row]} shape=${inputs.shape} most=${most}
        theme=${store.theme.value} />
      <span aria-hidden="true">${name}${isWrong && html`<b>≠ ${called}</b>`}</span>
    </button>`;
}

/** @param {{store: any, dispatch: any}} props */
export function Gallery({ store, dispatch }) {
  const network = store.network.value;
  if (!network.points) return html`<p class="digits-note">${t("digits.loading")}</p>`;
  store.frameCount.value; // what the pictures are taken for follows the weights
  const { page, order } = store.gallery;
  const rows = order.value.slice(page.value * PAGE, (page.value + 1) * PAGE);
  const most = mostInk(network);
  return html`
    <div class="digits" role="group" aria-label=${t("digits.pictures")}>
      ${rows.map((/** @type {number} */ row) => html`
        <${Tile} key=${row} store=${store} dispatch=${dispatch} row=${row} most=${most} />`)}
    </div>`;
}
