import assert from "node:assert/strict";
import test from "node:test";
import { createLossTable } from "../../../static/js/store/loss_table.js";

const frame = (stepFrom, losses, metrics = { train_loss: 0.5, test_loss: 0.6 }, stride = 1) =>
  ({ stepFrom, stepTo: stepFrom + losses.length * stride, stride, losses, metrics });

test("a frame adds a few rows; its metrics belong to the last", () => {
  const { columns, addFrame } = createLossTable();
  addFrame(frame(0, [1, 2]));
  assert.deepEqual(columns, {
    step: [1, 2], batch: [1, 2], train: [null, 0.5], test: [null, 0.6],
  });
  addFrame(frame(2, [1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11]));
  assert.deepEqual(columns.step.slice(2), [4, 6, 8, 10, 12, 14]);
  assert.deepEqual(columns.batch.slice(2), [1, 3, 5, 7, 9, 11]);
});

test("a frame without steps is one row, once", () => {
  const { columns, addFrame } = createLossTable();
  addFrame(frame(0, []));
  addFrame(frame(0, []));
  assert.deepEqual(columns, { step: [0], batch: [null], train: [0.5], test: [0.6] });
});

test("what cannot be drawn is left out", () => {
  const { columns, addFrame } = createLossTable();
  addFrame(frame(0, [Infinity], { train_loss: Infinity, test_loss: null }));
  assert.deepEqual(columns, { step: [1], batch: [null], train: [null], test: [null] });
});

test("the table stays bounded and spans the whole run", () => {
  const { columns, addFrame } = createLossTable();
  for (let step = 0; step < 10_000; step += 1) addFrame(frame(step, [2]));
  assert.deepEqual([columns.step.length, columns.step[0], columns.step[1]], [1250, 8, 16]);
  assert.equal(columns.step.at(-1), 10_000);
  assert.ok(columns.batch.every((loss) => loss === 2));
  assert.ok(columns.train.every((loss) => loss === 0.5));
});

test("a history comes back in the order of its steps", () => {
  const { columns, load } = createLossTable();
  load({
    losses: [{ step_from: 0, step_to: 4, stride: 2, values: [1, 2] }],
    epochs: { step: [3], train_loss: [0.4], test_loss: [null] },
  });
  assert.deepEqual(columns, {
    step: [2, 3, 4], batch: [1, null, 2], train: [null, 0.4, null], test: [null, null, null],
  });
});
