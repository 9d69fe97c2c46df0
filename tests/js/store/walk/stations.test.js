import "../../vendored.js";
import assert from "node:assert/strict";
import test from "node:test";
import { MISTAKE, TRACE } from "./traces.js";

const { placeOf, startOf, stationAt, stationsOf } =
  await import("../../../../static/js/store/walk/stations.js");
const { marksOf } = await import("../../../../static/js/store/walk/marks.js");
const { changeBetween, haveBecome, isOf } = await import("../../../../static/js/store/walk/moment.js");
const { STEPS, penalize } = await import("../../../../static/js/store/walk/optimizer_steps.js");
const { piecesOf } = await import("../../../../static/js/views/step/formula.js");

const brief = ({ phase, kind, layer, unit }) => `${phase} ${kind} ${layer}:${unit}`;

test("a walk goes unit by unit forward, to the loss, back, and through the update", () => {
  assert.deepEqual(stationsOf(TRACE, "unit").map(brief), [
    "forward inputs -1:-1", "forward sum 0:0", "forward sum 0:1", "forward sum 1:0",
    "loss loss 1:-1", "backward blame 1:0", "backward blame 0:0", "backward blame 0:1",
    "update change 0:0", "update change 0:1", "update change 1:0", "update result 1:-1"]);
  assert.equal(stationsOf(TRACE, "layer").length, 9);
});

test("a single neuron has no way back, scores have a softmax", () => {
  const stations = stationsOf(MISTAKE, "unit");
  assert.equal(startOf(stations, "backward"), -1);
  assert.equal(stations.length, 5);
  const shares = { ...TRACE, layers: [TRACE.layers[0], { ...TRACE.layers[1], activation: "softmax" }] };
  assert.ok(stationsOf(shares, "unit").map(brief).includes("forward softmax 1:-1"));
});

test("another detail keeps the place, a unit that is pointed at has its station", () => {
  const [units, layers] = [stationsOf(TRACE, "unit"), stationsOf(TRACE, "layer")];
  assert.equal(brief(layers[placeOf(layers, units[7])]), "backward blame 0:-1");
  assert.equal(placeOf(units, undefined), 0);
  assert.equal(brief(units[stationAt(units, "update", { layer: 0, unit: 1 })]), "update change 0:1");
  assert.equal(stationAt(units, "loss", { layer: 0, unit: 1 }), -1);
});

test("marks are the weights on the way in, the values so far, and what is new", () => {
  const stations = stationsOf(TRACE, "unit");
  const { edges, units } = marksOf(TRACE, stations[1]);
  assert.deepEqual(edges.map(({ from, to, value }) => [from, to, value]), [[0, 0, 0.5], [1, 0, -0.25]]);
  assert.deepEqual(units.filter(({ now }) => now).map(({ name, text }) => [name, text[0]]).slice(2),
    [["z", 0.1], ["b", 0.1], ["a", Math.tanh(0.1)]]);
  const update = marksOf(TRACE, stations[8]);
  assert.deepEqual(update.edges.map(({ text }) => text.length), [2, 2]);
  const back = marksOf(TRACE, stations[6]);
  assert.deepEqual(back.edges.map(({ layer, from, to }) => [layer, from, to]),
    [[0, 1, 0], [0, 0, 0], [1, 0, 0]]);
});

test("a trace is of one moment alone", () => {
  const flat = TRACE.layers.flatMap(({ W, b }) => [...W.flat(), ...b]);
  const moment = { generation: 1, step: 4, spec: "{}", hidden: "[]", parameters: Float32Array.from(flat) };
  assert.ok(isOf(TRACE, moment, false));
  assert.ok(!isOf(TRACE, { ...moment, step: 5 }, false));
  const other = { ...moment, parameters: moment.parameters.map((value) => value + 0.1) };
  assert.ok(!isOf(TRACE, other, false));
  assert.equal(changeBetween(moment, other), "weights");
  assert.equal(changeBetween(moment, { ...other, spec: "{ }" }), "settings");
  assert.equal(changeBetween(moment, { ...moment, parameters: moment.parameters.slice() }), null);
  assert.ok(haveBecome(flat, moment.parameters) && !haveBecome(flat, other.parameters));
  assert.ok(!haveBecome([NaN], Float32Array.of(0)) && haveBecome([NaN], Float32Array.of(NaN)));
});

test("optimizers step as on paper", () => {
  const given = { w: 1, g: 0.5, rate: 0.1, memory: [0.2, 0.04], t: 3 };
  const close = (value, wanted) => assert.ok(Math.abs(value - wanted) < 1e-12, `${value}`);
  close(STEPS.sgd({ ...given, values: {} }).after, 0.95);
  close(STEPS.momentum({ ...given, values: { momentum: 0.9 } }).after, 1 - 0.1 * 0.68);
  close(STEPS.nesterov({ ...given, values: { momentum: 0.9 } }).after, 1 - 0.1 * (0.5 + 0.9 * 0.68));
  close(STEPS.adagrad({ ...given, values: { epsilon: 0 } }).after, 1 - 0.05 / Math.sqrt(0.45));
  close(STEPS.rmsprop({ ...given, values: { decay: 0.9, epsilon: 0 } }).after,
    1 - 0.05 / Math.sqrt(0.9 * 0.2 + 0.1 * 0.25));
  const values = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8 };
  const [m, v] = [(0.9 * 0.2 + 0.05) / (1 - 0.9 ** 3), (0.99 * 0.04 + 0.0025) / (1 - 0.99 ** 3)];
  close(STEPS.adam({ ...given, values }).after, 1 - (0.1 * m) / (Math.sqrt(v) + 1e-8));
  close(STEPS.adamw({ ...given, values: { ...values, weight_decay: 0.1 } }).after,
    0.99 - (0.1 * m) / (Math.sqrt(v) + 1e-8));
  close(penalize(-0.3, 0.1, { key: "l1", rate: 1 }).after, -0.2);
  close(penalize(0.05, 0.1, { key: "l1", rate: 1 }).after, 0);
  close(penalize(1.1, 0.1, { key: "l2", rate: 1 }).after, 1);
  assert.equal(penalize(1, 0.1, { key: "another" }), null);
});

test("a formula may break before its signs, not within a product", () => {
  const pieces = piecesOf(["z", "=", { number: 1 }, "·", { number: 2 }, "+", { number: 3 }]);
  assert.deepEqual(pieces.map((piece) => piece.length), [1, 4, 2]);
  assert.deepEqual(piecesOf(["L", "=", "−", "log"]).map((piece) => piece.length), [1, 3]);
});
