// @ts-check
// The one way to words: t(key, values). What reads them follows a change of the language.
import { signal } from "@preact/signals";
import english from "./en.json" with { type: "json" };

/** Key of a language → its own name. Its words are in the file of that name. */
export const LANGUAGES = Object.freeze({ en: "English", de: "Deutsch" });

/** @type {import("@preact/signals").Signal<Record<string, string>>} */
const words = signal(english);

/** The language that is spoken: a key of LANGUAGES. */
export const language = signal("en");

/**
 * Speak another language from now on.
 * @param {string} key Of LANGUAGES.
 */
export async function speak(key) {
  const { default: others } = await import(`./${key}.json`, { with: { type: "json" } });
  words.value = { ...english, ...others };
  language.value = key;
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  const text = words.value[key];
  if (text === undefined) {
    console.error(`no text "${key}" in texts/`); // a missing word must not take the page with it
    return key;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** @param {string} key */
export const hasText = (key) => key in words.value;
