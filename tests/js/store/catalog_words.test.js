import assert from "node:assert/strict";
import test, { afterEach } from "node:test";
import "../vendored.js";

const { createCatalog } = await import("../../../static/js/store/catalog_words.js");
const { columnLabel, namesAreOwn } = await import("../../../static/js/store/inputs.js");
const { speak } = await import("../../../static/js/texts/texts.js");

const SENT = {
  optimizers: [{ key: "momentum", label: "Momentum", summary: "Roll.", formula: "v", hyperparameters: [
    { name: "momentum", label: "Momentum", help: "Speed.", minimum: 0, maximum: 1 },
    { name: "brand_new", label: "Brand new", help: "Unheard of.", minimum: 0, maximum: 1 },
  ] }],
  datasets: [{ key: "circle", label: "Circle", summary: "A disk.", noise_effect: "Flips.",
    classes: ["outside", "inside"], hyperparameters: [] }],
  fields: [{ name: "batch_size", label: "Batch size", help: "Points." }],
  pairs: [], protocol: 1,
};

afterEach(async () => {
  namesAreOwn.value = false;
  await speak("en");
});

test("in English the catalog is what the server sent", () => {
  const catalog = createCatalog();
  assert.equal(catalog.value, null);
  catalog.value = SENT;
  assert.deepEqual(catalog.peek(), SENT);
});

test("labels and help follow the language; keys, names and classes stay", async () => {
  const catalog = createCatalog();
  catalog.value = SENT;
  await speak("de");
  const { optimizers: [momentum], datasets: [circle], fields: [batch], protocol } = catalog.value;
  assert.deepEqual([momentum.key, momentum.label, momentum.hyperparameters[0].label, protocol],
    ["momentum", "Impuls", "Impuls", 1]);
  assert.match(momentum.summary, /Kugel/);
  assert.match(momentum.hyperparameters[0].help, /Schwung/);
  assert.deepEqual([momentum.hyperparameters[0].name, momentum.hyperparameters[0].maximum],
    ["momentum", 1]);
  assert.deepEqual([circle.label, circle.classes, batch.label],
    ["Kreis", ["outside", "inside"], "Batchgröße"]);
  assert.match(circle.noise_effect, /Vertauscht/);
});

test("what a language has no word for is said in English", async () => {
  const catalog = createCatalog();
  catalog.value = SENT;
  await speak("de");
  assert.equal(catalog.value.optimizers[0].hyperparameters[1].label, "Brand new");
  assert.equal(columnLabel("my_column"), "my column");
});

test("columns and classes are named in the language, but never a person's own", async () => {
  assert.deepEqual(["outside", "x1", "petal_length_cm"].map(columnLabel),
    ["outside", "x₁", "petal length cm"]);
  await speak("de");
  assert.deepEqual(["outside", "x1", "petal_length_cm", "pixel_2_5", "cultivar_3"].map(columnLabel),
    ["außen", "x₁", "Kronblattlänge cm", "Pixel 2 5", "Rebsorte 3"]);
  namesAreOwn.value = true;
  assert.equal(columnLabel("outside"), "outside");
});
