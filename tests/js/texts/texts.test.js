import assert from "node:assert/strict";
import test, { afterEach } from "node:test";
import "../vendored.js";

const { firstLanguage, hasText, language, midSentence, speak, t, wordOf } =
  await import("../../../static/js/texts/texts.js");

afterEach(() => speak("en"));

test("words are filled in", () => {
  assert.equal(t("network.layer", { number: 2 }), "Layer 2");
});

test("a missing word is told to developers and shown as its key", (context) => {
  const error = context.mock.method(console, "error", () => undefined);
  assert.equal(t("header.theme.sepia"), "header.theme.sepia");
  assert.equal(error.mock.callCount(), 1);
});

test("another language says the page and the catalog, and back again", async () => {
  assert.equal(wordOf("catalog.optimizers.*.learning_rate"), undefined);
  await speak("de");
  assert.deepEqual([t("view.network"), language.value], ["Netz", "de"]);
  assert.equal(wordOf("catalog.optimizers.*.learning_rate"), "Lernrate");
  await speak("en");
  assert.deepEqual([t("view.network"), hasText("catalog.gates.and")], ["Network", false]);
});

test("of two languages asked for at once the last is spoken", async () => {
  await Promise.all([speak("de"), speak("en")]);
  assert.equal(t("view.network"), "Network");
});

test("a language without words is refused, and the old one spoken on", async () => {
  await assert.rejects(speak("xx"));
  assert.deepEqual([t("view.network"), language.value], ["Network", "en"]);
});

test("a visit begins with the language of the address, the choice, the browser, or English", () => {
  const first = (search, stored, ...wished) => firstLanguage({ search, stored, wished });
  assert.equal(first("?lang=de", "en", "en-US"), "de");
  assert.equal(first("?lang=de-AT", ""), "de");
  assert.equal(first("?lang=xx", "de", "en-US"), "de");
  assert.equal(first("", "", "fr-FR", "de-CH", "en"), "de");
  assert.equal(first("", "", "fr-FR"), "en");
  assert.equal(first("?lang=constructor", "toString"), "en");
});

test("a label within a sentence: small in English, as it is in German", async () => {
  assert.deepEqual(["Learning rate", "L1 share"].map(midSentence), ["learning rate", "L1 share"]);
  await speak("de");
  assert.equal(midSentence("Lernrate"), "Lernrate");
});
