// @ts-check
// From what a person does to what is sent: owns the session, knows no view. The network is given
// to it (api, openStream), so that this file names neither fetch nor socket.
import { batch } from "@preact/signals";
import { fieldOf } from "./catalog.js";
import { ANYWHERE, errorsByControl } from "./errors.js";
import { createPacer } from "./pacer.js";
import { createPageActions } from "./page_actions.js";
import { receiveEvent, receiveFrame, receiveWelcome } from "./receive.js";
import { nest } from "./spec.js";

const FRAMES_PER_SECOND = 30;
const THUMBNAIL_POINTS = 160;
const SUPERSEDED = 4409;
const GONE = new Set([4404, 4410]);

/** @typedef {{type: string, [name: string]: any}} Action */

/** A number that seeds a random stream: 32 bits. */
const randomSeed = () => crypto.getRandomValues(new Uint32Array(1))[0];

export class Conductor {
  #store;
  #api;
  #openStream;
  #pacer;
  #pageActions;
  #sessionActions;
  /** @type {any} */
  #stream = null;
  /** @type {{id: string, token: string} | null} */
  #session = null;

  /**
   * @param {{store: import("./store.js").Store, api: any, openStream: (options: any) => any}} parts
   */
  constructor({ store, api, openStream }) {
    this.#store = store;
    this.#api = api;
    this.#openStream = openStream;
    this.#pacer = createPacer((patch) => this.#send(patch), (pending) => {
      store.pending.value = pending;
    });
    this.#pageActions = createPageActions(store);
    this.#sessionActions = this.#createSessionActions();
  }

  /** Open the page's session: catalog and session at once, thumbnails after. */
  async start() {
    const store = this.#store;
    try {
      const [catalog, created] = await Promise.all([
        this.#api.catalog(),
        this.#api.createSession({}),
      ]);
      store.catalog.value = catalog;
      store.stepsPerSecond.value = fieldOf(catalog, "steps_per_second")?.default ?? "max";
      this.#join(created);
      await this.#loadSamples();
    } catch (error) {
      this.#tellNoStart(error);
    }
  }

  /** The page is left: its session has no one any more. */
  leave() {
    if (!this.#session) return;
    this.#api.deleteSession(this.#session.id, this.#session.token).catch(() => undefined);
  }

  /** What controls and views call. @param {Action} action */
  dispatch = (action) => {
    const onPage = this.#pageActions[/** @type {"hover"} */ (action.type)];
    if (onPage) return onPage(action);
    const onSession = this.#sessionActions[/** @type {"speed"} */ (action.type)];
    return this.#store.connection.value === "open" ? onSession?.(action) : undefined;
  };

  #createSessionActions() {
    return {
      play: () => this.#play(),
      pause: () => this.#command("pause"),
      toggle: () => (this.#store.running.value ? this.#command("pause") : this.#play()),
      step: () => this.#train({ steps: 1 }),
      epoch: () => this.#train({ epochs: 1 }),
      start_again: () => this.#command("reset"),
      new_weights: () => this.#command("reinitialize"),
      new_data: () => this.#pacer.push(nest("seeds.data", randomSeed())),
      speed: (/** @type {Action} */ { value }) => this.#setSpeed(value),
      configure: (/** @type {Action} */ { patch }) => this.#pacer.push(patch),
      try_suggestion: async (/** @type {Action} */ { patch }) => {
        await this.#pacer.push(patch);
        await this.#play();
      },
    };
  }

  async #play() {
    if (this.#store.state.value === "diverged") await this.#command("reset");
    return this.#command("run", { steps_per_second: this.#store.stepsPerSecond.value });
  }

  /** @param {object} amount steps or epochs */
  async #train(amount) {
    if (this.#store.running.value) await this.#command("pause");
    if (this.#store.state.value === "diverged") await this.#command("reset");
    return this.#command("train", amount);
  }

  /** @param {number | "max"} value */
  #setSpeed(value) {
    this.#store.stepsPerSecond.value = value;
    return this.#pacer.push({ steps_per_second: value });
  }

  /** @param {string} type @param {object} [body] */
  async #command(type, body = {}) {
    try {
      return await this.#stream.command(type, body);
    } catch (error) {
      this.#store.errors.value = { [ANYWHERE]: /** @type {Error} */ (error).message };
      return null;
    }
  }

  /** Change the experiment; weights are kept by live changes only. @param {any} patch */
  async #send(patch) {
    const store = this.#store;
    try {
      const reply = await this.#stream.command("configure", { keep_weights: false, ...patch });
      batch(() => {
        if (reply.spec) store.spec.value = reply.spec;
        store.errors.value = {};
      });
    } catch (error) {
      store.errors.value = errorsByControl(error, patch);
    }
  }

  /** @param {any} created The reply to a creation. */
  #join(created) {
    const store = this.#store;
    this.#session = { id: created.id, token: created.token };
    this.#stream = this.#openStream({
      url: this.#api.streamUrl(created.id),
      token: created.token,
      framesPerSecond: Math.min(FRAMES_PER_SECOND, created.limits.frames_per_second),
      on: {
        welcome: (/** @type {any} */ welcome) => {
          receiveWelcome(store, welcome);
          this.#fetchPoints();
        },
        frame: (/** @type {any} */ frame) => receiveFrame(store, frame),
        event: (/** @type {any} */ event) => {
          receiveEvent(store, event);
          if (event.type === "generation") this.#fetchPoints();
        },
        connection: (/** @type {any} */ change) => this.#follow(change),
      },
    });
  }

  /** Many points do not come with the stream: fetch them, unless they are outdated by then. */
  async #fetchPoints() {
    const { network } = this.#store;
    const asked = network.value;
    if (asked.points || !this.#session) return;
    try {
      const { inputs, targets, split } = await this.#api.data(this.#session.id);
      const isCurrent = network.value.generation === asked.generation;
      if (isCurrent) network.value = { ...network.value, points: { inputs, targets, split } };
    } catch {
      // The map stays without points; the next change asks again.
    }
  }

  /** @param {{status: string, code: number | null}} change Of the connection. */
  #follow({ status, code }) {
    const { connection, notice } = this.#store;
    if (status === "closed" && GONE.has(code ?? 0)) {
      this.#replaceSession();
      return;
    }
    batch(() => {
      connection.value = status;
      if (status === "reconnecting") notice.value = { key: "notice.reconnecting" };
      else if (notice.value?.key === "notice.reconnecting") notice.value = null;
      if (status !== "closed") return;
      notice.value = { key: code === SUPERSEDED ? "notice.superseded" : "notice.closed" };
    });
  }

  /** The session has ended: go on in a new one with the same settings. */
  async #replaceSession() {
    this.#store.connection.value = "starting";
    try {
      this.#join(await this.#api.createSession(this.#store.requested.value));
      this.#store.notice.value = { key: "notice.replaced" };
    } catch (error) {
      this.#tellNoStart(error);
    }
  }

  /** @param {any} error */
  #tellNoStart({ message }) {
    this.#store.notice.value = { key: "notice.no_start", values: { why: message } };
  }

  async #loadSamples() {
    const { catalog, samples } = this.#store;
    const load = async (/** @type {any} */ { key }) => {
      const sample = await this.#api.sample(key, { samples: THUMBNAIL_POINTS, seed: 1 });
      samples.value = { ...samples.value, [key]: sample };
    };
    // A thumbnail that does not arrive stays empty; its name is still there.
    await Promise.allSettled(catalog.value.datasets.map(load));
  }
}
