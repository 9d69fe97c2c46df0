// @ts-check
// The language a person chooses, and the one that a visit begins with.
import { firstLanguage, LANGUAGES, speak } from "../texts/texts.js";
import { readPreference, writePreference } from "./preferences.js";

const NAME = "language"; // of the preference
const PARAMETER = "lang"; // of the address

/** Before anything is drawn, so that no other language is seen; English where it cannot be had. */
export function beginInLanguage() {
  const key = firstLanguage({
    search: location.search, stored: readPreference(NAME, ""), wished: navigator.languages,
  });
  return speak(key).catch(() => speak("en"));
}

/** What is chosen on the page counts more than what the address says. */
function forgetAddress() {
  const url = new URL(location.href);
  if (!url.searchParams.has(PARAMETER)) return;
  url.searchParams.delete(PARAMETER);
  history.replaceState(history.state, "", url);
}

/**
 * @param {import("./store.js").Store} store
 * @param {string} key Of LANGUAGES.
 */
export async function chooseLanguage(store, key) {
  try {
    await speak(key);
    writePreference(NAME, key);
    forgetAddress();
  } catch {
    store.notice.value = { key: "notice.no_language", values: { language: LANGUAGES[key] } };
  }
}
