import assert from "node:assert/strict";
import test from "node:test";
import "../vendored.js";

const { speak, t } = await import("../../../static/js/texts/texts.js");

test("words are filled in", () => {
  assert.equal(t("network.layer", { number: 2 }), "Layer 2");
});

test("a missing word is told to developers and shown as its key", (context) => {
  const error = context.mock.method(console, "error", () => undefined);
  assert.equal(t("header.theme.sepia"), "header.theme.sepia");
  assert.equal(error.mock.callCount(), 1);
});

test("another language says what it has, and English the rest", async () => {
  await speak("de");
  assert.equal(t("view.network"), "Netz");
  await speak("en");
  assert.equal(t("view.network"), "Network");
});
