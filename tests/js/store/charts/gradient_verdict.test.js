import assert from "node:assert/strict";
import test from "node:test";
import { judgeGradients, typicalNorm } from "../../../../static/js/store/charts/gradient_verdict.js";

const constant = (value, rows = 40) => new Array(rows).fill(value);
const judged = (...norms) => judgeGradients(norms.map((norm) => constant(norm)));

test("before the first step there is nothing to say", () => {
  assert.equal(judgeGradients([]).kind, "none");
  assert.equal(judged(null, null).kind, "none");
});

test("layers that get about as much as the output are even", () => {
  assert.equal(judged(0.1, 0.3, 0.2).kind, "even");
  assert.equal(judged(0.01, 0.3).kind, "even"); // a thirtieth is nothing unusual
  assert.equal(judged(0.3).kind, "even"); // no hidden layer
});

test("a gradient that shrinks on its way back vanishes at the first layer", () => {
  const { kind, layer, times } = judged(1e-4, 1e-3, 1e-2, 0.09);
  assert.deepEqual([kind, layer, Math.round(times)], ["vanishing", 0, 900]);
});

test("a gradient that grows on its way back explodes", () => {
  const { kind, layer, times } = judged(120, 10, 1);
  assert.deepEqual([kind, layer, Math.round(times)], ["exploding", 0, 120]);
});

test("where nothing passes, the layer next to the output is named", () => {
  assert.deepEqual(judged(0, 0, 0.4), { kind: "blocked", layer: 1, times: Infinity });
});

test("frozen layers say nothing", () => {
  const norms = [constant(0), constant(0.2), constant(0.3)];
  assert.equal(judgeGradients(norms, [0]).kind, "even");
});

test("small gradients everywhere are a network at rest, not a vanishing one", () => {
  assert.equal(judged(1e-12, 1e-8, 1e-8).kind, "resting");
  assert.equal(judged(0, 0, 0).kind, "resting");
});

test("one wild batch among many does not decide", () => {
  assert.ok(typicalNorm([...constant(0.1), 1e9]) < 0.3);
  assert.ok(Math.abs(typicalNorm([...constant(9, 100), ...constant(2)]) - 2) < 1e-12);
  assert.equal(typicalNorm([0, 0, 0, 5]), 0);
});
