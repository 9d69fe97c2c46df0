// @ts-check
// The help dialog: how to read the page, keys, options, and where there is more.
import { html } from "../html.js";
import { hasText, language, LANGUAGES, t } from "../texts/texts.js";
import { ThemeButton } from "./header.js";
import { Icon } from "./icons.js";
import { SHORTCUTS } from "./shortcuts.js";

const IS_MAC = /Mac|iP(hone|ad)/.test(globalThis.navigator?.platform ?? "");

/** The keys of a shortcut, as they are printed. @param {import("./shortcuts.js").Shortcut} one */
function keysOf({ key, command, shift }) {
  return [
    ...(command ? [IS_MAC ? "⌘" : t("help.control")] : []),
    ...(shift ? [t("help.shift")] : []),
    hasText(`help.${key}`) ? t(`help.${key}`) : key,
  ];
}

function Shortcuts() {
  return html`
    <dl>${SHORTCUTS.map((one) => html`
      <dt key=${`${one.name} ${one.key}`}>${keysOf(one).map((key) => html`<kbd>${key}</kbd>`)}</dt>
      <dd>${t(`help.shortcut.${one.name}`)}</dd>`)}</dl>`;
}

/** @param {any} props */
function Option({ words, on, onChange }) {
  return html`
    <label class="check"><input type="checkbox" checked=${on}
      onChange=${(/** @type {any} */ event) => onChange(event.currentTarget.checked)}
      />${words}</label>`;
}

/** What a narrow screen has no room for in the head is here, too. @param {any} props */
function Options({ store, dispatch }) {
  return html`
    <div class="help-more" role="group" aria-label=${t("language.name")}>
      ${Object.entries(LANGUAGES).map(([key, name]) => html`
        <button key=${key} type="button" class="button button--outlined" lang=${key}
          aria-pressed=${key === language.value}
          onClick=${() => dispatch({ type: "speak", language: key })}>${name}</button>`)}
      <${ThemeButton} store=${store} dispatch=${dispatch} spelled />
    </div>
    <${Option} words=${t("help.keys")} on=${store.shortcutsOn.value}
      onChange=${(/** @type {boolean} */ on) => dispatch({ type: "switch_shortcuts", on })} />
    <${Option} words=${t("help.coach")} on=${store.coachOn.value}
      onChange=${(/** @type {boolean} */ on) => dispatch({ type: "switch_coach", on })} />`;
}

/** @param {{store: any, dispatch: any, dialog: any, startTour: () => void}} props */
export function Help({ store, dispatch, dialog, startTour }) {
  const takeTour = () => {
    dialog.current.close();
    startTour();
  };
  return html`
    <dialog class="help" ref=${dialog} aria-labelledby="help-title">
      <header>
        <h2 id="help-title">${t("help.title")}</h2>
        <button type="button" class="button button--icon" aria-label=${t("help.close")}
          title=${t("help.close")} onClick=${() => dialog.current.close()}
          ><${Icon} name="close" /></button>
      </header>
      <p>${t("help.what")}</p>
      <p>${t("help.read")}</p>
      <p>${t("help.labels")}</p>
      <div class="help-more">
        <button type="button" class="button button--outlined" data-action="tour" onClick=${takeTour}
          >${t("help.tour")}</button>
        <a class="button" href="docs" target="_blank" rel="noopener">${t("help.docs")}</a>
      </div>
      <h3>${t("help.options")}</h3>
      <${Options} store=${store} dispatch=${dispatch} />
      <h3>${t("help.shortcuts")}</h3>
      <${Shortcuts} />
    </dialog>`;
}
