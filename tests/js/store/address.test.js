import assert from "node:assert/strict";
import test from "node:test";
import { playOpen, refusal, settle } from "./play.js";

const { createAddressActions, wishOf } = await import("../../../static/js/store/address.js");
const { errorsByControl } = await import("../../../static/js/store/errors.js");

const DEFAULTS = { loss: "auto", batch_size: 10, optimizer: { key: "sgd", learning_rate: 0.03 } };

/** @param {string} hash @param {(patch: any) => Record<string, string>} [refuse] By pointer. */
async function begin(hash, refuse = () => ({})) {
  const { store } = await playOpen();
  store.catalog.value = { ...store.catalog.value, defaults: DEFAULTS, optimizers: [] };
  const bar = { hash, listeners: [], read: () => bar.hash, write: (next) => { bar.hash = next; },
    onPaste: (listener) => bar.listeners.push(listener) };
  const waiting = [];
  const pushed = [];
  const push = async (patch) => {
    pushed.push(patch);
    const refused = refuse(patch);
    store.errors.value = Object.keys(refused).length > 0
      ? errorsByControl(refusal(refused), patch) : {};
    return Object.keys(refused).length === 0;
  };
  const timers = { schedule: (action) => waiting.push(action) };
  const actions = createAddressActions({ store, push, timers }, bar);
  const wait = () => waiting.splice(0).forEach((action) => action());
  return { store, bar, pushed, actions, wait };
}

test("the address follows the experiment, once in a while", async () => {
  const { store, bar, wait } = await begin("");
  store.requested.value = { ...DEFAULTS, batch_size: 1 };
  store.requested.value = { ...DEFAULTS, batch_size: 32 };
  assert.equal(bar.hash, "");
  wait();
  assert.equal(bar.hash, "v=1&batch_size=32");
  store.requested.value = DEFAULTS;
  wait();
  assert.equal(bar.hash, "");
});

test("the page opens with what its address says", () => {
  assert.deepEqual(wishOf({ read: () => "v=1&batch_size=3" }), { batch_size: 3 });
  assert.equal(wishOf({ read: () => "" }), undefined);
});

test("a pasted link is followed, and what it does not name is as usual", async () => {
  const { bar, pushed } = await begin("");
  bar.hash = "v=1&optimizer.learning_rate=1";
  for (const listener of bar.listeners) listener();
  await settle();
  assert.deepEqual(pushed, [{ ...DEFAULTS, keep_weights: false,
    optimizer: { key: "sgd", learning_rate: 1 } }]);
});

test("what is refused of a link is left out, and said", async () => {
  const refuse = ({ optimizer }) => (optimizer.learning_rate < 0
    ? { "/optimizer/learning_rate": "optimizer.learning_rate must be above 0; got -1" } : {});
  const { store, bar, pushed, actions } = await begin("", refuse);
  bar.hash = "v=1&batch_size=3&optimizer.learning_rate=-1";
  await actions.follow_link();
  assert.equal(pushed.length, 2);
  assert.equal(pushed[1].batch_size, 3);
  assert.deepEqual(pushed[1].optimizer, DEFAULTS.optimizer);
  assert.deepEqual(store.errors.value, {});
  assert.equal(store.notice.value.key, "notice.left_out");
  assert.match(store.notice.value.values.why, /must be above 0/);
});

test("a link of another version is not followed, and that is said", async () => {
  const { store, bar, pushed, actions } = await begin("");
  bar.hash = "v=7&batch_size=3";
  await actions.follow_link();
  assert.deepEqual(pushed, []);
  assert.equal(store.notice.value.key, "notice.link_version");
});
