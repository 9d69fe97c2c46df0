// @ts-check
// The history of a run for the charts: one table of bounded size. When it is full, pairs of rows
// become one and every later row stands for twice as much: it always spans the whole run evenly.
// Whoever reads it finds columns of one length; null stands for what is not known, or no number.

const CAPACITY = 2048;
const ROWS_PER_FRAME = 6;
const JUST_BEFORE = 0.999; // of the next epoch

/** What a row keeps of those it stands for: the newest that is known. */
const NEWEST = Object.freeze(
  /** @type {const} */ (["train", "test", "train_accuracy", "test_accuracy"]));

/** @typedef {number | null} Value */
/**
 * @typedef {object} Columns
 * @property {number[]} step The last step that a row stands for.
 * @property {number[]} epoch Passes over the train points up to there, with their fractions.
 * @property {Value[]} batch Mean loss of the batches.
 * @property {Value[]} train
 * @property {Value[]} test
 * @property {Value[]} train_accuracy
 * @property {Value[]} test_accuracy
 * @property {Value[][]} gradients A column a layer: the mean norm; none where nobody tells it.
 */
/**
 * @typedef {object} Row
 * @property {number} step
 * @property {number} [epoch]
 * @property {Value} [batch]
 * @property {Value} [train]
 * @property {Value} [test]
 * @property {Value} [train_accuracy]
 * @property {Value} [test_accuracy]
 * @property {Value[]} [gradients]
 */

export function createLossTable() {
  /** @type {Columns} */
  const columns = {
    step: [], epoch: [], batch: [], train: [], test: [], train_accuracy: [], test_accuracy: [],
    gradients: [],
  };
  let rowsInOne = 1; // additions that a row stands for
  let rowsInLast = 1;

  /** @param {number} rows */
  function cut(rows) {
    const { gradients, ...others } = columns;
    for (const column of [...Object.values(others), ...gradients]) column.length = rows;
  }

  function clear() {
    cut(0);
    columns.gradients.length = 0;
    rowsInOne = 1;
    rowsInLast = 1;
  }

  /** Forget what came after a step. @param {number} step */
  function truncate(step) {
    if (step === 0) return clear();
    cut(columns.step.findLastIndex((known) => known <= step) + 1);
    rowsInLast = rowsInOne;
  }

  /** @param {number} at @returns {Row} */
  function read(at) {
    const { gradients, ...others } = columns;
    const row = Object.fromEntries(Object.entries(others).map(([name, column]) =>
      [name, column[at]]));
    return /** @type {any} */ ({ ...row, gradients: gradients.map((column) => column[at]) });
  }

  /** @param {number} at @param {Row} row */
  function write(at, row) {
    columns.step[at] = row.step;
    columns.epoch[at] = row.epoch ?? 0;
    columns.batch[at] = finite(row.batch);
    for (const name of NEWEST) columns[name][at] = finite(row[name]);
    const norms = row.gradients ?? [];
    while (columns.gradients.length < norms.length) {
      columns.gradients.push(new Array(at).fill(null));
    }
    columns.gradients.forEach((column, layer) => { column[at] = finite(norms[layer]); });
  }

  /** @param {Row} row */
  function push(row) {
    const last = columns.step.length - 1;
    if (last >= 0 && rowsInLast < rowsInOne) {
      write(last, joinRows(read(last), row, 1 / (rowsInLast + 1)));
      rowsInLast += 1;
      return;
    }
    if (columns.step.length >= CAPACITY) halve();
    write(columns.step.length, row);
    rowsInLast = 1;
  }

  /** Make one row of each pair. */
  function halve() {
    const half = Math.floor(columns.step.length / 2);
    for (let at = 0; at < half; at += 1) write(at, joinRows(read(2 * at), read(2 * at + 1), 0.5));
    cut(half);
    rowsInOne *= 2;
  }

  /**
   * How many epochs are made at the end of a frame, which itself tells only the whole ones.
   * @param {import("../../net/protocol.js").Frame} frame
   * @param {number | null} stepsPerEpoch
   */
  function epochAfter({ stepFrom, stepTo, epoch = 0 }, stepsPerEpoch) {
    const [fromStep, fromEpoch] = lastPlace(stepFrom, epoch);
    const perEpoch = stepsPerEpoch ?? (epoch > 0 ? stepTo / epoch : Infinity);
    const guess = fromEpoch + (stepTo - fromStep) / perEpoch;
    return Math.max(fromEpoch, Math.min(Math.max(guess, epoch), epoch + JUST_BEFORE));
  }

  /** Step and epoch of the last row. @param {number} stepFrom @param {number} epoch */
  function lastPlace(stepFrom, epoch) {
    const last = columns.step.length - 1;
    return last < 0 ? [stepFrom, stepFrom === 0 ? 0 : epoch]
      : [columns.step[last], columns.epoch[last]];
  }

  /**
   * @param {import("../../net/protocol.js").Frame} frame
   * @param {number | null} [stepsPerEpoch] Where it is known.
   */
  function addFrame(frame, stepsPerEpoch = null) {
    const { stepFrom, stepTo, stride, losses } = frame;
    const [fromStep, fromEpoch] = lastPlace(stepFrom, frame.epoch ?? 0);
    const toEpoch = epochAfter(frame, stepsPerEpoch);
    const buckets = Math.min(losses.length, ROWS_PER_FRAME);
    for (let bucket = 0; bucket < buckets; bucket += 1) {
      const start = Math.floor((bucket * losses.length) / buckets);
      const end = Math.floor(((bucket + 1) * losses.length) / buckets);
      const last = bucket === buckets - 1;
      const step = last ? stepTo : Math.min(stepTo, stepFrom + end * stride);
      const share = (step - fromStep) / Math.max(1, stepTo - fromStep);
      push({
        step,
        epoch: fromEpoch + (toEpoch - fromEpoch) * share,
        batch: meanOf(losses, start, end),
        ...(last ? measuredIn(frame) : {}),
      });
    }
    if (buckets === 0 && columns.step.at(-1) !== stepTo) {
      push({ step: stepTo, epoch: toEpoch, ...measuredIn(frame) });
    }
  }

  /** Start again from the history that a welcome carries. @param {any} history */
  function load(history) {
    clear();
    const epochs = epochRows(history?.epochs);
    const rows = [...epochs, ...lossRows(history?.losses)];
    rows.sort((a, b) => a.step - b.step);
    countEpochs(rows, epochs);
    rows.forEach((row, at) => {
      if (rows[at + 1]?.step === row.step) rows[at + 1] = joinRows(row, rows[at + 1], 1);
      else push(row);
    });
  }

  return { columns, clear, truncate, addFrame, load };
}

