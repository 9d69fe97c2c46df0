// @ts-check
// An experiment as a file: what was asked for, and if wanted the exact state and the history.
// Checkpoints that the server's API hands out can be opened as well.

const FORMAT = "nn-playground experiment";
const CHECKPOINT = "nn-playground checkpoint";
const VERSION = 1;
export const MOST_BYTES = 16 * 1024 * 1024;

/** @typedef {{experiment: any, checkpoint: any, history: any}} Experiment The last two or null. */

/** A file that cannot be opened; key of the text that says why. */
export class FileError extends Error {
  name = "FileError";

  /** @param {string} key @param {Record<string, string>} [values] */
  constructor(key, values = {}) {
    super(key);
    this.key = key;
    this.values = values;
  }
}

/** @param {Experiment} parts @returns {string} */
export const writeExperiment = ({ experiment, checkpoint, history }) => JSON.stringify({
  format: FORMAT, version: VERSION, experiment,
  ...(checkpoint && { checkpoint }), ...(history && { history }),
}, null, 1);

/** @param {any} value */
const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** @param {string} text @returns {Experiment} */
export function readExperiment(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    throw new FileError("saving.not_json"); // the words of the parser help nobody
  }
  if (file?.format === CHECKPOINT) return { experiment: null, checkpoint: file, history: null };
  if (file?.format !== FORMAT) throw new FileError("saving.not_ours", { format: FORMAT });
  if (file.version !== VERSION) {
    throw new FileError("saving.other_version", { version: String(file.version) });
  }
  const { experiment, checkpoint = null, history = null } = file;
  if (!isPlain(experiment) || ![checkpoint, history].every((one) => one === null || isPlain(one))) {
    throw new FileError("saving.damaged");
  }
  return { experiment, checkpoint, history };
}
