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

/**
 * What is stored may be from another version: only a known choice counts.
 * @param {string} name @param {string[]} choices The first is the fallback.
 */
export function readChoice(name, choices) {
  const stored = readPreference(name, choices[0]);
  return choices.includes(stored) ? stored : choices[0];
}

/** @param {string} name @param {string} value */
export function writePreference(name, value) {
  try {
    globalThis.localStorage.setItem(PREFIX + name, value);
  } catch {
    // Forbidden: the choice holds until the page is left.
  }
}
