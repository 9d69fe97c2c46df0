import assert from "node:assert/strict";
import test from "node:test";
import { carryOver, movedUnits } from "../../../../static/js/store/network/carry.js";
import {
  dropLayer, dropUnit, insertLayer, insertUnit, moveLayer,
} from "../../../../static/js/store/network/layers.js";

const spec = {
  hidden_layers: [{ units: 3, activation: "tanh" }, { units: 2, activation: "relu" }],
  frozen_layers: [0, 2],
};
const FEATURES = ["x1", "x2"];

/** Weights of a network whose every number tells where it is: layer, from, to; biases from 9. */
function numbered(/** @type {number[]} */ counts, sign = 1) {
  const parameters = [];
  const layout = [];
  for (let layer = 0; layer < counts.length - 1; layer += 1) {
    const [inputs, units] = counts.slice(layer, layer + 2);
    const W = { offset: parameters.length, shape: [inputs, units] };
    for (let at = 0; at < inputs * units; at += 1) {
      parameters.push(sign * (100 * (layer + 1) + 10 * Math.floor(at / units) + (at % units)));
    }
    layout.push({ W, b: { offset: parameters.length, shape: [units] }, activation: "tanh" });
    for (let at = 0; at < units; at += 1) parameters.push(sign * (100 * (layer + 1) + 90 + at));
  }
  return { layout, features: FEATURES, parameters: Float32Array.from(parameters) };
}

const before = numbered([2, 3, 2, 1]);
const carried = (/** @type {number[]} */ counts, /** @type {any} */ { origins }) =>
  carryOver(before, numbered(counts, -1), origins);

test("a unit that goes takes its own weights along, and no others", () => {
  const change = dropUnit(spec, 1, { layer: 0, at: 1 });
  assert.deepEqual(change.patch.hidden_layers.map(({ units }) => units), [2, 2]);
  assert.deepEqual(change.patch.frozen_layers, [0, 2]);
  const [first, second, output] = carried([2, 2, 2, 1], change);
  assert.deepEqual(first, { W: [[100, 102], [110, 112]], b: [190, 192] });
  assert.deepEqual(second, { W: [[200, 201], [220, 221]], b: [290, 291] });
  assert.deepEqual(output, { W: [[300], [310]], b: [390] });
});

test("a unit that comes has new weights, and only it", () => {
  const [first, second] = carried([2, 4, 2, 1], insertUnit(spec, 1, { layer: 0, at: 1 }));
  assert.deepEqual(first, { W: [[100, -101, 101, 102], [110, -111, 111, 112]],
    b: [190, -191, 191, 192] });
  assert.deepEqual(second.W, [[200, 201], [-210, -211], [210, 211], [220, 221]]);
});

test("a layer that comes between two leaves both their weights", () => {
  const change = insertLayer(spec, 1, { at: 1, activation: "tanh" });
  assert.deepEqual(change.patch.hidden_layers[1], { units: 3, activation: "tanh" });
  assert.deepEqual(change.patch.frozen_layers, [0, 3]);
  const layers = carried([2, 3, 3, 2, 1], change);
  assert.deepEqual(layers[0].W, [[100, 101, 102], [110, 111, 112]]);
  assert.deepEqual(layers[1].W[0], [-200, -201, -202]);
  assert.deepEqual(layers[2], { W: [[200, 201], [210, 211], [220, 221]], b: [290, 291] });
  assert.deepEqual(layers[3], { W: [[300], [310]], b: [390] });
});

test("a layer that goes leaves what fits of the next one's weights", () => {
  const change = dropLayer(spec, 1, { at: 0 });
  assert.deepEqual(change.patch, {
    hidden_layers: [{ units: 2, activation: "relu" }], frozen_layers: [1] });
  const [first, output] = carried([2, 2, 1], change);
  assert.deepEqual(first, { W: [[200, 201], [210, 211]], b: [290, 291] });
  assert.deepEqual(output.W, [[300], [310]]);
  const last = carried([2, 3, 1], dropLayer(spec, 1, { at: 1 }))[1];
  assert.deepEqual(last, { W: [[300], [310], [-220]], b: [390] });
});

test("layers that change places take their weights along", () => {
  const change = moveLayer(spec, 1, { at: 1, to: 0 });
  assert.deepEqual(change.patch.hidden_layers.map(({ activation }) => activation),
    ["relu", "tanh"]);
  assert.deepEqual(change.patch.frozen_layers, [1, 2]);
  const [first, second, output] = carried([2, 2, 3, 1], change);
  assert.deepEqual(first, { W: [[200, 201], [210, 211]], b: [290, 291] });
  assert.deepEqual(second.W, [[100, 101, 102], [110, 111, 112]]);
  assert.deepEqual(output, { W: [[300], [310], [-320]], b: [390] });
});

test("inputs are found by name, units that are left out where they went", () => {
  const fresh = { ...numbered([2, 3, 2, 1], -1), features: ["x2", "sin_x1"] };
  const { origins } = insertUnit({ ...spec, hidden_layers: spec.hidden_layers }, 1,
    { layer: 1, at: 0 });
  const [{ W }] = carryOver(before, fresh, origins.map((origin, at) =>
    (at === 1 ? { layer: 1, units: [0, 1] } : origin)));
  assert.deepEqual(W, [[110, 111, 112], [-110, -111, -112]]);
  assert.deepEqual(movedUnits([[1, 0], [0, 2]], origins), [[1, 1], [0, 2]]);
  assert.deepEqual(movedUnits([[0, 1]], dropUnit(spec, 1, { layer: 0, at: 1 }).origins), []);
});

test("where there is no layer to be like, a new one has two units", () => {
  const { patch } = insertLayer({ hidden_layers: [] }, 1, { at: 0, activation: "relu" });
  assert.deepEqual(patch, { hidden_layers: [{ units: 2, activation: "relu" }] });
  const first = insertLayer(spec, 1, { at: 0, activation: "relu" });
  assert.deepEqual(first.patch.hidden_layers[0], { units: 3, activation: "tanh" });
});

test("what another change has made impossible is left alone", () => {
  const none = { hidden_layers: [] };
  assert.equal(dropLayer(none, 1, {}), null);
  assert.equal(dropLayer(spec, 1, { at: 2 }), null);
  assert.equal(moveLayer(spec, 1, { at: 1, to: 2 }), null);
  assert.equal(insertLayer(none, 1, { at: 1 }), null);
  assert.equal(insertUnit(spec, 1, { layer: 2, at: 0 }), null);
  const single = { hidden_layers: [{ units: 1, activation: "tanh" }] };
  assert.equal(dropUnit(single, 1, { layer: 0, at: 0 }), null);
  assert.equal(dropLayer(spec, 1, {}).patch.hidden_layers.length, 1);
});

test("a layer can come with as many units as are wished for", () => {
  const { patch, origins } = insertLayer(spec, 1, { at: 0, units: 8, activation: "tanh" });
  assert.deepEqual(patch.hidden_layers[0], { units: 8, activation: "tanh" });
  assert.equal(origins[0].units.length, 8);
  assert.deepEqual(patch.frozen_layers, [1, 3]);
});
