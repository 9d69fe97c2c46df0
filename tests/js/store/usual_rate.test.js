import assert from "node:assert/strict";
import test, { afterEach } from "node:test";
import "../vendored.js";

const { noteOfRate } = await import("../../../static/js/store/usual_rate.js");
const { saySentence } = await import("../../../static/js/store/rules.js");
const { speak } = await import("../../../static/js/texts/texts.js");

afterEach(() => speak("en"));

const optimizer = (key, label, usual) =>
  ({ key, label, hyperparameters: [{ name: "learning_rate", default: usual }] });
const CATALOG = { optimizers: [optimizer("sgd", "SGD", 0.03), optimizer("adam", "Adam", 0.01)] };
const spec = (key, rate) => ({ optimizer: { key, learning_rate: rate } });

test("another optimizer that brings its usual rate is told of", async () => {
  const [note] = noteOfRate(CATALOG, spec("sgd", 0.03), spec("adam", 0.01));
  assert.equal(saySentence(note), "Learning rate set to 0.01, usual for Adam.");
  await speak("de");
  assert.equal(saySentence(note), "Lernrate auf 0,01 gesetzt, wie bei Adam üblich.");
});

test("nothing is told where the rate was chosen, or stays", () => {
  assert.deepEqual(noteOfRate(CATALOG, spec("sgd", 0.03), spec("sgd", 0.01)), []);
  assert.deepEqual(noteOfRate(CATALOG, spec("sgd", 0.01), spec("adam", 0.01)), []);
  assert.deepEqual(noteOfRate(CATALOG, spec("sgd", 0.03), spec("adam", 0.5)), []);
  assert.deepEqual(noteOfRate(CATALOG, null, spec("adam", 0.01)), []);
  assert.deepEqual(noteOfRate(CATALOG, { model: "perceptron" }, spec("adam", 0.01)), []);
});
