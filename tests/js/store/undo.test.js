import assert from "node:assert/strict";
import test from "node:test";
import { playOpen, settle } from "./play.js";

const { changedPaths, createUndoActions } = await import("../../../static/js/store/undo.js");

const SPEC = { loss: "mse", hidden_layers: [{ units: 2, activation: "tanh" }],
  optimizer: { key: "sgd", learning_rate: 0.03 } };

/** A page whose experiment follows what it is asked for. */
async function begin({ refuses = false } = {}) {
  const { store } = await playOpen();
  let time = 0;
  const pushed = [];
  const push = async ({ keep_weights: keep, ...spec }) => {
    pushed.push({ keep, spec });
    if (refuses) return false;
    store.requested.value = spec;
    return true;
  };
  store.requested.value = SPEC;
  const actions = createUndoActions({ store, push }, () => time);
  const change = (patch, wait = 5000) => {
    time += wait;
    store.requested.value = { ...store.requested.value, ...patch };
  };
  return { store, actions, change, pushed };
}

test("what differs is named by its path", () => {
  const after = { ...SPEC, loss: "huber", optimizer: { key: "sgd", learning_rate: 1 } };
  assert.deepEqual(changedPaths(SPEC, after), ["loss", "optimizer.learning_rate"]);
  const other = { ...SPEC, optimizer: { key: "adam", learning_rate: 0.01 } };
  assert.deepEqual(changedPaths(SPEC, other), ["optimizer.key"]);
  assert.deepEqual(changedPaths(SPEC, SPEC), []);
});

test("changes go back and forth, one by one", async () => {
  const { store, actions, change } = await begin();
  change({ loss: "huber" });
  change({ loss: "hinge" });
  await actions.undo();
  assert.equal(store.requested.value.loss, "huber");
  await actions.undo();
  assert.equal(store.requested.value.loss, "mse");
  await actions.undo(); // there is nothing more
  assert.equal(store.requested.value.loss, "mse");
  await actions.redo();
  await actions.redo();
  assert.equal(store.requested.value.loss, "hinge");
  assert.equal(store.undo.future.value.length, 0);
});

test("a change after going back is a new way forward", async () => {
  const { store, actions, change } = await begin();
  change({ loss: "huber" });
  await actions.undo();
  change({ loss: "hinge" });
  assert.equal(store.undo.future.value.length, 0);
  await actions.undo();
  assert.equal(store.requested.value.loss, "mse");
});

test("a drag is one change", async () => {
  const { store, actions, change } = await begin();
  for (const rate of [0.1, 0.3, 1]) {
    change({ optimizer: { key: "sgd", learning_rate: rate } }, 100);
  }
  await actions.undo();
  assert.equal(store.requested.value.optimizer.learning_rate, 0.03);
  await actions.redo();
  assert.equal(store.requested.value.optimizer.learning_rate, 1);
});

test("layers come back without new weights for the others", async () => {
  const { actions, change, pushed } = await begin();
  change({ hidden_layers: [] });
  await actions.undo();
  assert.deepEqual(pushed.at(-1), { keep: true, spec: SPEC });
  change({ loss: "huber" });
  await actions.undo();
  assert.equal(pushed.at(-1).keep, false);
});

test("what is refused stays to be undone", async () => {
  const { store, actions, change } = await begin({ refuses: true });
  change({ loss: "huber" });
  await actions.undo();
  assert.equal(store.undo.past.value.length, 1);
  assert.equal(store.undo.future.value.length, 0);
  await settle();
});
