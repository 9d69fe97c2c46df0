// @ts-check
// What the page remembers between visits. Storage may be forbidden (private windows, sandboxed
// frames): then it remembers nothing, and nothing else changes.

const PREFIX = "nn-playground.";

/** @param {string} name @param {string} fallback */
export function readPreference(name, fallback) {
  try {
    return globalThis.localStorage.getItem(PREFIX + name) ?? fallback;
  } catch {
    return fallback;
  }
}

/** @param {string} name @param {string} value */
export function writePreference(name, value) {
  try {
    globalThis.localStorage.setItem(PREFIX + name, value);
  } catch {
    // Forbidden: the choice holds until the page is left.
  }
}
