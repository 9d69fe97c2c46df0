// @ts-check
// The language menu: each language by its own name; and what of the document follows the choice.
import { effect } from "@preact/signals";
import { html } from "../html.js";
import { language, LANGUAGES, t } from "../texts/texts.js";
import { Icon } from "./icons.js";
import { Popover } from "./popover.js";

const ID = "language-menu";
const WIDTH = 168; // css px
const HEIGHT = { edges: 24, entry: 44 };

/** @param {{dispatch: any}} props */
export function LanguageMenu({ dispatch }) {
  const spoken = language.value;
  const keys = Object.keys(LANGUAGES);
  return html`
    <${Popover} id=${ID} name=${t("language.name")} className="button language-button"
      spoken=${`${t("language.name")}: ${LANGUAGES[spoken]}`} width=${WIDTH}
      height=${HEIGHT.edges + HEIGHT.entry * keys.length} attributes=${{ "data-action": "language" }}
      label=${html`${spoken.toUpperCase()}<${Icon} name="down" />`}>
      <div class="language-list">
        ${keys.map((key) => html`
          <button key=${key} type="button" class="button" lang=${key} data-language=${key}
            aria-pressed=${key === spoken} popovertarget=${ID} popovertargetaction="hide"
            onClick=${() => dispatch({ type: "speak", language: key })}>${LANGUAGES[key]}</button>`)}
      </div>
    <//>`;
}

/** Language and title of the document, and the names of its parts, speak the same language. */
export function followLanguage(root = document) {
  effect(() => {
    root.documentElement.lang = language.value;
    root.title = t("page.title");
    for (const part of root.querySelectorAll("[data-words]")) {
      const { words } = /** @type {HTMLElement} */ (part).dataset;
      part.setAttribute("aria-label", t(String(words)));
    }
  });
}
