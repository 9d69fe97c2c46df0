import "../../vendored.js";
import assert from "node:assert/strict";
import test from "node:test";
import { contextOf, MISTAKE, NETWORK, SPEC, TRACE } from "./traces.js";

const { textOf } = await import("../../../../static/js/store/network/formula.js");
const { sectionsOf } = await import("../../../../static/js/store/walk/sections.js");
const { layersOf, stationsOf } = await import("../../../../static/js/store/walk/stations.js");

/** The formulas of a station as text. @param {number} at @param {any} [trace] @param {object} [more] */
function formulasAt(at, trace = TRACE, more = {}, detail = "unit") {
  const context = contextOf(trace, layersOf(trace), stationsOf(trace, detail)[at], more);
  return sectionsOf(context).flatMap(({ lines = [] }) =>
    lines.map(({ formula }) => textOf(formula).replaceAll("\u2009", " ")));
}

test("forward: every product, the sum, and what the activation makes of it", () => {
  assert.deepEqual(formulasAt(1), [
    "z = 0.5000·1.000 + (−0.2500)·2.000 + 0.1000 = 0.1000", "a = tanh(0.1000) = 0.09967"]);
  assert.deepEqual(formulasAt(2), [
    "z = 0.3000·1.000 + 0.4000·2.000 + (−0.2000) = 0.9000", "a = tanh(0.9000) = 0.7163"]);
  assert.deepEqual(formulasAt(3), [
    "z = 1.000·0.09967 + (−0.5000)·0.7163 + 0.05000 = −0.2085", "a = 1/(1 + e^(0.2085)) = 0.4481"]);
});

test("the loss is that of the true class", () => {
  assert.deepEqual(formulasAt(4), ["L =  − ln(0.4481) = 0.8028"]);
  const other = { ...TRACE, coded_target: [0], target: 0, loss: -Math.log(1 - TRACE.outputs[0]) };
  assert.deepEqual(formulasAt(4, other), ["L =  − ln(1 − 0.4481) = 0.5943"]);
});

test("backward: the output's difference, then the chain rule with its numbers", () => {
  assert.deepEqual(formulasAt(5), ["dz = p − y = 0.4481 − 1.000 = −0.5519",
    "dw = −0.5519·0.09967 = −0.05501", "dw = −0.5519·0.7163 = −0.3953", "db = dz = −0.5519"]);
  assert.deepEqual(formulasAt(6), ["da = 1.000·(−0.5519) = −0.5519", "f′(z) = 1 − 0.09967² = 0.9901",
    "dz = da·f′(z) = −0.5519·0.9901 = −0.5464", "dw = −0.5464·1.000 = −0.5464",
    "dw = −0.5464·2.000 = −1.093", "db = dz = −0.5464"]);
  assert.deepEqual(formulasAt(7).slice(0, 3), ["da = −0.5000·(−0.5519) = 0.2760",
    "f′(z) = 1 − 0.7163² = 0.4869", "dz = da·f′(z) = 0.2760·0.4869 = 0.1344"]);
});

test("the slope of a mean over several outputs is shared among them, as the engine does", () => {
  /** The first formula of an output's blame. */
  const slopeOf = (loss, [a, y], da, outputs = 2) => {
    const layer = { ...TRACE.layers[1], activation: "identity", z: [a, 1], a: [a, 1].slice(0, outputs),
      da: [da, 0], slope: [1, 1], dz: [da, 0] };
    const trace = { ...TRACE, coded_target: [y, 1], layers: [TRACE.layers[0], layer] };
    const at = stationsOf(trace, "unit").findIndex(({ kind }) => kind === "blame");
    return formulasAt(at, trace, { spec: { ...SPEC, loss } })[0];
  };
  assert.equal(slopeOf("mse", [3, 1], 2), "da = 2/2·(3.000 − 1.000) = 2.000");
  assert.equal(slopeOf("mae", [3, 1], 0.5), "da = 1/2·sign(3.000 − 1.000) = 0.5000");
  assert.equal(slopeOf("mae", [3, 1], 1, 1), "da = sign(3.000 − 1.000) = 1.000");
  assert.equal(slopeOf("huber", [3, 1], 0.5), "da = 1/2·sign(3.000 − 1.000) = 0.5000");
  assert.equal(slopeOf("huber", [1.5, 1], 0.25), "da = 1/2·(1.500 − 1.000) = 0.2500");
  assert.equal(slopeOf("huber", [1.5, 1], 0.5, 1), "da = 1.500 − 1.000 = 0.5000");
});

