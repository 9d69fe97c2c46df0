// @ts-check
// The one way to words: t(key, values). What reads them follows a change of the language.
import { signal } from "@preact/signals";
import english from "./en.json" with { type: "json" };

/**
 * Key of a language → its own name. Its words are in the file of that name; the German, say, of
 * what the catalog offers, in catalog.de.json: the English of that comes from the server.
 * @type {Readonly<Record<string, string>>}
 */
export const LANGUAGES = Object.freeze({ en: "English", de: "Deutsch" });
export const ENGLISH = "en";

/** @type {import("@preact/signals").Signal<Record<string, string>>} */
const words = signal(english);
/** The language that was asked for last: one that arrives late does not take its place. */
let asked = ENGLISH;

/** The language that is spoken: a key of LANGUAGES. */
export const language = signal(ENGLISH);

/** @param {string} file @returns {Promise<Record<string, string>>} */
const read = async (file) => (await import(`./${file}.json`, { with: { type: "json" } })).default;

/**
 * Speak another language from now on; rejected where its words cannot be loaded.
 * @param {string} key Of LANGUAGES.
 */
export async function speak(key) {
  asked = key;
  const files = key === ENGLISH ? [] : [key, `catalog.${key}`];
  const others = await Promise.all(files.map(read));
  if (asked !== key) return;
  words.value = Object.assign({}, english, ...others);
  language.value = key;
}

/**
 * The language to begin with: the address's, else the one that was chosen before, else the first
 * of the browser's that there is, else English.
 * @param {{search: string, stored: string, wished: readonly string[]}} visit
 */
export function firstLanguage({ search, stored, wished }) {
  const named = new URLSearchParams(search).get("lang") ?? "";
  return [named, stored, ...wished].map((one) => one.toLowerCase().split("-")[0])
    .find((one) => Object.hasOwn(LANGUAGES, one)) ?? ENGLISH;
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
export const hasText = (key) => Object.hasOwn(words.value, key);

/** What a language calls something that English has elsewhere. @param {string} key */
export const wordOf = (key) => (hasText(key) ? words.value[key] : undefined);

/** A label within a sentence: nouns stay as they are where the language writes them large. */
export const midSentence = (/** @type {string} */ label) =>
  (language.value === ENGLISH ? label.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())
    : label);
