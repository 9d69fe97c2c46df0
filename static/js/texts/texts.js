// @ts-check
// The one way to words: t(key, values).
import english from "./en.js";

/** @type {Record<string, string>} */
const words = english;

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  const text = words[key];
  if (text === undefined) {
    console.error(`no text "${key}" in texts/`); // a missing word must not take the page with it
    return key;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** @param {string} key */
export const hasText = (key) => key in words;
