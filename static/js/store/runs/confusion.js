// @ts-check
// Which classes a network takes for which, asked of some of the samples. Pure.

const MOST_SAMPLES = 300;

/** The place of the largest value. @param {readonly number[]} values */
const largestAt = (values) => values.reduce((best, value, at) => (value > values[best] ? at : best), 0);

/**
 * Rows to ask: those of the test split if there is one, evenly thinned.
 * @param {readonly string[]} split
 */
export function rowsToAsk(split) {
  const all = split.map((_, row) => row);
  const test = all.filter((row) => split[row] === "test");
  const rows = test.length > 0 ? test : all;
  const every = Math.max(1, rows.length / MOST_SAMPLES);
  return Array.from({ length: Math.min(rows.length, MOST_SAMPLES) },
    (_, at) => rows[Math.floor(at * every)]);
}

/**
 * Rows are what samples are, columns what they are called.
 * @param {(sample: number[]) => readonly number[]} answer The outputs.
 * @param {{inputs: number[][], targets: number[], split: string[]}} points
 * @param {number} classes
 * @returns {number[][]}
 */
export function confusionOf(answer, { inputs, targets, split }, classes) {
  const table = Array.from({ length: classes }, () => new Array(classes).fill(0));
  for (const row of rowsToAsk(split)) {
    const outputs = answer(inputs[row]);
    const called = outputs.length > 1 ? largestAt(outputs) : Number(outputs[0] > 0.5);
    table[targets[row]][called] += 1;
  }
  return table;
}
