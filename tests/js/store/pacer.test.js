import assert from "node:assert/strict";
import test from "node:test";
import { createPacer } from "../../../static/js/store/pacer.js";
import { settle } from "./play.js";

/** A pacer whose sendings are answered by the test. */
function play({ isReady = () => true } = {}) {
  const [sent, pauses, pendings, settled] = [[], [], [], []];
  const pacer = createPacer({
    isReady,
    send: (patch) => new Promise((answer) => sent.push({ patch, answer })),
    onPending: (pending) => pendings.push(pending),
    onSettled: (errors) => settled.push(errors),
    schedule: (action, delayMs) => pauses.push({ action, delayMs }),
  });
  const answer = async (outcome) => {
    sent.at(-1).answer({ errors: {}, ...outcome });
    await settle();
  };
  const goOn = async () => {
    for (const { action } of pauses.splice(0)) action();
    await settle();
  };
  return { pacer, sent, pauses, settled, answer, goOn, pending: () => pendings.at(-1) };
}

test("what is pushed while something is under way is sent as one, after a pause", async () => {
  const game = play();
  game.pacer.push({ batch_size: 1 });
  game.pacer.push({ batch_size: 2 });
  game.pacer.push({ optimizer: { learning_rate: 1 } });
  game.pacer.push({ batch_size: 3 });
  assert.deepEqual(game.sent.map(({ patch }) => patch), [{ batch_size: 1 }]);
  assert.deepEqual(game.pending(), { batch_size: 3, optimizer: { learning_rate: 1 } });
  await game.answer();
  assert.equal(game.sent.length, 1);
  assert.equal(game.pauses[0].delayMs, 70);
  await game.goOn();
  assert.deepEqual(game.sent[1].patch, { batch_size: 3, optimizer: { learning_rate: 1 } });
  await game.answer();
  assert.deepEqual(game.pending(), {});
});

test("a push is answered by the reply to its own patch", async () => {
  const game = play();
  const answers = [];
  game.pacer.push({ batch_size: 1 }).then((accepted) => answers.push(["batch", accepted]));
  game.pacer.push({ seed: 7 }).then((accepted) => answers.push(["seed", accepted]));
  await game.answer();
  assert.deepEqual(answers, [["batch", true]]);
  await game.goOn();
  assert.deepEqual(answers, [["batch", true]]);
  await game.answer({ errors: { seed: "no" }, refused: ["seed"] });
  assert.deepEqual(answers, [["batch", true], ["seed", false]]);
  assert.deepEqual(game.settled, [{}, { seed: "no" }]);
});

/** Two changes that were merged: the answers to both pushes, and the game. */
async function playMerged(ready = { now: false }) {
  const game = play({ isReady: () => ready.now });
  const bad = game.pacer.push({ batch_size: 0 });
  const good = game.pacer.push({ test_fraction: 0.5 });
  ready.now = true;
  game.pacer.resume();
  await settle();
  return { ...game, bad, good };
}

test("a good change merged with a bad one is sent once more without it", async () => {
  const game = await playMerged();
  await game.answer({ errors: { batch_size: "no" }, refused: ["batch_size"] });
  assert.deepEqual(game.sent[1].patch, { test_fraction: 0.5 });
  assert.deepEqual(game.pending(), { test_fraction: 0.5 });
  assert.equal(await game.bad, false);
  await game.answer();
  assert.equal(await game.good, true);
  assert.deepEqual(game.settled, [{ batch_size: "no" }]);
  assert.deepEqual(game.pending(), {});
});

test("a refusal of the whole, or a second one, ends it", async () => {
  const whole = await playMerged();
  await whole.answer({ errors: { batch_size: "no" } });
  assert.equal(await whole.good, false);
  assert.equal(whole.sent.length, 1);
  const twice = await playMerged();
  await twice.answer({ errors: { batch_size: "no" }, refused: ["batch_size"] });
  await twice.answer({ errors: { test_fraction: "no" }, refused: ["test_fraction"] });
  assert.equal(await twice.good, false);
  assert.deepEqual(twice.settled, [{ batch_size: "no", test_fraction: "no" }]);
});

test("what is lost on the way is sent again when the connection is back", async () => {
  const ready = { now: true };
  const game = play({ isReady: () => ready.now });
  const pushed = game.pacer.push({ batch_size: 3 });
  ready.now = false;
  await game.answer({ lost: true });
  await game.goOn();
  assert.equal(game.sent.length, 1);
  assert.deepEqual(game.pending(), { batch_size: 3 });
  game.pacer.push({ seed: 7 });
  ready.now = true;
  game.pacer.resume();
  await settle();
  assert.deepEqual(game.sent[1].patch, { batch_size: 3, seed: 7 });
  await game.answer();
  assert.equal(await pushed, true);
});

test("a drag without a connection keeps where it ended", async () => {
  const game = play({ isReady: () => false });
  const pushes = [1, 2, 3].map((size) => game.pacer.push({ batch_size: size }));
  assert.deepEqual(game.pending(), { batch_size: 3 });
  game.pacer.end();
  assert.deepEqual(await Promise.all(pushes), [false, false, false]);
  assert.deepEqual(game.pending(), {});
  assert.equal(await game.pacer.push({ batch_size: 4 }), false);
  assert.deepEqual(game.pending(), {});
});
