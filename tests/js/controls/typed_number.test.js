import assert from "node:assert/strict";
import test, { afterEach } from "node:test";
import "../vendored.js";

const { press } = await import("../../../static/js/controls/press.js");
const { isAmbiguous, parseTyped } = await import("../../../static/js/controls/typed_number.js");
const { speak } = await import("../../../static/js/texts/texts.js");

afterEach(() => speak("en"));

const ANYWHERE = [
  ["0.03", 0.03], ["0,03", 0.03], [" 7 ", 7], ["-2", -2], ["\u22122", -2], ["+4", 4], [".5", 0.5],
  [",5", 0.5], ["5.", 5], ["1e-3", 0.001], ["1,5e-3", 0.0015], ["1E3", 1000], ["10 000", 10000],
  ["10\u2009000", 10000], ["10\u202f000", 10000], ["0,125", 0.125], ["0.125", 0.125],
  ["1.000,5", 1000.5], ["1,000.5", 1000.5], ["1.000.000", 1e6], ["1,000,000", 1e6],
];

test("a number is read with comma or point in every language", async () => {
  for (const language of ["en", "de"]) {
    await speak(language);
    for (const [text, value] of ANYWHERE) assert.equal(parseTyped(text), value, text);
  }
});

test("what is no number, or no finite one, stays text", () => {
  for (const text of ["many", "0x10", "1e999", "1.2.3", "1.00.000", "NaN", "Infinity", "-", ""]) {
    assert.equal(parseTyped(text), text);
  }
});

test("a thousand or one: the mark of the language is decimal, the other one is not guessed at", async () => {
  assert.deepEqual([parseTyped("1.000"), parseTyped("1,000")], [1, "1,000"]);
  await speak("de");
  assert.deepEqual([parseTyped("1,000"), parseTyped("1.000")], [1, "1.000"]);
  assert.deepEqual([isAmbiguous("1.000"), isAmbiguous("1,000"), isAmbiguous("0.125")],
    [true, false, false]);
});

test("where a whole number is asked for, no mark before three digits is guessed at", async () => {
  for (const language of ["en", "de"]) {
    await speak(language);
    for (const text of ["1,000", "1.000", "20,000"]) assert.equal(parseTyped(text, true), text);
    assert.deepEqual(["1000", "0"].map((text) => parseTyped(text, true)), [1000, 0]);
    assert.equal(parseTyped("2,5", true), 2.5); // the server says that it must be whole
  }
});

test("a button that cannot act does nothing, and says so without losing the focus", () => {
  const act = () => undefined;
  assert.deepEqual(press(false, act), { "aria-disabled": undefined, onClick: act });
  assert.deepEqual(press(true, act), { "aria-disabled": "true", onClick: undefined });
});
