// @ts-check
// Which view of pictures the panel shows, and the pages of them.
import { html } from "../html.js";
import { pageWithin } from "../store/digits/gallery.js";
import { PICTURE_VIEWS } from "../store/digits/pictures.js";
import { formatCount } from "../store/format.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";
import { press } from "./press.js";

/** @param {{store: any, dispatch: any}} props */
export function PictureViews({ store, dispatch }) {
  const shown = store.pictureView.value;
  return html`
    <div class="picture-views" role="group" aria-label=${t("digits.views")}>
      ${PICTURE_VIEWS.map((view) => html`
        <button key=${view} type="button" class="button" data-picture-view=${view}
          aria-pressed=${view === shown} title=${t(`digits.view.${view}.help`)}
          aria-description=${t(`digits.view.${view}.help`)}
          onClick=${() => dispatch({ type: "picture_view", view })}
          >${t(`digits.view.${view}`)}</button>`)}
    </div>`;
}

/** @param {any} props */
function Turn({ name, icon, off, act }) {
  return html`
    <button type="button" class="button button--icon" data-turn=${name} title=${t(`digits.${name}`)}
      aria-label=${t(`digits.${name}`)} ...${press(off, act)}><${Icon} name=${icon} /></button>`;
}

/** @param {{store: any, dispatch: any, size: number}} props size: pictures a page. */
export function GalleryPages({ store, dispatch, size }) {
  const { first, page, order } = store.gallery;
  const count = order.value.length;
  const at = pageWithin(page.value, count, size);
  const turn = (/** @type {number} */ to) => () => dispatch({ type: "gallery_page", page: to });
  const last = pageWithin(Infinity, count, size);
  const words = t("digits.page", { from: formatCount(count === 0 ? 0 : at * size + 1),
    to: formatCount(Math.min(count, (at + 1) * size)), count: formatCount(count) });
  return html`
    <div class="gallery-pages">
      <label class="check" title=${t("digits.first.help")}><input type="checkbox"
        data-option="mistakes_first" checked=${first.value}
        aria-description=${t("digits.first.help")}
        onChange=${(/** @type {any} */ event) =>
          dispatch({ type: "gallery_first", on: event.currentTarget.checked })}
        />${t("digits.first")}</label>
      <${Turn} name="previous" icon="left" off=${at === 0} act=${turn(at - 1)} />
      <span role="status">${words}</span>
      <${Turn} name="next" icon="right" off=${at >= last} act=${turn(at + 1)} />
    </div>`;
}
