import assert from "node:assert/strict";
import test from "node:test";
import { playOpen } from "./play.js";

const { createQuestionActions, questionOf } =
  await import("../../../static/js/store/question.js");
const { endingOf } = await import("../../../static/js/store/goal.js");

async function begin(step) {
  const { store } = await playOpen();
  store.now.value = { ...store.now.value, step, epoch: Math.floor(step / 9) };
  store.step.value = 0; // somebody looks at the past, which has no say here
  const pushed = [];
  const actions = createQuestionActions({ store, push: async (patch) => pushed.push(patch) });
  return { store, actions, pushed };
}

test("before the first epoch nothing asks", async () => {
  const { actions, pushed } = await begin(8);
  await actions.configure({ patch: { loss: "huber" } });
  assert.deepEqual(pushed, [{ loss: "huber" }]);
});

test("what changes live does not ask, nor does the same value", async () => {
  const { store } = await begin(9);
  assert.equal(questionOf(store, { optimizer: { learning_rate: 1 } }), null);
  assert.equal(questionOf(store, { loss: "mse" }), null);
});

test("what begins a new run asks, and does what is answered", async () => {
  const { store, actions, pushed } = await begin(9);
  await actions.configure({ patch: { loss: "huber" } });
  assert.deepEqual(pushed, []);
  assert.deepEqual(store.question.value,
    { patch: { loss: "huber" }, paths: ["loss"], canKeep: true, steps: 9 });
  await actions.go_on_with_it();
  assert.deepEqual(pushed, [{ loss: "huber", keep_weights: true }]);
  assert.equal(store.question.value, null);
  await actions.configure({ patch: { optimizer: { key: "adam" } } });
  actions.leave_it();
  await actions.start_with_it(); // nothing is asked any more
  assert.equal(pushed.length, 1);
});

test("initial weights cannot be kept", async () => {
  const { store } = await begin(9);
  assert.equal(questionOf(store, { initializer: { key: "zeros" } }).canKeep, false);
});

test("a goal that is behind does not hinder a run", async () => {
  const { store } = await begin(100);
  assert.deepEqual(endingOf(store), {});
  store.goal.value = { name: "steps", value: 100 };
  assert.deepEqual(endingOf(store), {});
  store.goal.value = { name: "steps", value: 101 };
  assert.deepEqual(endingOf(store), { until: { steps: 101 } });
  store.goal.value = { name: "test_loss", value: 0.1 };
  assert.deepEqual(endingOf(store), { until: { test_loss: 0.1 } });
});
