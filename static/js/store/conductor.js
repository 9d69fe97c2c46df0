// @ts-check
// From what a person does to what is sent: owns the session, knows no view. The network is given
// to it (api, openStream), so that this file names neither fetch nor socket.
import { batch } from "@preact/signals";
import { fieldOf } from "./catalog.js";
import { createPacer } from "./pacer.js";
import { createPageActions } from "./page_actions.js";
import { receiveEvent, receiveFrame, receiveWelcome } from "./receive.js";
import { nest, pathOfPointer, pathsOf } from "./spec.js";

const FRAMES_PER_SECOND = 30;
const THUMBNAIL_POINTS = 160;
const GONE = new Set([4404, 4410]);

/** @typedef {import("./store.js").Store} Store */

/** @param {any} error @param {Record<string, any>} patch @returns {Record<string, string>} */
function errorsByControl(error, patch) {
  const sent = pathsOf(patch);
  const told = error.errors?.length ? error.errors : [error];
  return Object.fromEntries(
    told.map((/** @type {any} */ one) => {
      const path = pathOfPointer(one.pointer ?? "");
      const control = sent.find((name) => path === name || path.startsWith(`${name}.`));
      const near = sent.find((name) => name.startsWith(path) && path !== "");
      return [control ?? near ?? sent[0] ?? "session", one.detail ?? error.message];
    }),
  );
}

/**
 * @param {{store: Store, api: any, openStream: (options: any) => any}} parts
 */
export function createConductor({ store, api, openStream }) {
  /** @type {any} */
  let stream = null;
  /** @type {{id: string, token: string} | null} */
  let session = null;

  const pacer = createPacer(sendPatch, (pending) => {
    store.pending.value = pending;
  });

  /** @param {string} type @param {object} [body] */
  async function command(type, body = {}) {
    try {
      return await stream.command(type, body);
    } catch (error) {
      store.errors.value = { session: /** @type {Error} */ (error).message };
      return null;
    }
  }

  /** @param {Record<string, any>} patch */
  async function sendPatch(patch) {
    try {
      const reply = await stream.command("configure", { keep_weights: false, ...patch });
      batch(() => {
        if (reply.spec) store.spec.value = reply.spec;
        if (patch.steps_per_second) store.stepsPerSecond.value = patch.steps_per_second;
        store.errors.value = {};
      });
    } catch (error) {
      store.errors.value = errorsByControl(error, patch);
    }
  }

  /** @param {Record<string, any>} patch */
  const configure = (patch) => pacer.push(patch);

  async function play() {
    if (store.state.value === "diverged") await command("reset");
    return command("run", { steps_per_second: store.stepsPerSecond.value });
  }

  /** @param {object} amount */
  async function train(amount) {
    if (store.running.value) await command("pause");
    if (store.state.value === "diverged") await command("reset");
    return command("train", amount);
  }

  /** @param {Record<string, any>} suggestion */
  async function trySuggestion(suggestion) {
    await configure(suggestion);
    await play();
  }

  const random32 = () => crypto.getRandomValues(new Uint32Array(1))[0];
  const actions = {
    ...createPageActions(store),
    play,
    pause: () => command("pause"),
    toggle: () => (store.running.value ? command("pause") : play()),
    step: () => train({ steps: 1 }),
    epoch: () => train({ epochs: 1 }),
    start_again: () => command("reset"),
    new_weights: () => command("reinitialize"),
    new_data: () => configure(nest("seeds.data", random32())),
    speed: (/** @type {any} */ { value }) => setSpeed(value),
    configure: (/** @type {any} */ { patch }) => configure(patch),
    try_suggestion: (/** @type {any} */ { patch }) => trySuggestion(patch),
  };

  /** @param {number | "max"} value */
  function setSpeed(value) {
    store.stepsPerSecond.value = value;
    return configure({ steps_per_second: value });
  }

  /** @param {{type: string, [name: string]: any}} action */
  function dispatch(action) {
    const act = actions[/** @type {keyof typeof actions} */ (action.type)];
    const needsStream = !(action.type in createPageActions(store));
    if (!act || (needsStream && store.connection.value !== "open")) return undefined;
    return act(/** @type {any} */ (action));
  }

  /** @param {{status: string, code?: number}} change */
  function onConnection({ status, code }) {
    if (status === "closed" && code !== undefined && GONE.has(code)) return void replaceSession();
    batch(() => {
      const lost = store.connection.value === "reconnecting" && status === "open";
      store.connection.value = status;
      if (status === "reconnecting") store.notice.value = { key: "notice.reconnecting" };
      if (lost && store.notice.value?.key === "notice.reconnecting") store.notice.value = null;
      if (status === "closed") store.notice.value = { key: closedText(code) };
    });
    return undefined;
  }

  /** The session has ended: go on in a new one with the same settings. */
  async function replaceSession() {
    store.connection.value = "starting";
    try {
      join(await api.createSession(store.requested.value ?? {}));
      store.notice.value = { key: "notice.replaced" };
    } catch (error) {
      tellNoStart(error);
    }
  }

  /** @param {any} error */
  function tellNoStart({ message }) {
    store.notice.value = { key: "notice.no_start", values: { why: message } };
  }

  /** @param {any} created The reply to a creation. */
  function join(created) {
    session = { id: created.id, token: created.token };
    stream = openStream({
      url: api.streamUrl(created.id),
      token: created.token,
      framesPerSecond: Math.min(FRAMES_PER_SECOND, created.limits?.frames_per_second ?? 20),
      on: {
        welcome: (/** @type {any} */ welcome) => receiveWelcome(store, welcome),
        frame: (/** @type {any} */ frame) => receiveFrame(store, frame),
        event: (/** @type {any} */ event) => receiveEvent(store, event),
        connection: onConnection,
      },
    });
  }

  async function loadSamples() {
    const load = async (/** @type {any} */ { key }) => {
      const sample = await api.sample(key, { samples: THUMBNAIL_POINTS, seed: 1 });
      store.samples.value = { ...store.samples.value, [key]: sample };
    };
    // A thumbnail that does not arrive stays empty; its name is still there.
    await Promise.allSettled(store.catalog.value.datasets.map(load));
  }

  async function start() {
    try {
      const [catalog, created] = await Promise.all([api.catalog(), api.createSession({})]);
      store.catalog.value = catalog;
      store.stepsPerSecond.value = fieldOf(catalog, "steps_per_second")?.default ?? "max";
      join(created);
      await loadSamples();
    } catch (error) {
      tellNoStart(error);
    }
  }

  function leave() {
    if (session) api.deleteSession(session.id, session.token).catch(() => undefined);
  }

  return { start, leave, dispatch };
}

/** @param {number | undefined} code */
function closedText(code) {
  return code === 4409 ? "notice.superseded" : "notice.closed";
}
