// @ts-check
// A run: a session of its own beside the page's, with what is known of it. Rooms that train
// several networks at once keep a few of them (run_set.js).
import { batch, computed, signal } from "@preact/signals";
import { CLOSE } from "../../net/protocol.js";
import { describeInputs } from "../inputs.js";
import { createLossTable } from "../charts/loss_table.js";
import { updatesPerEpoch } from "../epochs.js";
import { causeOf } from "../rules.js";

const FRAMES_PER_SECOND = 15; // of each: several share the line and the screen
const GONE = Object.freeze([CLOSE.unknown, CLOSE.expired]);
const NO_SAMPLES = "The samples could not be fetched.";
const FOR_NOW = Object.freeze([0, 408, 429, 502, 503, 504]);

/**
 * @typedef {object} About What a run is, for as long as it is.
 * @property {string} id Unique on the page.
 * @property {number} slot Which of the colors, dashes and letters it has.
 * @property {any} [value] What was chosen at first.
 * @property {any} [points] All samples, where they are known already.
 */
/** @typedef {{status: number, message: string, errors: any[], isForNow: boolean}} Trouble */

/** @param {any} error @returns {Trouble} */
export const troubleOf = ({ status = 0, message, errors = [] }) =>
  ({ status, message, errors, isForNow: FOR_NOW.includes(status) });

/** The server's words, of every field that it names. @param {Trouble} trouble */
export const wordsOf = ({ message, errors }) =>
  errors.map(({ detail }) => detail).join(" ") || message;

export class Run {
  /** "opening" | "open" | "reconnecting" | "ended" | "failed" */
  connection = signal("opening");
  /** Why it could not be made, or what was refused. */
  trouble = signal(/** @type {Trouble | null} */ (null));
  /** A value that the server did not take, and its words. */
  refused = signal(/** @type {{value: any, words: string} | null} */ (null));
  /** "idle" | "running" | "paused" | "finished" | "diverged" */
  state = signal("idle");
  reason = signal(/** @type {string | null} */ (null));
  step = signal(0);
  metrics = signal(/** @type {any} */ (null));
  /** {cause, step} */
  divergence = signal(/** @type {any} */ (null));
  spec = signal(/** @type {any} */ (null));
  network = signal(/** @type {any} */ (null));
  /** All samples. */
  points = signal(/** @type {any} */ (null));
  frameCount = signal(0);
  losses = createLossTable();
  /** The newest; not a signal: read once a drawn frame. */
  parameters = new Float32Array(0);
  /** A step at which it stops in any case. */
  stopAt = signal(/** @type {number | null} */ (null));

  running = computed(() => this.state.value === "running");
  /** Updates that one pass over the train split takes; null: not known yet. */
  perEpoch = computed(() => updatesPerEpoch(this.spec.value, this.points.value));

  #desk;
  /** @type {any} */
  #stream = null;
  /** @type {{id: string, token: string} | null} */
  #session = null;
  #isClosed = false;
  /** Rises with all that makes an answer to what was asked before come too late. */
  #turn = 0;

  /** @param {{api: any, openStream: any, store: any}} desk @param {About} about */
  constructor(desk, about) {
    this.#desk = desk;
    this.about = about;
    /** What was chosen for it; it may become a run of another. */
    this.value = signal(about.value);
  }

  get session() {
    return this.#session;
  }

