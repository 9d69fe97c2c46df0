import assert from "node:assert/strict";
import test from "node:test";
import { shortValue } from "../../../static/js/views/flow_marks.js";
import { nextEdge } from "../../../static/js/views/rove.js";
import { contributionsOf, formatTerm, sumOf } from "../../../static/js/views/unit_terms.js";

const network = { layout: [
  { W: { offset: 0, shape: [3, 2] }, b: { offset: 6, shape: [2] }, activation: "tanh" },
  { W: { offset: 8, shape: [2, 1] }, b: { offset: 10, shape: [1] }, activation: "sigmoid" },
] };
const parameters = Float32Array.from([1, -2, 3, 4, -5, 6, 0.5, -0.5, 2, -1, 0.25]);
const flow = { features: [1, 2, -1], layers: [{ z: [12.5, -0.5], a: [1, -0.25] }, { z: [2.5], a: [0.9] }] };
const first = { layer: 0, unit: 0 };

test("a sum is the terms of a unit, its bias, and what comes of it", () => {
  const { terms, rest, bias, z, a, activation } = sumOf(network, parameters, flow, first, { most: 3 });
  assert.deepEqual(terms.map(({ weight, input, product }) => [weight, input, product]),
    [[1, 1, 1], [3, 2, 6], [-5, -1, 5]]);
  assert.equal(rest, null);
  assert.deepEqual([bias, z, a, activation], [0.5, 12.5, 1, "tanh"]);
  const output = sumOf(network, parameters, flow, { layer: 1, unit: 0 }, { most: 3 });
  assert.deepEqual(output.terms.map(({ product }) => product), [2, 0.25]);
});

test("of many terms the largest are shown, and the sum of the others", () => {
  const { terms, rest, chosen } = sumOf(network, parameters, flow, first, { most: 2 });
  assert.deepEqual(terms.map(({ from }) => from), [1]);
  assert.deepEqual(rest, { count: 2, sum: 6 });
  const other = { ...flow, features: [9, 0, 0] };
  const later = sumOf(network, parameters, other, first, { most: 2, chosen });
  assert.deepEqual(later.terms.map(({ from }) => from), [1]); // it does not jump
});

test("without a sample there are weights alone", () => {
  const { terms, z } = sumOf(network, parameters, null, first, { most: 3 });
  assert.deepEqual([terms[0].input, z], [null, null]);
});

test("what flows through an edge is its weight times what it is given", () => {
  assert.deepEqual([...contributionsOf(network, parameters, flow)],
    [1, -2, 6, 8, 5, -6, 0.5, -0.5, 2, 0.25, 0.25]);
});

test("numbers in terms and on tiles keep their width", () => {
  assert.deepEqual([0.12345, 0.012345, 0.0012345, 0, -12.3456].map(formatTerm),
    ["0.1235", "0.0123", "0.0012", "0.000", "−12.35"]);
  assert.deepEqual([0.4567, -0.061, 0.001, 1.234, 12.34].map(shortValue),
    ["0.46", "−0.06", "0.00", "1.23", "12.3"]);
});

test("keys lead over all weights of a layer, then over its biases", () => {
  const press = (/** @type {string} */ key, /** @type {any} */ edge) =>
    nextEdge(/** @type {any} */ ({ key }), edge, network);
  const last = { layer: 0, from: 2, to: 1 };
  assert.deepEqual(press("ArrowDown", last), { layer: 0, from: -1, to: 0 });
  assert.deepEqual(press("ArrowUp", { layer: 0, from: -1, to: 0 }), last);
  assert.deepEqual(press("End", last), { layer: 0, from: -1, to: 1 });
  assert.deepEqual(press("ArrowDown", { layer: 0, from: -1, to: 1 }),
    { layer: 0, from: -1, to: 1 });
  assert.deepEqual(press("PageDown", { layer: 0, from: 0, to: 1 }), { layer: 0, from: 1, to: 1 });
  assert.deepEqual(press("ArrowRight", last), { layer: 1, from: 0, to: 0 });
  assert.equal(press("x", last), null);
});
