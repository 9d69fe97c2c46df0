import assert from "node:assert/strict";
import test from "node:test";
import { CATALOG, greet, playOpen, settle, SPEC } from "../play.js";

const { createCompareActions, ghostId } =
  await import("../../../../static/js/store/runs/compare.js");

const POINTS = { inputs: [[0, 0], [1, 1]], targets: [0, 1], split: ["train", "train"] };
const RATE = { name: "learning_rate", minimum: 1e-5, maximum: 10, scale: "log", default: 0.03 };

/** A page in the view Compare, with its runs on their way. */
async function begin() {
  const game = await playOpen({
    catalog: async () => ({ ...CATALOG, optimizers: [{ key: "sgd", hyperparameters: [RATE] }] }),
  }, { spec: { ...SPEC, model: "network", hidden_layers: [] }, points: POINTS },
  [createCompareActions]);
  game.store.requested.value = game.store.spec.value;
  game.dispatch({ type: "compare_open" });
  await game.timers.run();
  await settle();
  return { ...game, compare: game.store.compare, own: game.streams.slice(1) };
}

/** Let a stream answer what it was asked. */
async function answer(stream) {
  for (const { resolve } of stream.sent) resolve({ type: "ok" });
  await settle();
}

test("play that is pressed before the runs are there does nothing once the view is left", async () => {
  const { dispatch, own } = await begin();
  assert.ok(own.length >= 2);
  dispatch({ type: "compare_toggle" });
  dispatch({ type: "compare_leave" });
  for (const stream of own) greet(stream, { points: POINTS });
  await settle();
  assert.deepEqual(own.flatMap(({ sent }) => sent.map(({ type }) => type)), []);
  dispatch({ type: "compare_open" });
  dispatch({ type: "compare_toggle" });
  await settle();
  assert.deepEqual(own.map(({ sent }) => sent.at(-1).type), own.map(() => "run"));
});

test("a new value of a run is pinned beside the old one", async () => {
  const { dispatch, own, compare } = await begin();
  for (const stream of own) greet(stream, { points: POINTS });
  await settle();
  const [run] = compare.set.value.runs.value;
  const { id } = run.about;
  dispatch({ type: "compare_pin", id });
  const first = ghostId(run, compare.quantity.value);
  const changing = dispatch({ type: "compare_value", id, value: 0.5 });
  for (let turn = 0; turn < 3; turn += 1) await answer(own[0]);
  await changing;
  assert.equal(run.value.value, 0.5);
  dispatch({ type: "compare_pin", id });
  dispatch({ type: "compare_pin", id }); // the same again: in its place
  assert.deepEqual(compare.ghosts.value.map((ghost) => ghost.id),
    [first, ghostId(run, compare.quantity.value)]);
  dispatch({ type: "compare_unpin", id: first });
  assert.deepEqual(compare.ghosts.value.map(({ value }) => value), [0.5]);
});
