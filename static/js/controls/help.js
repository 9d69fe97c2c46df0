// @ts-check
// The help dialog: how to read the page, shortcuts, two options.
import { html } from "../html.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";
import { KEYS } from "./shortcuts.js";

/** @param {any} props */
function Shortcuts() {
  const rows = [
    [t("help.space"), t("help.shortcut.play")],
    ...Object.entries(KEYS).map(([name, key]) => [key, t(`help.shortcut.${name}`)]),
    [t("help.arrows"), t("help.shortcut.arrows")],
    ["H", t("help.shortcut.hide")],
  ];
  return html`
    <dl>${rows.map(([key, words]) => html`<dt><kbd>${key}</kbd></dt><dd>${words}</dd>`)}</dl>`;
}

/** @param {any} props */
function Option({ words, on, onChange }) {
  return html`
    <label class="check"><input type="checkbox" checked=${on}
      onChange=${(/** @type {any} */ event) => onChange(event.currentTarget.checked)}
      />${words}</label>`;
}

/** @param {{store: any, dispatch: any, dialog: any}} props dialog: ref of the element. */
export function Help({ store, dispatch, dialog }) {
  return html`
    <dialog class="help" ref=${dialog} aria-labelledby="help-title">
      <header>
        <h2 id="help-title">${t("help.title")}</h2>
        <button type="button" class="button button--icon" aria-label=${t("help.close")}
          onClick=${() => dialog.current.close()}><${Icon} name="close" /></button>
      </header>
      <p>${t("help.what")}</p>
      <p>${t("help.read")}</p>
      <h3>${t("help.shortcuts")}</h3>
      <${Shortcuts} />
      <h3>${t("help.options")}</h3>
      <${Option} words=${t("help.keys")} on=${store.shortcutsOn.value}
        onChange=${(/** @type {boolean} */ on) => dispatch({ type: "switch_shortcuts", on })} />
      <${Option} words=${t("help.coach")} on=${store.coachOn.value}
        onChange=${(/** @type {boolean} */ on) => dispatch({ type: "switch_coach", on })} />
    </dialog>`;
}
