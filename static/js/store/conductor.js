// @ts-check
// From what a person does to what is sent: owns the session, knows no view. The network is given
// to it (api, openStream), so that this file names neither fetch nor socket.
import { batch } from "@preact/signals";
import { CLOSE } from "../net/protocol.js";
import { fieldOf } from "./catalog.js";
import { createEntrance, TIMERS } from "./entrance.js";
import { ANYWHERE, errorsByControl, refusedPaths } from "./errors.js";
import { createPacer } from "./pacer.js";
import { createPageActions } from "./page_actions.js";
import { resume } from "./goal.js";
import { createPointsLoader } from "./points.js";
import { createUnitActions } from "./network/unit_actions.js";
import { receiveEvent, receiveFrame, receiveWelcome } from "./receive.js";
import { loadSamples } from "./samples.js";

const FRAMES_PER_SECOND = 30;
const MOST_TRAINS = 8; // waiting at once; a key that is held down asks for more than it should
const GONE = Object.freeze([CLOSE.unknown, CLOSE.expired]);
const TRAINS = Object.freeze(["toggle", "step", "epoch"]);
const NOT_CONNECTED = "not_connected";
const RELOAD = Object.freeze({ label: "notice.reload", action: { type: "reload" } });

/** @typedef {{type: string, [name: string]: any}} Action */

/**
 * @typedef {object} ConductorParts
 * @property {import("./store.js").Store} store
 * @property {any} api
 * @property {(options: any) => any} openStream
 * @property {import("./entrance.js").Timers} [timers]
 * @property {((desk: Desk) => Record<string, (action: Action) => any>)[]} [features] Further
 *   actions by type, each feature's in a file of its own.
 */
/**
 * @typedef {object} Desk What the actions of a feature work with.
 * @property {import("./store.js").Store} store
 * @property {any} api
 * @property {(options: any) => any} openStream
 * @property {import("./entrance.js").Timers} timers
 * @property {() => {id: string, token: string} | null} session
 * @property {(type: string, body?: object) => Promise<any>} command Null where it was refused,
 *   which the page then says.
 * @property {(patch: any) => Promise<boolean>} push Change the experiment; whether it was taken.
 * @property {(action: Action) => any} dispatch
 */

export class Conductor {
  #store;
  #api;
  #openStream;
  #timers;
  #pacer;
  #entrance;
  #points;
  #pageActions;
  #features;
  #commands;
  #changes;
  /** @type {any} */
  #stream = null;
  /** @type {{id: string, token: string} | null} */
  #session = null;
  /** Train commands, one after the other. @type {Promise<any>} */
  #trains = Promise.resolve();
  #trainsWaiting = 0;

