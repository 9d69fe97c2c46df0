// @ts-check
// The first network of the case, while it learns what is taken from it later. It may be paused, and
// whatever keeps it from getting there is told: nobody waits for what does not come.
import { CASE } from "./transfer_case.js";
import { troubleOf } from "./runs.js";

const SPEED = 200; // steps a second: a few seconds to watch

/** Why it will not learn any more. @type {Record<string, string>} */
const WORDS = Object.freeze({
  diverged: "The training of the first network blew up.",
  ended: "The session of the first network has ended.",
  failed: "The connection to the first network is lost.",
});

/** The step at which it has learned; null: not known yet. @param {import("./runs.js").Run} run */
export const endOf = ({ perEpoch }) =>
  (perEpoch.value === null ? null : CASE.sourceEpochs * perEpoch.value);

/**
 * @param {import("./runs.js").Run} run
 * @returns {"learned" | "diverged" | "ended" | "failed" | "waiting" | "learning" | "resting"}
 */
export function conditionOf(run) {
  const { connection: { value: connection }, state: { value: state }, step } = run;
  const end = endOf(run);
  if (connection === "ended" || connection === "failed") return connection;
  if (state === "diverged") return "diverged";
  if (connection !== "open") return "waiting";
  if (state === "running") return "learning";
  return state === "finished" || (end !== null && step.value >= end) ? "learned" : "resting";
}

/** Why it cannot go on; null: it can. @param {import("./runs.js").Run} run */
export function troubleWith(run) {
  const words = WORDS[conditionOf(run)];
  return words ? run.trouble.value ?? troubleOf({ message: words }) : null;
}

/** On to its end. @param {import("./runs.js").Run} run */
const learn = (run) =>
  run.command("run", { steps_per_second: SPEED, until: { epochs: CASE.sourceEpochs } });

/**
 * @param {any} transfer
 * @param {(trouble: any) => void} fail
 */
export function createSourceActions(transfer, fail) {
  async function goOn() {
    const run = transfer.source.value;
    if (conditionOf(run) !== "resting" || transfer.isStarting.value) return;
    transfer.isStarting.value = true;
    const isTold = await learn(run);
    if (transfer.source.value !== run) return; // given up, or begun again
    transfer.isStarting.value = false;
    if (!isTold && run.connection.value === "open") fail(run.trouble.value);
  }

  return {
    goOn,
    toggle() {
      const run = transfer.source.value;
      return run.running.value ? run.command("pause") : goOn();
    },

    /** @param {() => any} onLearned */
    follow(onLearned) {
      const run = transfer.source.value;
      if (!run || transfer.phase.value !== "source") return;
      const trouble = troubleWith(run);
      if (conditionOf(run) === "learned") queueMicrotask(onLearned);
      if (trouble) queueMicrotask(() => transfer.source.value === run && fail(trouble));
    },
  };
}

/** Whether it waits to be told to learn on. @param {any} store */
export const isResting = ({ transfer: { phase, source, isStarting } }) => phase.value === "source"
  && source.value && !isStarting.value && conditionOf(source.value) === "resting";