/** What cannot be drawn is left out. @param {Value} [value] */
const finite = (value) => (Number.isFinite(value) ? /** @type {number} */ (value) : null);

/** @param {Value} [a] @param {Value} [b] @param {number} share Of b. */
function mixOf(a = null, b = null, share = 1) {
  if (a === null) return b;
  return b === null ? a : a + (b - a) * share;
}

/** One row of two. @param {Row} earlier @param {Row} later @param {number} share Of the later. */
function joinRows(earlier, later, share) {
  const norms = [earlier.gradients ?? [], later.gradients ?? []];
  const most = Math.max(norms[0].length, norms[1].length);
  /** @type {Row} */
  const row = {
    step: later.step,
    epoch: later.epoch,
    batch: mixOf(finite(earlier.batch), finite(later.batch), share),
    gradients: Array.from({ length: most }, (_, layer) =>
      mixOf(finite(norms[0][layer]), finite(norms[1][layer]), share)),
  };
  for (const name of NEWEST) row[name] = finite(later[name]) ?? finite(earlier[name]);
  return row;
}

/** @param {ArrayLike<number>} values @param {number} start @param {number} end */
function meanOf(values, start, end) {
  let sum = 0;
  for (let i = start; i < end; i += 1) sum += values[i];
  return sum / (end - start);
}

/** What a frame tells of its last step. @param {import("../../net/protocol.js").Frame} frame */
function measuredIn({ metrics, gradients, stepTo, diverged }) {
  return {
    train: metrics.train_loss, test: metrics.test_loss,
    train_accuracy: metrics.train_accuracy, test_accuracy: metrics.test_accuracy,
    // Before the first step and after a divergence there is no gradient.
    gradients: stepTo === 0 || diverged ? [] : [...(gradients ?? [])],
  };
}

/** @param {any} epochs Columns of the history, one place an epoch. @returns {Row[]} */
function epochRows(epochs) {
  const value = (/** @type {string} */ name, /** @type {number} */ at) => epochs[name]?.[at];
  return (epochs?.step ?? []).map((/** @type {number} */ step, /** @type {number} */ at) => ({
    step,
    epoch: value("epoch", at),
    train: value("train_loss", at),
    test: value("test_loss", at),
    train_accuracy: value("train_accuracy", at),
    test_accuracy: value("test_accuracy", at),
  }));
}

/** @param {any[]} [pieces] Pieces of step losses, each with its stride. @returns {Row[]} */
function lossRows(pieces = []) {
  return pieces.flatMap(({ step_from: from, step_to: to = Infinity, stride, values }) => {
    const every = Math.max(1, Math.ceil(values.length / CAPACITY));
    return values
      .map((/** @type {number} */ batch, /** @type {number} */ index) =>
        ({ step: Math.min(to, from + (index + 1) * stride), batch }))
      .filter((/** @type {any} */ _row, /** @type {number} */ index) => index % every === 0);
  });
}

/**
 * The epochs of all rows, in a line between those that are told.
 * @param {Row[]} rows In the order of their steps.
 * @param {Row[]} told Rows with whole epochs.
 */
function countEpochs(rows, told) {
  const marks = [{ step: 0, epoch: 0 }, ...told.filter(({ epoch }) => epoch !== undefined)];
  let at = 0;
  for (const row of rows) {
    while (at < marks.length - 2 && marks[at + 1].step <= row.step) at += 1;
    const [from, to] = [marks[at], marks[at + 1] ?? marks[at]];
    const slope = (to.epoch - from.epoch) / Math.max(1, to.step - from.step);
    row.epoch ??= from.epoch + slope * (row.step - from.step);
  }
}
