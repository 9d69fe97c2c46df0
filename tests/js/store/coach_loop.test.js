import assert from "node:assert/strict";
import test from "node:test";
import "../vendored.js";

const { signal } = await import("@preact/signals");
const { startCoach } = await import("../../../static/js/store/coach_loop.js");

const CATALOG = { datasets: [{ key: "circle" }], features: [{ key: "x1" }], activations: [],
  optimizers: [], limits: {}, defaults: {} };
const SPEC = { dataset: { key: "circle", noise: 0 }, features: ["x1"], optimizer: { key: "sgd" },
  hidden_layers: [{ units: 1, activation: "relu" }] };
const NETWORK = {
  layout: [
    { W: { offset: 0, shape: [1, 1] }, b: { offset: 1, shape: [1] }, activation: "relu" },
    { W: { offset: 2, shape: [1, 1] }, b: { offset: 3, shape: [1] }, activation: "sigmoid" },
  ],
  preprocessing: { features: ["x1"], mean: [0], scale: [1] },
  points: { inputs: [[1, 0], [2, 0]], split: ["train", "train"] },
};
const ALIVE = Float32Array.of(1, 0, 1, 0);
const DEAD = Float32Array.of(-1, -1, 1, 0.5);
const METRICS = { train_loss: 0.6, test_loss: 0.6, train_accuracy: 0.6, test_accuracy: 0.6 };

function playStore(step, state, parameters) {
  return { wanted: signal(SPEC), catalog: signal(CATALOG), past: signal(null), isUsable: signal(true),
    metrics: signal(METRICS), state: signal(state), running: signal(state === "running"),
    reason: signal(null), step: signal(step), epoch: signal(1), network: signal(NETWORK),
    losses: { columns: { step: [], train: [], test: [] } }, advice: signal(null), parameters };
}

test("units that died right before a pause are counted when it pauses", () => {
  const store = playStore(5, "running", ALIVE);
  startCoach(store, () => 0); // no time goes by
  assert.equal(store.advice.value.key, "coach.learning");
  store.parameters = DEAD;
  store.step.value = 6;
  assert.equal(store.advice.value.key, "coach.learning", "as it runs, units are counted now and then");
  store.running.value = false;
  store.state.value = "paused";
  assert.equal(store.advice.value.key, "coach.dead");
});

test("at step 0 the weights tell whether anything was learned", () => {
  const store = playStore(0, "idle", ALIVE);
  startCoach(store, () => 0);
  assert.equal(store.advice.value.key, "coach.start");
  store.parameters = DEAD;
  store.metrics.value = { ...METRICS };
  assert.equal(store.advice.value.key, "coach.kept");
});