  /**
   * Make the session and follow it.
   * @param {() => Promise<any>} make Answers as POST /api/sessions does.
   * @returns {Promise<boolean>} Whether it can be trained.
   */
  async open(make) {
    const { connection, trouble } = this;
    this.#release();
    const mine = this.#turn;
    connection.value = "opening";
    try {
      const created = await make();
      if (this.#isClosed || mine !== this.#turn) return this.#drop(created);
      this.#session = { id: created.id, token: created.token };
      trouble.value = null;
      await this.#follow(created);
    } catch (error) {
      if (mine !== this.#turn) return false;
      trouble.value = troubleOf(error);
      connection.value = "failed";
    }
    return connection.value === "open";
  }

  /** Follow the session until its welcome has come. @param {any} created */
  #follow(created) {
    const most = created.limits?.frames_per_second ?? FRAMES_PER_SECOND;
    return new Promise((resolve) => {
      const isMine = () => stream === this.#stream;
      const stream = this.#desk.openStream({
        url: this.#desk.api.streamUrl(created.id),
        token: created.token,
        framesPerSecond: Math.min(FRAMES_PER_SECOND, most),
        on: {
          welcome: (/** @type {any} */ message) => {
            if (isMine()) this.#welcome(message).then(resolve);
            else stream.close();
          },
          frame: (/** @type {any} */ frame) => isMine() && this.#takeFrame(frame),
          event: (/** @type {any} */ event) => isMine() && this.#takeEvent(event),
          connection: (/** @type {any} */ { status, code }) => {
            if (status !== "open") resolve(null); // it may come later; nobody waits for it
            if (isMine()) this.#tellConnection(status, code);
          },
        },
      });
      this.#stream = stream;
    });
  }

  /** @param {any} message */
  async #welcome(message) {
    const { network, points, connection } = this;
    this.#turn += 1;
    const mine = this.#turn;
    batch(() => {
      if (!message.resumed || network.value?.generation !== message.generation) {
        this.losses.load(message.history);
      }
      this.#takeNetwork(message);
      this.#takeState(message);
    });
    const missing = points.value ? null : await this.#loadPoints(mine);
    if (mine !== this.#turn) return; // lost or let go of meanwhile
    this.trouble.value = missing ?? this.trouble.value;
    connection.value = missing ? "failed" : "open";
    if (missing) this.#release();
  }

  /**
   * Without the samples nobody knows how many steps an epoch has.
   * @param {number} mine
   * @returns {Promise<Trouble | null>} Null: they are there.
   */
  async #loadPoints(mine) {
    const { id } = /** @type {any} */ (this.#session);
    try {
      const points = await this.#desk.api.data(id);
      if (mine === this.#turn) this.points.value = points;
      return null;
    } catch (error) {
      const { status = 0 } = /** @type {any} */ (error);
      return { status, message: NO_SAMPLES, errors: [], isForNow: true };
    }
  }

  /** @param {string} status @param {number | null} code */
  #tellConnection(status, code) {
    const { connection, state } = this;
    if (status !== "open") this.#turn += 1;
    if (status === "reconnecting") connection.value = "reconnecting";
    if (status !== "closed" || this.#isClosed) return;
    if (state.value === "running") state.value = "paused";
    connection.value = GONE.includes(code ?? 0) ? "ended" : "failed";
  }

  /** @param {any} message welcome or a generation event */
  #takeNetwork(message) {
    const { spec, network, points } = this;
    const { preprocessing } = message;
    spec.value = message.spec;
    points.value = message.points ?? points.value ?? this.about.points ?? null;
    network.value = {
      generation: message.generation,
      layout: message.layout,
      preprocessing,
      inputs: describeInputs(this.#desk.store.catalog.value, message.spec, preprocessing),
      classes: message.classes ?? null,
      points: points.value,
      hiddenUnits: message.hidden_units ?? [],
    };
  }

  /** @param {any} message */
  #takeState(message) {
    const { state, reason, step, divergence } = this;
    state.value = message.state;
    reason.value = message.reason ?? null;
    step.value = message.step ?? step.value;
    divergence.value = message.state === "diverged"
      ? { ...divergence.value, ...causeOf(message), step: step.value } : null;
  }

  /** @param {import("../../net/protocol.js").Frame} frame */
  #takeFrame(frame) {
    const { metrics, step, frameCount } = this;
    batch(() => {
      this.parameters = frame.parameters;
      if (frame.metrics.train_loss !== null) metrics.value = frame.metrics;
      this.losses.addFrame(frame, this.perEpoch.value);
      step.value = frame.stepTo;
      frameCount.value += 1;
    });
  }

  /** @param {any} event */
  #takeEvent(event) {
    batch(() => {
      if (event.type === "state") this.#takeState(event);
      if (event.type === "configured") this.spec.value = event.spec;
      if (event.type !== "generation") return;
      this.losses.truncate(event.step);
      this.#takeNetwork(event);
      const { metrics, divergence, step, frameCount } = this;
      [metrics.value, divergence.value, step.value] = [null, null, event.step];
      frameCount.value += 1;
    });
  }

  /**
   * @param {string} type
   * @param {object} [body]
   * @returns {Promise<any>} Null where it was refused.
   */
  async command(type, body = {}) {
    const { connection, trouble } = this;
    if (connection.value !== "open") return null;
    try {
      const reply = await this.#stream.command(type, body);
      trouble.value = null;
      return reply;
    } catch (error) {
      const { code } = /** @type {any} */ (error);
      if (code !== "not_connected") trouble.value = { ...troubleOf(error), isForNow: false };
      return null;
    }
  }

  /**
   * Become a run of another value, from the same start.
   * @param {any} value
   * @param {any} patch Of the experiment.
   * @returns {Promise<boolean>} Whether the server took it; else it says why.
   */
  async become(value, patch) {
    if (this.running.value) await this.command("pause");
    if (!await this.command("configure", { ...patch, keep_weights: false })) {
      const words = this.trouble.value && wordsOf(this.trouble.value);
      this.refused.value = words ? { value, words } : null;
      return false;
    }
    this.value.value = value;
    this.refused.value = null;
    await this.command("reset");
    return true;
  }

  /** @param {{id: string, token: string}} session That nobody needs. @returns {false} */
  #drop({ id, token }) {
    this.#desk.api.deleteSession(id, token).catch(() => undefined);
    return false;
  }

  /** End the session, also while the page goes away. */
  #release() {
    this.#turn += 1;
    // What is still on its way is closed when it has arrived: the session is gone by then.
    if (this.connection.value !== "opening") this.#stream?.close();
    this.#stream = null;
    const session = this.#session;
    this.#session = null;
    if (session) this.#drop(session);
  }

  /** It is not needed any more. */
  close() {
    this.#isClosed = true;
    this.#release();
  }

  /** The session is given up; what it has shown stays. */
  end() {
    this.#release();
    this.state.value = "paused";
    this.connection.value = "ended";
  }
}
