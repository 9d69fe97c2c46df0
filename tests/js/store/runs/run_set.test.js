import assert from "node:assert/strict";
import test from "node:test";
import "../../vendored.js";

const { nextMark, orderOf } = await import("../../../../static/js/store/runs/run_set.js");
const { updatesPerEpoch } = await import("../../../../static/js/store/runs/runs.js");
const { confusionOf, rowsToAsk } = await import("../../../../static/js/store/runs/confusion.js");

test("all stop at the next mark, from wherever they are", () => {
  assert.deepEqual([0, 1999, 2000].map((at) => nextMark(at, 2000)), [2000, 2000, 4000]);
});

test("steps and epochs are ordered in steps", () => {
  const place = { step: 0, perEpoch: 40, stopAt: null };
  assert.deepEqual(orderOf(place, "step", { speed: 500 }, 2000, 1e5),
    { steps_per_second: 500, until: { steps: 2000 } });
  assert.deepEqual(orderOf(place, "epoch", { speed: 10 }, 50, 1e5),
    { steps_per_second: 400, until: { steps: 2000 } });
  assert.deepEqual(orderOf(place, "epoch", { speed: "max" }, 0, 1e5), { steps_per_second: "max" });
  assert.equal(orderOf({ ...place, step: 2000 }, "step", { speed: 1 }, 2000, 1e5), null);
});

test("a speed stays within what the server grants, and above nothing", () => {
  const place = { step: 0, perEpoch: 4000, stopAt: null };
  assert.equal(orderOf(place, "epoch", { speed: 1000 }, 1, 1e5).steps_per_second, 1e5);
});

test("a run stops where it has to, whatever the mark", () => {
  const place = { step: 0, perEpoch: 5, stopAt: 10 };
  assert.deepEqual(orderOf(place, "epoch", { speed: 2 }, 10, 1e5).until, { steps: 10 });
});

test("updates per epoch follow from the train split", () => {
  const points = { split: [...new Array(400).fill("train"), ...new Array(100).fill("test")] };
  const updates = (spec) => updatesPerEpoch(spec, points);
  assert.deepEqual([1, 10, 300, 1000, "full"].map((size) => updates({ batch_size: size })),
    [400, 40, 2, 1, 1]);
  assert.equal(updates({ model: "perceptron", batch_size: null }), 400);
  assert.equal(updatesPerEpoch({ batch_size: 1 }, null), null);
});

test("a confusion counts the test split, what is against what it is called", () => {
  const points = {
    inputs: [[0], [1], [2], [9]], targets: [0, 1, 1, 0], split: ["test", "test", "test", "train"],
  };
  const answer = ([x]) => (x < 2 ? [1, 0] : [0, 1]);
  assert.deepEqual(confusionOf(answer, points, 2), [[1, 0], [1, 1]]);
  assert.deepEqual(confusionOf(([x]) => [x / 2], points, 2), [[1, 0], [1, 1]]);
});

test("of many samples some are asked, evenly", () => {
  const rows = rowsToAsk(new Array(3000).fill("test"));
  assert.equal(rows.length, 300);
  assert.deepEqual([rows[0], rows[1], rows.at(-1)], [0, 10, 2990]);
});
