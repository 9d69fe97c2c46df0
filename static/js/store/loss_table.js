// @ts-check
// The loss history for the chart: one table of bounded size. When it is full, pairs of rows
// become one and every later row stands for twice as much: it always spans the whole run evenly.

const CAPACITY = 2048;
const ROWS_PER_FRAME = 6;

/** @typedef {number | null} Loss null = not known, or nothing that can be drawn. */

/** @param {number} length */
const emptyColumn = (length) => new Array(length).fill(null);

export function createLossTable() {
  const columns = {
    step: /** @type {number[]} */ ([]),
    batch: /** @type {(number | null)[]} */ ([]),
    train: /** @type {(number | null)[]} */ ([]),
    test: /** @type {(number | null)[]} */ ([]),
  };

  let rowsInOne = 1; // additions that a row stands for
  let rowsInLast = 1;

  function clear() {
    for (const column of Object.values(columns)) column.length = 0;
    rowsInOne = 1;
    rowsInLast = 1;
  }

  /** Forget what came after a step. @param {number} step */
  function truncate(step) {
    if (step === 0) return clear();
    const rows = columns.step.findLastIndex((known) => known <= step) + 1;
    for (const column of Object.values(columns)) column.length = rows;
    rowsInLast = rowsInOne;
  }

  /** @param {number} step @param {Loss} batch @param {Loss} train @param {Loss} test */
  function push(step, batch, train, test) {
    const last = columns.step.length - 1;
    if (last >= 0 && rowsInLast < rowsInOne) {
      const share = 1 / (rowsInLast + 1);
      setRow(last, step, mixOf(columns.batch[last], finite(batch), share),
        finite(train) ?? columns.train[last], finite(test) ?? columns.test[last]);
      rowsInLast += 1;
      return;
    }
    if (columns.step.length >= CAPACITY) halve();
    setRow(columns.step.length, step, finite(batch), finite(train), finite(test));
    rowsInLast = 1;
  }

  /**
   * @param {number} row
   * @param {number} step
   * @param {Loss} batch
   * @param {Loss} train
   * @param {Loss} test
   */
  function setRow(row, step, batch, train, test) {
    columns.step[row] = step;
    columns.batch[row] = batch;
    columns.train[row] = train;
    columns.test[row] = test;
  }

  /** Make one row of each pair: the later step, the mean batch loss, the newest metrics. */
  function halve() {
    const { step, batch, train, test } = columns;
    const half = Math.floor(step.length / 2);
    for (let row = 0; row < half; row += 1) {
      const [first, second] = [2 * row, 2 * row + 1];
      setRow(row, step[second], mixOf(batch[first], batch[second], 0.5),
        train[second] ?? train[first], test[second] ?? test[first]);
    }
    for (const column of Object.values(columns)) column.length = half;
    rowsInOne *= 2;
  }

  /** @param {import("../net/protocol.js").Frame} frame */
  function addFrame({ stepFrom, stepTo, stride, losses, metrics }) {
    const buckets = Math.min(losses.length, ROWS_PER_FRAME);
    for (let bucket = 0; bucket < buckets; bucket += 1) {
      const start = Math.floor((bucket * losses.length) / buckets);
      const end = Math.floor(((bucket + 1) * losses.length) / buckets);
      let sum = 0;
      for (let i = start; i < end; i += 1) sum += losses[i];
      const last = bucket === buckets - 1;
      const step = last ? stepTo : Math.min(stepTo, stepFrom + end * stride);
      const batch = sum / (end - start);
      push(step, batch, last ? metrics.train_loss : null, last ? metrics.test_loss : null);
    }
    if (buckets === 0 && columns.step.at(-1) !== stepTo) {
      push(stepTo, null, metrics.train_loss, metrics.test_loss);
    }
  }

  /** Start again from the history that a welcome carries. @param {any} history */
  function load(history) {
    clear();
    const rows = [...epochRows(history?.epochs), ...lossRows(history?.losses)];
    rows.sort((a, b) => a.step - b.step);
    for (const row of rows) push(row.step, row.batch, row.train, row.test);
  }

  return { columns, clear, truncate, addFrame, load };
}

/** What cannot be drawn is left out. @param {number | null} value */
const finite = (value) => (Number.isFinite(value) ? value : null);

/** @param {number | null} a @param {number | null} b @param {number} share Of b. */
function mixOf(a, b, share) {
  if (a === null) return b;
  return b === null ? a : a + (b - a) * share;
}

/** @param {any} epochs Columns of the history, one place an epoch. */
function epochRows(epochs) {
  const steps = epochs?.step ?? [];
  const train = epochs?.train_loss ?? emptyColumn(steps.length);
  const test = epochs?.test_loss ?? emptyColumn(steps.length);
  return steps.map((/** @type {number} */ step, /** @type {number} */ row) => ({
    step,
    batch: null,
    train: train[row] ?? null,
    test: test[row] ?? null,
  }));
}

/** @param {any[]} [pieces] Pieces of step losses, each with its stride. */
function lossRows(pieces = []) {
  return pieces.flatMap(({ step_from: from, stride, values }) => {
    const every = Math.max(1, Math.ceil(values.length / CAPACITY));
    return values
      .map((/** @type {number} */ batch, /** @type {number} */ index) => ({
        step: from + (index + 1) * stride,
        batch,
        train: null,
        test: null,
      }))
      .filter((/** @type {any} */ _row, /** @type {number} */ index) => index % every === 0);
  });
}
