import assert from "node:assert/strict";
import test, { afterEach } from "node:test";
import "../vendored.js";

const { causeOf, sayCause, sayComplaint, saySentence } = await import("../../../static/js/store/rules.js");
const { speak } = await import("../../../static/js/texts/texts.js");

afterEach(() => speak("en"));

const LABELS = { "optimizer.learning_rate": "Lernrate", batch_size: "Batchgröße",
  hidden_layers: "Schichten" };
const say = (complaint) => sayComplaint(complaint, (path) => LABELS[path] ?? path);

test("the label stands in place of the path, numbers are written as on the page", () => {
  const label = () => "learning rate";
  assert.equal(sayComplaint("optimizer.learning_rate must be at least 1e-05; got -1", label),
    "Learning rate must be at least 0.00001, not -1.");
  assert.equal(sayComplaint("optimizer.learning_rate must be a number; got 'many'", label),
    "Learning rate must be a number, not “many”.");
});

test("the known rules are said in German", async () => {
  await speak("de");
  for (const [complaint, german] of [
    ["optimizer.learning_rate must be at most 10; got 1000000000.0",
      "Lernrate darf höchstens 10 sein, nicht 1\u2009000\u2009000\u2009000."],
    ["optimizer.learning_rate must be a number from 0.001 to 0.5; got 0.75",
      "Lernrate muss eine Zahl von 0,001 bis 0,5 sein, nicht 0,75."],
    ["batch_size must be at least 1 or be 'full'; got 0",
      "Batchgröße muss mindestens 1 sein, nicht 0. Auch das Wort full, für alle Punkte, ist möglich."],
    ["batch_size must be an integer or be 'full'; got 2.5",
      "Batchgröße muss eine ganze Zahl sein, nicht 2,5. Auch das Wort full, für alle Punkte, ist möglich."],
    ["hidden_layers must be at most 16 on this server; got 20",
      "Schichten: Dieser Server erlaubt höchstens 16, nicht 20."],
    ["class_weights must be a list of 2 numbers, one for each class; got [1.0, 2.0, 3.0]",
      "Class_weights: eine Zahl für jede der 2 Klassen."],
    ["loss must be auto or mse or hinge for classification with this data set; got 'mae'",
      "Loss: Bei diesen Daten geht eines davon: mse, hinge, nicht „mae“."],
    ["dataset.key must be a known one (did you mean 'xor'?); got 'xo'",
      "Dataset.key: Das gibt es nicht."],
  ]) assert.equal(say(complaint), german);
});

test("what may be a thousand or one is asked about", async () => {
  assert.equal(say("batch_size must be an integer or be 'full'; got '1,000'"),
    "Batchgröße: “1,000” may be 1000 or 1. Type the one that you mean.");
  await speak("de");
  assert.equal(say("optimizer.learning_rate must be a number; got '2.125'"),
    "Lernrate: „2.125“ kann 2125 oder 2,125 heißen. Schreiben Sie, was gemeint ist.");
});

test("an unknown rule stays as the server said it, with the label", async () => {
  await speak("de");
  assert.equal(say("batch_size must sing; got 3"), "Batchgröße must sing, nicht 3.");
  assert.equal(say("Nothing of the kind."), "Nothing of the kind.");
});

test("notes and refusals are said in the language, or as they are", async () => {
  const note = "Step is flat: no gradient passes through it, so its layer and those before it stay as they are.";
  assert.match(saySentence(note), /^Step is flat/);
  await speak("de");
  assert.match(saySentence(note), /^Stufe ist flach/);
  assert.equal(saySentence("The server is full: it holds 64 sessions."),
    "Der Server ist voll: 64 Sitzungen laufen.");
  assert.equal(saySentence("Something new."), "Something new.");
});

test("a cause of a divergence is said by its key, or as the server said it", async () => {
  const told = { cause: "Learning rate 3 is too large.", cause_key: "rate",
    cause_values: { learning_rate: 0.3, step: 1234 } };
  assert.match(sayCause(causeOf(told)), /^Learning rate 0\.3 is too large .* at step 1\u2009234\.$/);
  await speak("de");
  assert.match(sayCause(causeOf(told)), /^Lernrate 0,3 ist zu groß .* Schritt 1\u2009234 /);
  assert.match(sayCause({ cause: "x", causeKey: "inputs", causeValues: { reach: 1e200 } }), /10²⁰⁰\.$/);
  assert.equal(sayCause({ cause: "As of old.", causeKey: "" }), "As of old.");
  assert.equal(sayCause({}), null);
  assert.deepEqual(causeOf({ state: "diverged" }), {});
});

test("an empty file and a header alone are said in plain words", () => {
  const empty = "the file must have a row of names and rows of numbers; got 'an empty file'";
  const rule = "have rows of numbers below the names, or header must be false";
  assert.equal(say(empty), saySentence(empty));
  assert.match(say(empty), /^The file is empty\./);
  assert.match(say(`the file must ${rule}; got 'a header alone'`), /^The file has a row of names, but/);
  assert.match(saySentence(`file must ${rule}; got 'no rows'`), /^The file is empty\./);
});
