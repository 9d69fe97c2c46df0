import assert from "node:assert/strict";
import test from "node:test";
import { createLossTable } from "../../../../static/js/store/charts/loss_table.js";

const METRICS = { train_loss: 0.5, test_loss: 0.6, train_accuracy: 0.8, test_accuracy: 0.7 };
const frame = (stepFrom, losses, { metrics = METRICS, stride = 1, ...more } = {}) =>
  ({ stepFrom, stepTo: stepFrom + losses.length * stride, stride, losses, metrics, epoch: 0,
    gradients: [], ...more });

test("a frame adds a few rows; its metrics belong to the last", () => {
  const { columns, addFrame } = createLossTable();
  addFrame(frame(0, [1, 2]));
  assert.deepEqual(columns, {
    step: [1, 2], epoch: [0, 0], batch: [1, 2], train: [null, 0.5], test: [null, 0.6],
    train_accuracy: [null, 0.8], test_accuracy: [null, 0.7], gradients: [],
  });
  addFrame(frame(2, [1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11]));
  assert.deepEqual(columns.step.slice(2), [4, 6, 8, 10, 12, 14]);
  assert.deepEqual(columns.batch.slice(2), [1, 3, 5, 7, 9, 11]);
});

test("a frame without steps is one row, once", () => {
  const { columns, addFrame } = createLossTable();
  addFrame(frame(0, []));
  addFrame(frame(0, []));
  assert.deepEqual([columns.step, columns.batch, columns.train], [[0], [null], [0.5]]);
});

test("what cannot be drawn is left out", () => {
  const { columns, addFrame } = createLossTable();
  addFrame(frame(0, [Infinity], {
    metrics: { train_loss: Infinity, test_loss: null }, gradients: [NaN, 1],
  }));
  assert.deepEqual([columns.batch, columns.train, columns.test], [[null], [null], [null]]);
  assert.deepEqual(columns.gradients, [[null], [1]]);
});

test("the table stays bounded and spans the whole run", () => {
  const { columns, addFrame } = createLossTable();
  for (let step = 0; step < 10_000; step += 1) {
    addFrame(frame(step, [2], { gradients: [3, 4] }), 100);
  }
  assert.deepEqual([columns.step.length, columns.step[0], columns.step[1]], [1250, 8, 16]);
  assert.equal(columns.step.at(-1), 10_000);
  assert.ok(columns.batch.every((loss) => loss === 2));
  assert.ok(columns.train.every((loss) => loss === 0.5));
  assert.ok(columns.test_accuracy.every((share) => share === 0.7));
  assert.deepEqual(columns.gradients.map((norms) => norms.length), [1250, 1250]);
  assert.ok(columns.gradients[1].every((norm) => norm === 4));
});

test("epochs are counted with their fractions, never past the next whole one", () => {
  const { columns, addFrame } = createLossTable();
  addFrame(frame(0, [1, 1]), 4);
  addFrame({ ...frame(2, [1, 1]), epoch: 1 }, 4);
  addFrame({ ...frame(4, [1, 1, 1, 1, 1, 1]), epoch: 1 }, 4); // the server has not counted yet
  assert.deepEqual(columns.epoch.slice(0, 4), [0.25, 0.5, 0.75, 1]);
  assert.ok(columns.epoch.every((epoch, at) => at === 0 || epoch > columns.epoch[at - 1]));
  assert.ok(columns.epoch.at(-1) < 2);
});

test("another batch size goes on counting epochs from where it was", () => {
  const { columns, addFrame } = createLossTable();
  addFrame({ ...frame(0, [1, 1, 1, 1]), epoch: 1 }, 4);
  addFrame({ ...frame(4, [1]), epoch: 2 }, 1);
  addFrame({ ...frame(5, [1]), epoch: 3 }, 1);
  assert.deepEqual(columns.epoch.slice(3), [1, 2, 3]);
});

test("where nobody knows how long an epoch is, whole ones are told", () => {
  const { columns, addFrame } = createLossTable();
  addFrame(frame(0, [1, 1]));
  addFrame({ ...frame(2, [1, 1]), epoch: 2 });
  assert.deepEqual([columns.epoch[1], columns.epoch.at(-1)], [0, 2]);
});

test("a gradient is zero before the first step and after a divergence: there is none", () => {
  const { columns, addFrame } = createLossTable();
  addFrame(frame(0, [], { gradients: [0, 0] }));
  addFrame(frame(0, [1], { gradients: [0.5, 0] }));
  addFrame(frame(1, [1], { gradients: [0, 0], diverged: true }));
  assert.deepEqual(columns.gradients, [[null, 0.5, null], [null, 0, null]]);
});

test("going back cuts every column", () => {
  const { columns, addFrame, truncate, clear } = createLossTable();
  for (let step = 0; step < 10; step += 1) addFrame(frame(step, [1], { gradients: [1, 2] }));
  truncate(4);
  const { gradients, ...others } = columns;
  for (const column of [...Object.values(others), ...gradients]) assert.equal(column.length, 4);
  clear();
  assert.deepEqual([columns.step, columns.gradients], [[], []]);
});

test("a history comes back in the order of its steps, with epochs between the whole ones", () => {
  const { columns, load } = createLossTable();
  load({
    losses: [{ step_from: 0, step_to: 4, stride: 2, values: [1, 2] }],
    epochs: { epoch: [1, 2], step: [2, 4], train_loss: [0.4, 0.3], test_loss: [null, null],
      train_accuracy: [0.5, 0.9], test_accuracy: [0.4, 0.8] },
  });
  assert.deepEqual(columns, {
    step: [2, 4], epoch: [1, 2], batch: [1, 2], train: [0.4, 0.3], test: [null, null],
    train_accuracy: [0.5, 0.9], test_accuracy: [0.4, 0.8], gradients: [],
  });
  load({ losses: [{ step_from: 0, step_to: 3, stride: 1, values: [1, 2, 3] }],
    epochs: { epoch: [1], step: [2], train_loss: [0.4] } });
  assert.deepEqual(columns.epoch, [0.5, 1, 1.5]);
  load(null);
  assert.deepEqual(columns.step, []);
});
