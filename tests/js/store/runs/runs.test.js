import assert from "node:assert/strict";
import test from "node:test";
import { refusal, settle, welcome } from "../play.js";
import { FRAME, openRun, playDesk, POINTS } from "./play_runs.js";

const { Run } = await import("../../../../static/js/store/runs/runs.js");
const { createRunSet } = await import("../../../../static/js/store/runs/run_set.js");

test("a run follows its session: weights, losses, state, divergence", async () => {
  const game = playDesk();
  const run = await openRun(game);
  const { on } = game.streams[0];
  on.frame(FRAME);
  assert.deepEqual([run.step.value, run.metrics.value.test_loss], [4, 0.6]);
  assert.equal(run.losses.columns.test.at(-1), 0.6);
  on.event({ type: "state", state: "diverged", step: 4, cause: "Too fast." });
  assert.deepEqual([run.state.value, run.divergence.value.cause], ["diverged", "Too fast."]);
  on.event({ ...welcome(), type: "generation", generation: 2 });
  assert.deepEqual([run.step.value, run.divergence.value, run.losses.columns.step.length],
    [0, null, 0]);
});

test("a run becomes one of another value in its own session, from the same start", async () => {
  const game = playDesk();
  const run = await openRun(game);
  assert.equal(await run.become(3, { batch_size: 3 }), true);
  assert.deepEqual(game.streams[0].sent,
    [["configure", { batch_size: 3, keep_weights: false }], ["reset", {}]]);
  assert.equal(run.value.value, 3);
});

test("a value that is refused is kept with the server's words, and the run stays", async () => {
  const game = playDesk();
  const run = await openRun(game);
  game.streams[0].answer = () => Promise.reject(refusal({ "/batch_size": "must be at most 9" }));
  assert.equal(await run.become(10, { batch_size: 10 }), false);
  assert.deepEqual(run.refused.value, { value: 10, words: "must be at most 9" });
  assert.equal(run.value.value, 1);
});

test("a server without room is told, and another try may come", async () => {
  const { desk } = playDesk();
  const run = new Run(desk, { id: "r", slot: 0 });
  const full = Object.assign(new Error("Full."), { status: 503 });
  assert.equal(await run.open(() => Promise.reject(full)), false);
  assert.deepEqual([run.connection.value, run.trouble.value.isForNow], ["failed", true]);
});

test("a lost connection and an ended session are two things", async () => {
  const game = playDesk();
  const run = await openRun(game);
  const { on } = game.streams[0];
  on.connection({ status: "reconnecting", code: 1006 });
  assert.equal(run.connection.value, "reconnecting");
  on.welcome(welcome({ points: POINTS, resumed: true }));
  await settle();
  assert.equal(run.connection.value, "open");
  on.connection({ status: "closed", code: 4410 });
  assert.equal(run.connection.value, "ended");
});

test("a run that is not needed any more ends its session, also before the welcome", async () => {
  const game = playDesk();
  const run = await openRun(game);
  run.close();
  assert.deepEqual([game.deleted, game.streams[0].closed], [["s1"], true]);
  const early = new Run(game.desk, { id: "e", slot: 1 });
  early.open(game.desk.api.createSession);
  await settle();
  early.close();
  assert.deepEqual(game.deleted, ["s1", "s2"]);
  assert.equal(game.streams[1].closed, false); // on its way: to close it now would be an error
  game.streams[1].on.welcome(welcome({ points: POINTS }));
  assert.equal(game.streams[1].closed, true);
});

test("a set plays all to one mark, and ends when nobody comes back", async () => {
  const game = playDesk();
  const set = createRunSet(game.desk);
  const runs = [0, 1].map((slot) => set.create({ id: `r${slot}`, slot }));
  for (const run of runs) await openRun(game, run);
  set.runs.value = runs;
  await set.play();
  const [first, second] = game.streams.map(({ sent }) => sent.at(-1));
  assert.deepEqual(first, ["run", { steps_per_second: 500, until: { steps: 2000 } }]);
  assert.deepEqual(second, first);
  set.leave();
  game.later.at(-1)();
  assert.deepEqual(runs.map(({ connection }) => connection.value), ["ended", "ended"]);
  assert.deepEqual(game.deleted, ["s1", "s2"]);
});

test("a run that is left while it plays, or is about to, rests", async () => {
  const game = playDesk();
  const set = createRunSet(game.desk);
  const [run, other] = [0, 1].map((slot) => set.create({ id: `r${slot}`, slot }));
  for (const one of [run, other]) await openRun(game, one);
  [set.runs.value, set.beside.value] = [[run], [other]];
  set.play();
  set.leave();
  assert.deepEqual(game.streams.map(({ sent }) => sent.at(-1)[0]), ["pause", "pause"]);
  const before = game.streams[0].sent.length;
  await set.play();
  await set.train("step");
  assert.equal(game.streams[0].sent.length, before); // nobody looks
  set.stay();
  await set.train("step");
  assert.deepEqual(game.streams[0].sent.at(-1), ["train", { steps: 1 }]);
  set.close();
  assert.deepEqual(game.deleted, ["s1", "s2"]); // also the one beside
});

test("a key that is held down does not heap up steps", async () => {
  const game = playDesk();
  const set = createRunSet(game.desk);
  const run = await openRun(game, set.create({ id: "r", slot: 0 }));
  set.runs.value = [run];
  const all = Array.from({ length: 50 }, () => set.train("step"));
  await Promise.all(all);
  assert.equal(game.streams[0].sent.length, 8);
  await set.train("step");
  assert.equal(game.streams[0].sent.length, 9);
});

/** A run whose samples have to be fetched. */
function openWithoutSamples(game, data) {
  game.desk.api.data = data;
  const run = new Run(game.desk, { id: "r", slot: 0 });
  const opening = run.open(game.desk.api.createSession);
  return { run, opening };
}

test("without its samples a run does not begin: they are missing, and it says so", async () => {
  const game = playDesk();
  const { run, opening } = openWithoutSamples(game, () => Promise.reject(new Error("No answer.")));
  await settle();
  game.streams[0].on.welcome(welcome({ points: undefined }));
  assert.equal(await opening, false);
  assert.deepEqual([run.connection.value, run.trouble.value.message, run.perEpoch.value],
    ["failed", "The samples could not be fetched.", null]);
  assert.deepEqual(game.deleted, ["s1"]);
});

test("a connection that is lost while the samples come is not open", async () => {
  const game = playDesk();
  let arrive;
  const { run } = openWithoutSamples(game, () => new Promise((resolve) => { arrive = resolve; }));
  await settle();
  const { on } = game.streams[0];
  on.welcome(welcome({ points: undefined }));
  on.connection({ status: "reconnecting", code: 1006 });
  arrive(POINTS);
  await settle();
  assert.equal(run.connection.value, "reconnecting");
  on.welcome(welcome({ points: undefined, resumed: true }));
  arrive(POINTS);
  await settle();
  assert.equal(run.connection.value, "open");
});

test("a session that comes after its run was ended is given back", async () => {
  const game = playDesk();
  const run = new Run(game.desk, { id: "r", slot: 0 });
  let arrive;
  const opening = run.open(() => new Promise((resolve) => { arrive = resolve; }));
  run.end();
  arrive({ id: "late", token: "t" });
  assert.equal(await opening, false);
  assert.deepEqual([run.connection.value, game.deleted, game.streams.length],
    ["ended", ["late"], 0]);
});
