// @ts-check
// The tabs of the page's views.
import { html } from "../html.js";
import { VIEWS } from "../store/views.js";
import { t } from "../texts/texts.js";

/** @type {Record<string, number>} */
const MOVES = { ArrowLeft: -1, ArrowRight: 1 };

/** @param {{store: any, dispatch: any}} props */
export function ViewTabs({ store, dispatch }) {
  const shown = store.view.value;
  const move = (/** @type {any} */ event) => {
    const by = MOVES[event.key];
    if (!by) return;
    event.preventDefault();
    const view = VIEWS[(VIEWS.indexOf(shown) + by + VIEWS.length) % VIEWS.length];
    dispatch({ type: "show_view", view });
    event.currentTarget.querySelector(`[data-view="${view}"]`)?.focus();
  };
  if (VIEWS.length < 2) return null;
  return html`
    <div class="view-tabs" role="tablist" aria-label=${t("view.name")} onKeyDown=${move}>
      ${VIEWS.map((view) => html`
        <button key=${view} type="button" role="tab" class="view-tab" data-view=${view}
          id=${`view-tab-${view}`} aria-selected=${view === shown}
          aria-controls=${view === "network" ? "network" : "room"}
          tabindex=${view === shown ? 0 : -1} title=${t(`view.${view}.help`)}
          onClick=${() => dispatch({ type: "show_view", view })}>${t(`view.${view}`)}</button>`)}
    </div>`;
}
