// A page without a browser, against a server that the test plays.
import "../vendored.js";

const { createStore } = await import("../../../static/js/store/store.js");
const { Conductor } = await import("../../../static/js/store/conductor.js");

export const CATALOG = {
  models: [{ key: "network" }, { key: "perceptron" }, { key: "threshold" }],
  features: [{ key: "x1" }, { key: "x2" }],
  datasets: [{ key: "circle", hyperparameters: [] }],
  fields: [{ name: "steps_per_second", default: 500 }],
};
export const SPEC = {
  batch_size: 10, test_fraction: 0.2, loss: "mse", optimizer: { key: "sgd", learning_rate: 0.03 },
};
const LAYOUT = [{ W: { offset: 0, shape: [2, 1] }, b: { offset: 2, shape: [1] } }];
const NO_POINTS = { inputs: [], targets: [], split: [] };

/** What a generation event and a welcome say. @param {object} [more] */
export const generation = (more = {}) => ({
  type: "generation", generation: 1, step: 0, epoch: 0, spec: SPEC, layout: LAYOUT,
  preprocessing: { features: ["x1", "x2"] }, points: NO_POINTS, ...more,
});

/** @param {object} [more] */
export const welcome = (more = {}) => ({
  ...generation(), type: "welcome", state: "idle", resumed: false, history: null, ...more,
});

/** Let every promise that can go on do so. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A refusal as the stream tells it. @param {Record<string, string>} details By pointer. */
export function refusal(details, code = "invalid") {
  const errors = Object.entries(details).map(([pointer, detail]) => ({ pointer, detail }));
  return Object.assign(new Error(errors[0]?.detail ?? code), { code, errors });
}

/** Timers that run when told. */
function fakeTimers() {
  const waiting = [];
  return {
    waiting,
    random: () => 0.5,
    schedule: (action, delayMs) => {
      const timer = { action, delayMs };
      waiting.push(timer);
      return timer;
    },
    cancel: (timer) => {
      if (waiting.includes(timer)) waiting.splice(waiting.indexOf(timer), 1);
    },
    async run() {
      for (const { action } of waiting.splice(0)) action();
      await settle();
    },
  };
}

/** @param {object} [api] Calls that do not simply succeed. @param {any[]} [features] */
export function play(api = {}, features = []) {
  const timers = fakeTimers();
  const streams = [];
  const calls = [];
  const store = createStore();
  const openStream = ({ url, on }) => {
    const stream = { url, on, sent: [] };
    stream.command = (type, body) =>
      new Promise((resolve, reject) => stream.sent.push({ type, body, resolve, reject }));
    streams.push(stream);
    return stream;
  };
  const note = (name, answer) => (...given) => {
    calls.push([name, ...given]);
    return (api[name] ?? answer)(...given);
  };
  const conductor = new Conductor({
    store, openStream, timers, features,
    api: {
      ...api,
      catalog: note("catalog", async () => CATALOG),
      createSession: note("createSession", async () =>
        ({ id: `s${streams.length}`, token: "t", limits: { frames_per_second: 60 } })),
      sample: note("sample", async () => ({})),
      data: note("data", async () => NO_POINTS),
      trace: note("trace", async () => null),
      deleteSession: note("deleteSession", async () => null),
      streamUrl: (id) => id,
    },
  });
  return { store, conductor, dispatch: conductor.dispatch, timers, streams, calls,
    called: (name) => calls.filter(([known]) => known === name) };
}

/**
 * A page that is connected.
 * @param {object} [api] @param {object} [more] Of the welcome. @param {any[]} [features]
 */
export async function playOpen(api, more, features) {
  const game = play(api, features);
  await game.conductor.start();
  greet(game.streams[0], more);
  return game;
}

/** @param {any} stream @param {object} [more] */
export function greet(stream, more) {
  stream.on.welcome(welcome(more));
  stream.on.connection({ status: "open", code: null });
}
