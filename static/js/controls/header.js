// @ts-check
// The head of the page: theme, hints, the API, help.
import { html } from "../html.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";
import { LanguageMenu } from "./language.js";

const THEME_ICONS = { auto: "half", dark: "moon", light: "sun" };

/** Each press the next one. @param {{store: any, dispatch: any, spelled?: boolean}} props */
export function ThemeButton({ store, dispatch, spelled = false }) {
  const theme = /** @type {keyof typeof THEME_ICONS} */ (store.theme.value);
  const words = t(`header.theme.${theme}`);
  return html`
    <button type="button" class=${`button ${spelled ? "button--outlined" : "button--icon"}`}
      data-action=${spelled ? "theme_spelled" : "theme"} aria-label=${words} title=${words}
      onClick=${() => dispatch({ type: "next_theme" })}>
      <${Icon} name=${THEME_ICONS[theme]} />${spelled && words}</button>`;
}

/** @param {{store: any, dispatch: any, openHelp: () => void}} props */
export function HeaderButtons({ store, dispatch, openHelp }) {
  return html`
    <a class="button header-api" href="docs" target="_blank" rel="noopener"
      title=${t("header.api.help")}>${t("header.api")}</a>
    ${!store.coachOn.value && html`
      <button type="button" class="button button--icon" aria-label=${t("coach.show")}
        title=${t("coach.show")} data-action="show_coach"
        onClick=${() => dispatch({ type: "switch_coach", on: true })}
        ><${Icon} name="hint" /></button>`}
    <${ThemeButton} store=${store} dispatch=${dispatch} />
    <${LanguageMenu} dispatch=${dispatch} />
    <button type="button" class="button button--icon" data-action="help" onClick=${openHelp}
      aria-label=${t("header.help")} title=${`${t("header.help")} (?)`}
      ><${Icon} name="help" /></button>`;
}
