// Looking back: what is shown, what goes on meanwhile, and how one returns.
import assert from "node:assert/strict";
import test from "node:test";
import { CATALOG, generation, settle, welcome } from "../play.js";

const { createStore } = await import("../../../../static/js/store/store.js");
const { presentFirst, shownIndex } = await import("../../../../static/js/store/time/past.js");
const { receiveEvent, receiveFrame, receiveWelcome } =
  await import("../../../../static/js/store/receive.js");
const { createRewindActions, createTimeActions, replayPace } =
  await import("../../../../static/js/store/time/time.js");

const frame = (stepFrom, stepTo, train_loss = 1 / (1 + stepTo)) => ({
  generation: 1, seq: 1, stepFrom, stepTo, epoch: Math.floor(stepTo / 20), stride: stepTo - stepFrom,
  metrics: { train_loss, test_loss: train_loss }, losses: new Float32Array([0.5]),
  parameters: new Float32Array(3).fill(stepTo), gradients: new Float32Array(0),
});

/** A page that has been trained up to step 40, in moments of 10 steps. */
function trained() {
  const store = createStore();
  store.catalog.value = CATALOG;
  receiveWelcome(store, welcome());
  for (const step of [0, 10, 20, 30, 40]) receiveFrame(store, frame(Math.max(0, step - 10), step));
  return store;
}

/** Timers that run when told. */
function byHand() {
  const waiting = [];
  return {
    run: () => waiting.splice(0).forEach((act) => act()),
    schedule: (act) => { waiting.push(act); return act; },
    cancel: (act) => { if (waiting.includes(act)) waiting.splice(waiting.indexOf(act), 1); },
    random: () => 0,
  };
}

const shown = (store) =>
  [store.step.value, store.epoch.value, store.metrics.value?.train_loss, store.parameters[0]];

test("an earlier moment is shown whole, and the present again", () => {
  const store = trained();
  const { see_moment: see, see_now: back } = createTimeActions(store, byHand());
  see({ index: 2 });
  assert.deepEqual(shown(store), [20, 1, 1 / 21, 20]);
  assert.equal(store.past.value.step, 20);
  assert.equal(shownIndex(store), 2);
  back();
  assert.deepEqual(shown(store), [40, 2, 1 / 41, 40]);
  see({ index: 4 });
  assert.equal(store.past.value, null, "the last moment is the present");
});

test("training goes on behind the moment that is looked at", () => {
  const store = trained();
  const { see_moment: see, see_now: back } = createTimeActions(store, byHand());
  see({ index: 1 });
  receiveFrame(store, frame(40, 50));
  receiveFrame(store, frame(50, 60));
  assert.deepEqual(shown(store), [10, 0, 1 / 11, 10]);
  assert.equal(store.now.value.step, 60);
  assert.equal(store.losses.columns.step.at(-1), 60, "losses are collected");
  assert.equal(shownIndex(store), 1);
  back();
  assert.deepEqual(shown(store), [60, 3, 1 / 61, 60]);
});

test("a new generation brings the present back, and forgets what is over", () => {
  const store = trained();
  const { see_moment: see } = createTimeActions(store, byHand());
  see({ index: 1 });
  receiveEvent(store, generation({ generation: 2, why: "rewind", step: 25 }));
  assert.deepEqual([store.past.value, store.step.value], [null, 25]);
  assert.deepEqual(store.snapshots.moments.map(({ step }) => step), [0, 10, 20]);
  receiveEvent(store, generation({ generation: 3, why: "reset" }));
  assert.equal(store.snapshots.moments.length, 0);
});

test("a connection that comes back keeps the moments of the same generation", () => {
  const store = trained();
  receiveWelcome(store, welcome({ resumed: true, step: 45 }));
  assert.deepEqual([store.step.value, store.parameters[0]], [45, 40]);
  receiveWelcome(store, welcome({ step: 50 }));
  assert.equal(store.snapshots.moments.length, 5);
  receiveWelcome(store, welcome({ generation: 4, step: 3 }));
  assert.equal(store.snapshots.moments.length, 0);
});

test("a change of the session is made in the present; a pause and the pace leave the view", () => {
  const store = trained();
  const sent = [];
  const open = presentFirst(store, () =>
    ({ command: (type) => { sent.push(type); return Promise.resolve({}); }, close() {} }));
  const { command } = open({});
  const { see_moment: see } = createTimeActions(store, byHand());
  see({ index: 1 });
  command("pause");
  command("configure", { keep_weights: false, steps_per_second: 10 });
  assert.equal(store.past.value.step, 10);
  command("configure", { keep_weights: false, batch_size: 1 });
  assert.equal(store.past.value, null);
  see({ index: 1 });
  command("run");
  assert.equal(store.past.value, null);
  assert.deepEqual(sent, ["pause", "configure", "configure", "run"]);
});

test("weights of the past cannot be edited by mistake", async () => {
  const store = trained();
  const { command } = presentFirst(store, () => ({ command: () => assert.fail("was sent") }))({});
  createTimeActions(store, byHand()).see_moment({ index: 1 });
  await assert.rejects(command("set_parameters", { layers: [] }), { code: "past" });
  assert.equal(store.past.value.step, 10);
});

test("a replay shows every moment once and ends in the present", () => {
  const store = trained();
  const timers = byHand();
  const { replay } = createTimeActions(store, timers);
  const seen = [];
  replay();
  for (let round = 0; store.replaying.value && round < 20; round += 1) {
    seen.push(store.step.value);
    timers.run();
  }
  assert.deepEqual(seen, [0, 10, 20, 30]);
  assert.deepEqual([store.past.value, store.step.value], [null, 40]);
  replay();
  replay();
  timers.run();
  assert.equal(store.step.value, 0, "a replay that is stopped stays where it is");
});

test("long and short runs are replayed in about the same time", () => {
  assert.deepEqual(replayPace(5), { interval: 400, stride: 1 });
  assert.deepEqual(replayPace(100), { interval: 120, stride: 1 });
  const { interval, stride } = replayPace(400);
  assert.ok(interval >= 80 && (400 / stride) * interval <= 20_000);
  assert.equal(replayPace(400, true).interval, 250);
});

test("going on from a moment says where the server went, and runs again if it ran", async () => {
  const store = trained();
  const sent = [];
  const command = async (type, body) => { sent.push([type, body]); return { step: 16 }; };
  const { continue_from: goOn } = createRewindActions({ store, command, timers: byHand() });
  await goOn();
  assert.deepEqual(sent, [], "there is nothing to go back to in the present");
  createTimeActions(store, byHand()).see_moment({ index: 2 });
  store.state.value = "running";
  store.connection.value = "open";
  await goOn();
  await settle();
  assert.deepEqual(sent.map(([type]) => type), ["rewind", "run"]);
  assert.deepEqual(sent[0][1], { step: 20 });
  assert.deepEqual(store.wentTo.value, { asked: 20, step: 16, runs: true });
});

test("going on from a moment keeps where the run is to end", async () => {
  const store = trained();
  const sent = [];
  const command = async (type, body) => { sent.push([type, body]); return { step: 16 }; };
  createTimeActions(store, byHand()).see_moment({ index: 2 });
  Object.assign(store.goal, { value: { name: "test_loss", value: 0.1 } });
  store.state.value = "running";
  store.connection.value = "open";
  await createRewindActions({ store, command, timers: byHand() }).continue_from();
  assert.deepEqual(sent[1][1].until, { test_loss: 0.1 });
});
