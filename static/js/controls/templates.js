// @ts-check
// The menu of well-known networks; each with a small picture of itself.
import { html } from "../html.js";
import { TEMPLATES } from "../store/network/templates.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";
import { Popover } from "./popover.js";

const MENU = "templates-menu";
const SIZE = { width: 340, height: 430 }; // css px
const PICTURE = { width: 56, height: 32 };
const INPUTS = 2;

/** Columns of dots, for the picture of a network. @param {number[]} hidden */
function dotsOf(hidden) {
  const counts = [INPUTS, ...hidden, 1];
  return counts.map((count, column) => Array.from({ length: count }, (_, row) => ({
    x: 4 + (column * (PICTURE.width - 8)) / (counts.length - 1),
    y: ((row + 0.5) * PICTURE.height) / Math.max(count, 3) + Math.max(0, 3 - count) * PICTURE.height / 6,
  })));
}

/** @param {{hidden: number[]}} props */
function Picture({ hidden }) {
  const columns = dotsOf(hidden);
  const lines = columns.slice(1).flatMap((column, at) => column.flatMap((to) =>
    columns[at].map((from) => `M${from.x} ${from.y}L${to.x} ${to.y}`)));
  return html`
    <svg class="template-picture" aria-hidden="true"
      viewBox=${`0 0 ${PICTURE.width} ${PICTURE.height}`}>
      <path d=${lines.join("")} />
      ${columns.flat().map(({ x, y }) => html`<circle cx=${x} cy=${y} r="1.8" />`)}
    </svg>`;
}

/** @param {any} props */
function Template({ dispatch, template: { key, hidden } }) {
  const apply = () => {
    /** @type {any} */ (document.getElementById(MENU)).hidePopover();
    dispatch({ type: "apply_template", key });
  };
  return html`
    <button type="button" class="template" data-template=${key} onClick=${apply}>
      <${Picture} hidden=${hidden} />
      <span><strong>${t(`templates.${key}`)}</strong>
        <span class="template-help">${t(`templates.${key}.help`)}</span></span>
    </button>`;
}

/** @param {{store: any, dispatch: any}} props */
export function TemplatesMenu({ store, dispatch }) {
  if (!store.wanted.value || !store.catalog.value) return null;
  return html`
    <${Popover} id=${MENU} name=${t("templates.title")} spoken=${t("templates.help")}
      className="button templates-button" ...${SIZE} attributes=${{ "data-action": "templates" }}
      label=${html`${t("templates.title")}<${Icon} name="down" />`}>
      <h2>${t("templates.title")}</h2>
      ${TEMPLATES.map((template) => html`
        <${Template} key=${template.key} dispatch=${dispatch} template=${template} />`)}
      <p class="menu-note">${t("templates.note")}</p>
    <//>`;
}