  /** @param {ConductorParts} parts */
  constructor({ store, api, openStream, timers = TIMERS, features = [] }) {
    this.#store = store;
    this.#api = api;
    this.#openStream = openStream;
    this.#timers = timers;
    this.#pacer = this.#createPacer();
    this.#entrance = createEntrance({
      store, api, timers, onEntered: (created, leftOut) => this.#join(created, leftOut),
    });
    this.#points = createPointsLoader({ store, api, timers, session: () => this.#session });
    this.#pageActions = createPageActions(store);
    const desk = this.#createDesk();
    this.#features = Object.assign({}, ...[createUnitActions, ...features].map((one) => one(desk)));
    this.#commands = this.#createCommands();
    this.#changes = this.#createChanges();
  }

  /** Open the page's session. @param {any} [wish] The experiment, if not the usual one. */
  start(wish) {
    return this.#entrance.enter(wish);
  }

  /** The page is left: its session has no one any more. */
  leave() {
    if (!this.#session) return;
    this.#api.deleteSession(this.#session.id, this.#session.token).catch(() => undefined);
  }

  /** What controls and views call. @param {Action} action */
  dispatch = (action) => {
    const { connection } = this.#store;
    const onPage = this.#pageActions[/** @type {"hover"} */ (action.type)];
    if (onPage) return onPage(action);
    if (action.type === "try_again") return this.#tryAgain();
    if (TRAINS.includes(action.type) && !this.#store.model.value.isTrained) return undefined;
    const isOpen = connection.value === "open";
    const act = this.#features[action.type] ?? this.#changes[/** @type {"speed"} */ (action.type)]
      ?? (isOpen ? this.#commands[/** @type {"play"} */ (action.type)] : undefined);
    if (!act || connection.value === "closed") return undefined;
    return this.#act(act, action);
  };

  /** @param {(action: Action) => any} act @param {Action} action */
  async #act(act, action) {
    const { underWay, notice } = this.#store;
    if (notice.value?.isPassing) notice.value = null; // it was about what was done before
    underWay.value += 1;
    try {
      return await act(action);
    } catch (error) {
      console.error(error); // a mistake of ours; what can go wrong is said by the actions
      this.#store.errors.value = { [ANYWHERE]: /** @type {Error} */ (error).message };
      return null;
    } finally {
      underWay.value -= 1;
    }
  }

  /** What needs the server at once. */
  #createCommands() {
    return {
      toggle: () => (this.#store.running.value ? this.#command("pause") : this.#play()),
      step: () => this.#train({ steps: 1 }),
      epoch: () => this.#train({ epochs: 1 }),
      start_again: () => this.#command("reset"),
      new_weights: () => this.#command("reinitialize"),
    };
  }

  /** What can wait until a lost connection is back. */
  #createChanges() {
    return {
      speed: (/** @type {Action} */ { value }) => this.#setSpeed(value),
      configure: (/** @type {Action} */ { patch }) => this.#pacer.push(patch),
      try_suggestion: async (/** @type {Action} */ { patch }) => {
        if (await this.#pacer.push(patch)) await this.#play();
      },
    };
  }

  /** @returns {Desk} */
  #createDesk() {
    return {
      store: this.#store, api: this.#api, openStream: this.#openStream, timers: this.#timers,
      session: () => this.#session,
      command: async (type, body) => (this.#stream ? this.#command(type, body) : null),
      push: (patch) => this.#pacer.push(patch),
      dispatch: this.dispatch,
    };
  }

  #createPacer() {
    const store = this.#store;
    return createPacer({
      schedule: this.#timers.schedule,
      send: (patch) => this.#send(patch),
      isReady: () => store.connection.value === "open",
      onPending: (pending) => {
        store.pending.value = pending;
      },
      onSettled: (errors) => {
        store.errors.value = errors;
      },
    });
  }

  async #play() {
    if (this.#store.state.value === "diverged") await this.#command("reset");
    return resume({ store: this.#store, command: (type, body) => this.#command(type, body) });
  }

  /** @param {object} amount steps or epochs */
  #train(amount) {
    if (this.#trainsWaiting >= MOST_TRAINS) return undefined;
    this.#trainsWaiting += 1;
    this.#trains = this.#trains.then(async () => {
      if (this.#store.running.value) await this.#command("pause");
      if (this.#store.state.value === "diverged") await this.#command("reset");
      await this.#command("train", amount);
      this.#trainsWaiting -= 1;
    });
    return this.#trains;
  }

  /** @param {number | "max"} value */
  #setSpeed(value) {
    this.#store.stepsPerSecond.value = value;
    return this.#pacer.push({ steps_per_second: value });
  }

  /** @param {string} type @param {object} [body] */
  async #command(type, body = {}) {
    try {
      const reply = await this.#stream.command(type, body);
      this.#forgetError();
      return reply;
    } catch (error) {
      const { code, message } = /** @type {any} */ (error);
      if (code !== NOT_CONNECTED) this.#store.errors.value = { [ANYWHERE]: message };
      return null;
    }
  }

  /** What was complained about without a control is over. */
  #forgetError() {
    const { [ANYWHERE]: known, ...others } = this.#store.errors.value;
    if (known !== undefined) this.#store.errors.value = others;
  }

  /** Change the experiment; weights are kept by live changes only. @param {any} patch */
  async #send(patch) {
    try {
      const reply = await this.#stream.command("configure", { keep_weights: false, ...patch });
      if (reply.spec) this.#store.spec.value = reply.spec;
      return { errors: {} };
    } catch (error) {
      if (/** @type {any} */ (error).code === NOT_CONNECTED) return { errors: {}, lost: true };
      return { errors: errorsByControl(error, patch), refused: refusedPaths(error, patch) };
    }
  }

  /** @param {any} created The reply to a creation. @param {string[]} leftOut Why, of each. */
  #join(created, leftOut) {
    const store = this.#store;
    if (leftOut.length > 0) {
      store.notice.value = { key: "notice.left_out", values: { why: leftOut.join("\n") } };
    } else store.notice.value = this.#session ? { key: "notice.replaced" } : null;
    const range = fieldOf(store.catalog.value, "steps_per_second");
    store.stepsPerSecond.value ??= range?.default ?? "max";
    if (!this.#session) loadSamples(store, this.#api);
    this.#session = { id: created.id, token: created.token };
    this.#stream = this.#openStream({
      url: this.#api.streamUrl(created.id),
      token: created.token,
      framesPerSecond: Math.min(FRAMES_PER_SECOND, created.limits.frames_per_second),
      on: {
        welcome: (/** @type {any} */ welcome) => {
          receiveWelcome(store, welcome);
          this.#points.load();
        },
        frame: (/** @type {any} */ frame) => receiveFrame(store, frame),
        event: (/** @type {any} */ event) => {
          receiveEvent(store, event);
          if (event.type === "generation") this.#points.load();
        },
        connection: (/** @type {any} */ change) => this.#follow(change),
      },
    });
  }

  #tryAgain() {
    return this.#points.isMissing() ? this.#points.load(0) : this.#entrance.enter();
  }

  /** @param {{status: string, code: number | null, detail?: string}} change Of the connection. */
  #follow({ status, code, detail = "" }) {
    if (status === "closed" && GONE.includes(code ?? 0)) {
      this.#store.connection.value = "starting";
      this.#entrance.replace();
      return;
    }
    batch(() => {
      this.#store.connection.value = status;
      this.#tellConnection(status, code, detail);
    });
    if (status === "closed") this.#pacer.end();
    if (status !== "open") return;
    this.#entrance.arrived();
    this.#forgetError();
    this.#pacer.resume();
  }

  /** @param {string} status @param {number | null} code @param {string} detail */
  #tellConnection(status, code, detail) {
    const { notice } = this.#store;
    if (status === "reconnecting") notice.value = { key: "notice.reconnecting" };
    else if (notice.value?.key === "notice.reconnecting") notice.value = null;
    if (status !== "closed") return;
    const key = detail ? "notice.refused"
      : code === CLOSE.superseded ? "notice.superseded" : "notice.closed";
    notice.value = { key, values: { why: detail }, button: RELOAD, final: true };
  }
}
