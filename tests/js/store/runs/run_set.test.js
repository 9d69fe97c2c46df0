import assert from "node:assert/strict";
import test from "node:test";
import "../../vendored.js";

const { nextMark, orderOf } = await import("../../../../static/js/store/runs/run_set.js");
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

test("a confusion counts the test split, what is against what it is called", () => {
  const points = {
    inputs: [[0], [1], [2], [9]], targets: [0, 1, 1, 0], split: ["test", "test", "test", "train"],
  };
  const count = (activation, ...units) => confusionOf(
    (samples) => units.map((unit) => samples.map(([x]) => unit(x))), points,
    { classes: ["no", "yes"], layout: [{ activation }] });
  const expected = [[1, 0], [1, 1]];
  assert.deepEqual(count("softmax", (x) => Number(x < 2), (x) => Number(x >= 2)), expected);
  assert.deepEqual(count("sigmoid", (x) => x / 2), expected);
  // Where the border is 0, a little above it is a yes.
  assert.deepEqual(count("tanh", (x) => 0.2 * (x - 1)), expected);
  assert.deepEqual(count("identity", (x) => 0.2 * (x - 1)), expected);
});

test("of many samples some are asked, evenly", () => {
  const rows = rowsToAsk(new Array(3000).fill("test"));
  assert.equal(rows.length, 300);
  assert.deepEqual([rows[0], rows[1], rows.at(-1)], [0, 10, 2990]);
});
