// @ts-check
// Which classes a run takes for which, asked of some of the samples. Pure.
import { calledClasses, countConfusion } from "../charts/confusion.js";

const MOST_SAMPLES = 300;

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
 * @param {(samples: number[][]) => readonly ArrayLike<number>[]} answer One array an output unit.
 * @param {{inputs: number[][], targets: number[], split: string[]}} points
 * @param {{classes: readonly string[], layout: readonly {activation: string}[]}} network
 * @returns {number[][]}
 */
export function confusionOf(answer, { inputs, targets, split }, { classes, layout }) {
  const rows = rowsToAsk(split);
  const outputs = answer(rows.map((row) => inputs[row]));
  const called = calledClasses(outputs, layout[layout.length - 1].activation);
  return countConfusion(rows.map((row) => targets[row]), called, classes.length).counts;
}
