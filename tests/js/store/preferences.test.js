import assert from "node:assert/strict";
import test from "node:test";
import { readChoice } from "../../../static/js/store/preferences.js";

const THEMES = ["auto", "dark", "light"];

/** Let the page's storage hold this. */
function store(value) {
  globalThis.localStorage = { getItem: (name) => (name === "nn-playground.theme" ? value : null) };
}

test("only a known choice counts", () => {
  for (const [stored, read] of [["dark", "dark"], ["sepia", "auto"], ["", "auto"], [null, "auto"]]) {
    store(stored);
    assert.equal(readChoice("theme", THEMES), read);
  }
  delete globalThis.localStorage;
  assert.equal(readChoice("theme", THEMES), "auto"); // storage is forbidden
});
