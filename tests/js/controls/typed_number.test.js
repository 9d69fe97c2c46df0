import assert from "node:assert/strict";
import test from "node:test";
import { press } from "../../../static/js/controls/press.js";
import { parseTyped } from "../../../static/js/controls/typed_number.js";

test("a number is read as it is written in many places", () => {
  for (const [text, value] of [
    ["0.03", 0.03], ["0,03", 0.03], [" 7 ", 7], ["-2", -2], ["\u22122", -2], ["+4", 4], [".5", 0.5],
    ["5.", 5], ["1e-3", 0.001], ["1E3", 1000], ["10 000", 10000], ["10\u2009000", 10000],
    ["10\u202f000", 10000], ["0,125", 0.125],
  ]) assert.equal(parseTyped(text), value, text);
});

test("what is no number, or no finite one, stays text", () => {
  for (const text of ["many", "0x10", "1e999", "1,000,000", "1.2.3", "NaN", "Infinity", "-", ""]) {
    assert.equal(parseTyped(text), text);
  }
});

test("where a whole number is asked for, a comma before three digits is not guessed at", () => {
  assert.equal(parseTyped("1,000", true), "1,000");
  assert.equal(parseTyped("20,000", true), "20,000");
  assert.equal(parseTyped("1000", true), 1000);
  assert.equal(parseTyped("0", true), 0);
  assert.equal(parseTyped("2,5", true), 2.5); // the server says that it must be whole
});

test("a button that cannot act does nothing, and says so without losing the focus", () => {
  const act = () => undefined;
  assert.deepEqual(press(false, act), { "aria-disabled": undefined, onClick: act });
  assert.deepEqual(press(true, act), { "aria-disabled": "true", onClick: undefined });
});
