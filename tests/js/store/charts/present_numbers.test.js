// What the server counts is of now: it is not shown beside an earlier moment.
import assert from "node:assert/strict";
import test from "node:test";
import "../../vendored.js";

const { createStore } = await import("../../../../static/js/store/store.js");
const { matrixOfStore } = await import("../../../../static/js/store/charts/matrix.js");
const { unitsWords } = await import("../../../../static/js/views/charts/units_words.js");

const layout = [{ W: { offset: 0, shape: [2, 2] }, b: { offset: 4, shape: [2] }, activation: "softmax" }];

/** A network that is too large to be counted in the browser. */
function open() {
  const store = createStore();
  store.network.value = { generation: 1, layout, classes: ["a", "b"], inputs: {}, preprocessing: {},
    points: { inputs: [], targets: { length: 1e8 } } };
  store.parameters = new Float32Array(6);
  store.charts.health.value = { generation: 1, step: 8, layers: [{ units: { dead: [1] } }],
    train: { confusion: [[3, 1], [0, 4]] } };
  return store;
}

test("a matrix that the server counted", () => {
  const store = open();
  assert.equal(matrixOfStore(store).right, 7);
  store.past.value = { step: 2 };
  assert.equal(matrixOfStore(store), null);
});

test("units that the server found dead", () => {
  const store = open();
  assert.notEqual(unitsWords(store), "");
  store.past.value = { step: 2 };
  assert.equal(unitsWords(store), "");
});
