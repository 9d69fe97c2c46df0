import assert from "node:assert/strict";
import test from "node:test";
import "../vendored.js";

const { beginInLanguage, chooseLanguage } = await import("../../../static/js/store/language.js");
const { language, speak } = await import("../../../static/js/texts/texts.js");

/** A browser with this address, and what it remembers. */
function browser(search, kept = {}) {
  globalThis.location = new URL(`http://here.test/${search}`);
  globalThis.navigator ??= { languages: ["en-US"] };
  globalThis.localStorage = {
    getItem: (name) => kept[name] ?? null,
    setItem: (name, value) => { kept[name] = value; },
  };
  globalThis.history = {
    state: null, replaceState: (_state, _title, url) => { globalThis.location = new URL(url); },
  };
  return kept;
}

test("what is chosen is kept, and counts more than the address", async () => {
  const kept = browser("?lang=en&spec=1");
  await beginInLanguage();
  assert.equal(language.value, "en");
  const store = { notice: { value: null } };
  await chooseLanguage(store, "de");
  assert.deepEqual([language.value, kept["nn-playground.language"], location.search],
    ["de", "de", "?spec=1"]);
  await speak("en");
  await beginInLanguage();
  assert.equal(language.value, "de");
  await speak("en");
});

test("a language that cannot be loaded is said, and nothing else changes", async () => {
  const kept = browser("");
  const store = { notice: { value: null } };
  await chooseLanguage(store, "xx");
  assert.equal(store.notice.value.key, "notice.no_language");
  assert.deepEqual([language.value, kept], ["en", {}]);
});
