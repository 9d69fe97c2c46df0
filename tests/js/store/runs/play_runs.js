// Runs against a server that the test plays.
import assert from "node:assert/strict";
import { CATALOG, settle, welcome } from "../play.js";

const { Run } = await import("../../../../static/js/store/runs/runs.js");

export const POINTS = { inputs: [[0, 0], [1, 1]], targets: [0, 1], split: ["train", "train"] };
export const FRAME = {
  generation: 1, seq: 1, stepFrom: 0, stepTo: 4, epoch: 1, stride: 1,
  losses: new Float32Array([1, 1, 1, 1]), parameters: new Float32Array([1, 2, 3]), gradients: [],
  metrics: { train_loss: 0.5, test_loss: 0.6, train_accuracy: 0.9, test_accuracy: 0.8 },
};

/** A desk against a server that the test plays. */
export function playDesk() {
  const [streams, deleted, later] = [[], [], []];
  let made = 0;
  const desk = {
    store: { catalog: { value: CATALOG } },
    timers: { schedule: (action) => later.push(action), cancel: () => later.splice(0) },
    openStream: ({ on }) => {
      const stream = { on, sent: [], answer: async () => ({ type: "ok" }), closed: false };
      stream.command = (type, body) => {
        stream.sent.push([type, body]);
        return stream.answer(type, body);
      };
      stream.close = () => {
        stream.closed = true;
        on.connection({ status: "closed", code: 1000 });
      };
      streams.push(stream);
      return stream;
    },
    api: {
      streamUrl: (id) => id,
      deleteSession: async (id) => { deleted.push(id); },
      createSession: async () => {
        made += 1;
        return { id: `s${made}`, token: "t", limits: { frames_per_second: 60 } };
      },
    },
  };
  return { desk, streams, deleted, later };
}

/** A run that is connected. @param {any} game */
export async function openRun({ desk, streams }, run = new Run(desk, { id: "r", slot: 0, value: 1 })) {
  const opening = run.open(desk.api.createSession);
  await settle();
  streams.at(-1).on.welcome(welcome({ points: POINTS }));
  assert.equal(await opening, true);
  return run;
}
