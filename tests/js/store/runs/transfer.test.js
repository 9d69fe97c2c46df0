import assert from "node:assert/strict";
import test from "node:test";
import { CATALOG, generation, greet, playOpen, settle } from "../play.js";

const { createTransferActions } = await import("../../../../static/js/store/runs/transfer.js");
const { createQuestionActions } = await import("../../../../static/js/store/question.js");
const { isResting } = await import("../../../../static/js/store/runs/transfer_source.js");

const POINTS = { inputs: [[0, 0], [1, 1]], targets: [0, 1], split: ["train", "train"] };
const DIGITS = { key: "digits_5_9", hyperparameters: [], classes: ["5", "6"], samples: 100 };

/** A page in the view Transfer, whose case has begun. */
async function begin() {
  const put = [];
  let made = 0;
  const game = await playOpen({
    catalog: async () => ({ ...CATALOG, datasets: [...CATALOG.datasets, DIGITS] }),
    transfer: async () => ({ id: `t${made += 1}`, token: "t", limits: {}, spec: {} }),
    checkpoint: async () => "bytes",
    putCheckpoint: async (id, _, bytes) => put.push([id, bytes]),
  }, {}, [createTransferActions, createQuestionActions]);
  game.dispatch({ type: "transfer_open" });
  game.dispatch({ type: "transfer_case" });
  await settle();
  return { ...game, put, transfer: game.store.transfer };
}

/** Let a stream answer what it was asked. */
async function answer(stream) {
  for (const { resolve } of stream.sent) resolve({ type: "ok" });
  await settle();
}

/** The case, with its first network learning. */
async function learning() {
  const game = await begin();
  const source = game.streams[1];
  source.close = () => undefined;
  greet(source, { points: POINTS });
  await settle();
  assert.equal(source.sent[0].type, "run");
  await answer(source);
  source.on.event({ type: "state", state: "running" });
  return { ...game, source };
}

test("leaving the view pauses the case's first network, and ends it if nobody comes back", async () => {
  const { dispatch, source, timers, called } = await learning();
  dispatch({ type: "transfer_leave" });
  assert.equal(source.sent.at(-1).type, "pause");
  await timers.run();
  assert.deepEqual(called("deleteSession").map(([, id]) => id), ["s1"]);
});

test("a first network that rests says so, and Space goes on", async () => {
  const { store, dispatch, source } = await learning();
  assert.equal(isResting(store), false);
  source.on.event({ type: "state", state: "paused", step: 3, reason: "unwatched" });
  assert.equal(isResting(store), true);
  dispatch({ type: "transfer_toggle" });
  assert.equal(source.sent.at(-1).type, "run");
  assert.equal(isResting(store), false);
  source.on.event({ type: "state", state: "running" });
  dispatch({ type: "transfer_toggle" });
  assert.equal(source.sent.at(-1).type, "pause");
});

test("what keeps the first network from learning ends the wait, in words", async () => {
  const ways = [
    [(on) => on.connection({ status: "closed", code: 4400 }), /connection to the first network/],
    [(on) => on.connection({ status: "closed", code: 4410 }), /session of the first network/],
    [(on) => on.event({ type: "state", state: "diverged", step: 3 }), /blew up/],
  ];
  for (const [happen, words] of ways) {
    const { transfer, source, called } = await learning();
    happen(source.on);
    await settle();
    assert.equal(transfer.phase.value, "choose");
    assert.match(transfer.trouble.value.message, words);
    assert.equal(called("deleteSession").length, 1);
  }
});

test("the case can be given up, also before its first network is there", async () => {
  const { transfer, dispatch, streams, called } = await begin();
  dispatch({ type: "transfer_close" });
  assert.deepEqual([transfer.phase.value, transfer.source.value], ["choose", null]);
  assert.equal(called("deleteSession").length, 1);
  streams[1].close = () => streams[1].on.connection({ status: "closed", code: 1000 });
  greet(streams[1], { points: POINTS });
  await settle();
  assert.deepEqual([streams[1].sent, transfer.phase.value], [[], "choose"]);
});

/** The case, whose first network has learned; both runs connected. */
async function transferred() {
  const game = await learning();
  game.source.on.event({ type: "state", state: "finished", reason: "until", step: 12 });
  await settle();
  return game;
}

test("nothing plays behind a view that was left while the runs were made", async () => {
  const { dispatch, transfer, streams } = await transferred();
  assert.equal(transfer.phase.value, "making");
  dispatch({ type: "transfer_leave" });
  for (const stream of streams.slice(2)) greet(stream, { points: POINTS });
  await settle();
  assert.equal(transfer.phase.value, "ready");
  assert.deepEqual(streams.slice(2).map(({ sent }) => sent.length), [0, 0]);
});

test("the page's trained network is not replaced without asking", async () => {
  const { dispatch, store, streams, put } = await transferred();
  for (const stream of streams.slice(2)) greet(stream, { points: POINTS });
  await settle();
  streams[0].on.event(generation({ generation: 2, step: 80, epoch: 2 }));
  dispatch({ type: "transfer_adopt" });
  await settle();
  assert.deepEqual([store.question.value.steps, put], [80, []]);
  dispatch({ type: "leave_it" });
  dispatch({ type: "start_with_it" });
  await settle();
  assert.deepEqual(put, []);
  dispatch({ type: "transfer_adopt" });
  dispatch({ type: "start_with_it" });
  await settle();
  for (const stream of streams.slice(2)) await answer(stream);
  assert.deepEqual(put, [["s0", "bytes"]]);
  assert.equal(store.question.value, null);
});