test("a hidden unit says that training leaves some out, where it does", () => {
  const keysAt = (at, rate) => {
    const context = contextOf(TRACE, TRACE.layers, stationsOf(TRACE, "unit")[at],
      { spec: { ...SPEC, dropout_rate: rate } });
    return sectionsOf(context).map(({ say }) => say?.key);
  };
  assert.ok(keysAt(1, 0.2).includes("step.say.dropout"));
  assert.ok(!keysAt(1, 0).includes("step.say.dropout"));
  assert.ok(!keysAt(3, 0.2).includes("step.say.dropout")); // the output never is left out
});

test("update: each weight goes against its gradient", () => {
  assert.deepEqual(formulasAt(8), ["w′ = 0.5000 − 0.5·(−0.5464) = 0.7732",
    "w′ = −0.2500 − 0.5·(−1.093) = 0.2964", "b′ = 0.1000 − 0.5·(−0.5464) = 0.3732"]);
});

test("what stays as it is says why, without a formula", () => {
  const frozen = { ...TRACE, layers: TRACE.layers.map((layer) => ({ ...layer, frozen: true })) };
  const context = contextOf(frozen, frozen.layers, stationsOf(frozen, "unit")[8]);
  assert.deepEqual(sectionsOf(context).map(({ say }) => say.key), ["step.say.stays.frozen"]);
  const hidden = { network: { ...NETWORK, hiddenUnits: [[0, 0]] } };
  assert.deepEqual(formulasAt(6, TRACE, hidden), []);
  assert.deepEqual(formulasAt(8, TRACE, hidden), []);
});

test("a formula that would not lead to the server's number is not shown", () => {
  const layers = TRACE.layers.map((layer) => ({ ...layer,
    W_after: layer.W_after.map((row) => row.map((w) => w + 0.001)) }));
  assert.deepEqual(formulasAt(8, { ...TRACE, layers }).slice(0, 1), ["w = 0.5000 → 0.7742"]);
});

test("clipping and a penalty have lines of their own", () => {
  const [first] = TRACE.layers;
  const W_after = first.W_after.map((row, from) => row.map((_, to) =>
    (first.W[from][to] - 0.25 * first.dW[from][to]) / (1 + 0.5 * 0.1)));
  const b_after = first.b.map((b, to) => b - 0.25 * first.db[to]);
  const trace = { ...TRACE, clip_factor: 0.5, layers: [{ ...first, W_after, b_after }, TRACE.layers[1]] };
  const spec = { ...SPEC, regularizer: { key: "l2", rate: 0.1 }, gradient_clip: 0.5 };
  assert.deepEqual(formulasAt(8, trace, { spec }), ["g = 0.5000·(−1.093) = −0.5464",
    "w′ = −0.2500 − 0.5·(−0.5464) = 0.02322", "w″ = 0.02322/(1 + 0.05000) = 0.02212"]);
});

test("a perceptron learns from its mistake, and from nothing else", () => {
  assert.deepEqual(formulasAt(1, MISTAKE), [
    "z = 0.5000·1.000 + (−1.000)·2.000 + 0.2000 = −1.300", "−1.300≤0 → a = −1.000"]);
  assert.deepEqual(formulasAt(2, MISTAKE), ["y·z = 1.000·(−1.300) = −1.300≤0"]);
  assert.deepEqual(formulasAt(3, MISTAKE), ["w′ = 0.5000 + 0.1·1.000·1.000 = 0.6000",
    "w′ = −1.000 + 0.1·1.000·2.000 = −0.8000", "b′ = 0.2000 + 0.1·1.000 = 0.3000"]);
  const right = { ...MISTAKE, mistake: false };
  assert.deepEqual(formulasAt(3, right), []);
  const unit = { ...MISTAKE, model: "threshold", learning_rate: null };
  const context = contextOf(unit, layersOf(unit), stationsOf(unit, "unit")[3]);
  assert.equal(sectionsOf(context)[0].say.key, "step.say.stays.threshold");
});

test("many inputs are a table, the strongest first", () => {
  const inputs = Array.from({ length: 9 }, (_, at) => at);
  const layer = { ...TRACE.layers[1], inputs, W: inputs.map(() => [0.5]), dW: inputs.map((x) => [x]),
    W_after: inputs.map(() => [0.5]) };
  const trace = { ...TRACE, layers: [layer], features: inputs };
  const context = contextOf(trace, trace.layers, stationsOf(trace, "unit")[1]);
  const [{ lines, table }] = sectionsOf(context);
  assert.equal(textOf(lines[0].formula).slice(0, 28), "z = Σ(w·a) + b = 18.00 + 0.0");
  assert.deepEqual(table.rows[0], { name: "x9", cells: [0.5, 8, 4] });
});

test("a layer at once has the rule, and the numbers of all its units", () => {
  assert.deepEqual(formulasAt(1, TRACE, {}, "layer"), ["z = Σ(w·a) + b", "a = tanh(z)"]);
});
