import assert from "node:assert/strict";
import test from "node:test";
import { CATALOG, generation, welcome } from "./play.js";

const { createStore } = await import("../../../static/js/store/store.js");
const { receiveEvent, receiveFrame, receiveWelcome } =
  await import("../../../static/js/store/receive.js");

const metrics = { train_loss: 0.5, test_loss: 0.6 };
const frame = (stepFrom, stepTo) => ({
  generation: 1, seq: 1, stepFrom, stepTo, epoch: 1, stride: stepTo - stepFrom, metrics,
  losses: new Float32Array([0.5]), parameters: new Float32Array(3),
});

/** A page that has been trained up to step 30. */
function trained() {
  const store = createStore();
  store.catalog.value = CATALOG;
  receiveWelcome(store, welcome());
  for (const step of [0, 10, 20]) receiveFrame(store, frame(step, step + 10));
  return store;
}

test("frames move counters, metrics and the chart", () => {
  const store = trained();
  assert.equal(store.step.value, 30);
  assert.deepEqual(store.metrics.value, metrics);
  assert.deepEqual(store.losses.columns.step, [10, 20, 30]);
});

test("a resumed welcome keeps the chart, another one begins anew", () => {
  const store = trained();
  receiveWelcome(store, welcome({ resumed: true, step: 30 }));
  assert.deepEqual(store.losses.columns.step, [10, 20, 30]);
  receiveWelcome(store, welcome({ step: 30 }));
  assert.deepEqual(store.losses.columns.step, []);
});

test("a generation that begins at step 0 clears the chart", () => {
  const store = trained();
  receiveEvent(store, generation({ generation: 2, why: "reset" }));
  assert.deepEqual(store.losses.columns.step, []);
  assert.equal(store.metrics.value, null);
  assert.equal(store.step.value, 0);
});

test("a restarted worker takes back only what was lost", () => {
  const store = trained();
  receiveEvent(store, { type: "worker_restarted", lost_steps: 8 });
  receiveEvent(store, generation({ generation: 2, why: "worker_restarted", step: 22 }));
  assert.deepEqual(store.losses.columns.step, [10, 20]);
  assert.equal(store.step.value, 22);
  assert.deepEqual(store.notice.value, { key: "notice.restarted", values: { steps: 8 } });
  receiveFrame(store, frame(22, 25));
  assert.deepEqual(store.losses.columns.step, [10, 20, 25]);
});

test("the server's speed counts unless a person is choosing one", () => {
  const store = trained();
  const running = { type: "state", state: "running", steps_per_second: 40 };
  receiveEvent(store, running);
  assert.equal(store.stepsPerSecond.value, 40);
  store.stepsPerSecond.value = 90;
  store.pending.value = { steps_per_second: 90 };
  receiveEvent(store, running);
  assert.equal(store.stepsPerSecond.value, 90);
});

test("a divergence is told until the state changes", () => {
  const store = trained();
  receiveEvent(store, { type: "state", state: "diverged", cause: "too large", step: 31,
    cause_key: "rate", cause_values: { learning_rate: 3, step: 32 } });
  assert.deepEqual(store.divergence.value, { cause: "too large", suggestion: null, step: 31,
    causeKey: "rate", causeValues: { learning_rate: 3, step: 32 } });
  receiveEvent(store, { type: "state", state: "idle" });
  assert.equal(store.divergence.value, null);
});

test("units that are gone are let go", () => {
  const store = trained();
  store.pinned.value = { layer: 0, unit: 4 };
  store.rover.value = "0:4";
  receiveEvent(store, generation({ generation: 2 }));
  assert.equal(store.pinned.value, null);
  assert.equal(store.rover.value, "-1:0");
});
