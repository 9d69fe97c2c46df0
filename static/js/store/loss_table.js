// @ts-check
// The loss history for the chart: one table of bounded size. When it is full, pairs of rows
// become one, so that it always spans the whole run.

const CAPACITY = 2048;
const ROWS_PER_FRAME = 6;

/** @param {number} length */
const emptyColumn = (length) => new Array(length).fill(null);

export function createLossTable() {
  const columns = {
    step: /** @type {number[]} */ ([]),
    batch: /** @type {(number | null)[]} */ ([]),
    train: /** @type {(number | null)[]} */ ([]),
    test: /** @type {(number | null)[]} */ ([]),
  };

  function clear() {
    for (const column of Object.values(columns)) column.length = 0;
  }

  /** @param {number} step @param {number | null} batch @param {number | null} train @param {number | null} test */
  function push(step, batch, train, test) {
    if (columns.step.length >= CAPACITY) halve();
    columns.step.push(step);
    columns.batch.push(finite(batch));
    columns.train.push(finite(train));
    columns.test.push(finite(test));
  }

  /** Replace each pair of rows by one: the later step, the mean batch loss, the newest metrics. */
  function halve() {
    const half = Math.floor(columns.step.length / 2);
    for (let row = 0; row < half; row += 1) {
      const [first, second] = [2 * row, 2 * row + 1];
      columns.step[row] = columns.step[second];
      columns.batch[row] = meanOf(columns.batch[first], columns.batch[second]);
      columns.train[row] = columns.train[second] ?? columns.train[first];
      columns.test[row] = columns.test[second] ?? columns.test[first];
    }
    for (const column of Object.values(columns)) column.length = half;
  }

  /** @param {{stepFrom: number, stepTo: number, stride: number, losses: Float32Array, metrics: any}} frame */
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

  return { columns, clear, addFrame, load };
}

/** What cannot be drawn is left out. @param {number | null} value */
const finite = (value) => (Number.isFinite(value) ? value : null);

/** @param {number | null} a @param {number | null} b */
function meanOf(a, b) {
  if (a === null) return b;
  return b === null ? a : (a + b) / 2;
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
