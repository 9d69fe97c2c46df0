import assert from "node:assert/strict";
import test from "node:test";
import { CATALOG, refusal, settle, welcome } from "../play.js";

const { Run } = await import("../../../../static/js/store/runs/runs.js");
const { createRunSet } = await import("../../../../static/js/store/runs/run_set.js");

const POINTS = { inputs: [[0, 0], [1, 1]], targets: [0, 1], split: ["train", "train"] };
const FRAME = {
  generation: 1, seq: 1, stepFrom: 0, stepTo: 4, epoch: 1, stride: 1,
  losses: new Float32Array([1, 1, 1, 1]), parameters: new Float32Array([1, 2, 3]), gradients: [],
  metrics: { train_loss: 0.5, test_loss: 0.6, train_accuracy: 0.9, test_accuracy: 0.8 },
};

/** A desk against a server that the test plays. */
function playDesk() {
  const [streams, deleted, later] = [[], [], []];
  let made = 0;
  const desk = {
    store: { catalog: { value: CATALOG } },
    timers: { schedule: (action) => later.push(action), cancel: () => later.splice(0) },
    openStream: ({ on }) => {
      const stream = { on, sent: [], answer: async () => ({ type: "ok" }), closed: false };
      stream.command = (type, body) => {
        stream.sent.push([type, body]);
        return stream.answer(type, body);
      };
      stream.close = () => {
        stream.closed = true;
        on.connection({ status: "closed", code: 1000 });
      };
      streams.push(stream);
      return stream;
    },
    api: {
      streamUrl: (id) => id,
      deleteSession: async (id) => { deleted.push(id); },
      createSession: async () => {
        made += 1;
        return { id: `s${made}`, token: "t", limits: { frames_per_second: 60 } };
      },
    },
  };
  return { desk, streams, deleted, later };
}

/** A run that is connected. @param {any} game */
async function openRun({ desk, streams }, run = new Run(desk, { id: "r", slot: 0, value: 1 })) {
  const opening = run.open(desk.api.createSession);
  await settle();
  streams.at(-1).on.welcome(welcome({ points: POINTS }));
  assert.equal(await opening, true);
  return run;
}

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
