// @ts-check
// One session's stream: says hello, hands frames and events on in order, matches replies to
// commands, and comes back by itself after a drop without losing a loss.
import {
  CLOSE, commandMessage, decodeFrame, helloMessage, isRetryable, isTooLarge, parseMessage,
} from "./protocol.js";

const SILENCE_MS = 10_000; // without any message; then the server is asked for one
const ANSWER_MS = 5000;
const WELCOME_MS = 15_000;
const SHORTEST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;
const GIVEN_UP = 4000; // ours to choose: the protocol's own codes begin at 4400

/** A command that the server refused, or that a dropped connection left without a reply. */
export class CommandError extends Error {
  name = "CommandError";

  /** @param {{code: string, pointer?: string, detail?: string, errors?: any[]}} reply */
  constructor({ code, pointer = "", detail = "", errors = [] }) {
    super(detail || code);
    this.code = code;
    this.pointer = pointer;
    this.detail = detail;
    this.errors = errors;
  }
}

/** @typedef {import("./protocol.js").Frame} Frame */
/** @typedef {{type: string, [name: string]: any}} Message */
/**
 * @typedef {object} Connection
 * @property {"open" | "reconnecting" | "closed"} status
 * @property {number | null} code Close code of the socket that went away.
 * @property {string} detail Why the server refuses this page's hello; else empty.
 */
/**
 * @typedef {object} Listeners
 * @property {(message: Message) => void} welcome Also after a reconnect; `resumed` tells which.
 * @property {(frame: Frame) => void} frame Gap-free within a generation.
 * @property {(event: Message) => void} event
 * @property {(connection: Connection) => void} connection
 */
/**
 * @typedef {object} Environment What a test replaces.
 * @property {typeof WebSocket} WebSocket
 * @property {(action: () => void, delayMs: number) => any} schedule
 * @property {(handle: any) => void} cancel
 * @property {() => number} random
 * @property {(action: () => void) => () => void} onWake Calls when the network or the page is
 *   back; returns what ends that.
 */

/** @returns {Environment} */
const browser = () => ({
  WebSocket: globalThis.WebSocket,
  schedule: (action, delayMs) => setTimeout(action, delayMs),
  cancel: (handle) => clearTimeout(handle),
  random: Math.random,
  onWake: listenForWake,
});

/** @param {() => void} action @returns {() => void} */
function listenForWake(action) {
  const ending = new AbortController();
  const { signal } = ending;
  const whenVisible = () => document.visibilityState === "visible" && action();
  addEventListener("online", action, { signal });
  document.addEventListener("visibilitychange", whenVisible, { signal });
  return () => ending.abort();
}

class Stream {
  #options;
  #environment;
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {Map<string, {resolve: (reply: Message) => void, reject: (error: Error) => void}>} */
  #pending = new Map();
  /** Where the next frame must begin. @type {{generation: number, step: number} | null} */
  #position = null;
  /** The last frame seen. @type {{generation: number, seq: number} | null} */
  #seen = null;
  #ready = false; // welcomed on the present socket
  #closed = false;
  #commands = 0;
  #attempts = 0;
  /** The one timer: until the next attempt, or until silence is too long. @type {any} */
  #timer = null;
  #endWake;

  /**
   * @param {StreamOptions} options
   * @param {Environment} environment
   */
  constructor(options, environment) {
    this.#options = options;
    this.#environment = environment;
    this.#endWake = environment.onWake(() => this.#wake());
    this.#connect();
  }

  /**
   * @param {string} type
   * @param {object} body
   * @returns {Promise<Message>}
   */
  command(type, body) {
    if (!this.#ready) return Promise.reject(notConnected());
    this.#commands += 1;
    const id = `c${this.#commands}`;
    const message = commandMessage(type, body, id);
    if (isTooLarge(message)) return Promise.reject(tooLarge());
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#socket?.send(message);
    });
  }

  close() {
    if (this.#closed) return;
    this.#finish(CLOSE.normal);
  }

  #connect() {
    const socket = new this.#environment.WebSocket(this.#options.url);
    const { token, framesPerSecond } = this.#options;
    socket.binaryType = "arraybuffer";
    socket.onopen = () =>
      socket.send(helloMessage({ token, framesPerSecond, gradients: true, resume: this.#seen }));
    socket.onmessage = ({ data }) => {
      if (socket === this.#socket) this.#receive(data);
    };
    socket.onclose = ({ code }) => {
      if (socket === this.#socket) this.#lost(code);
    };
    this.#socket = socket;
    this.#wait(WELCOME_MS, () => this.#retryLater(CLOSE.dropped));
  }

  /** @param {number} delayMs @param {() => void} action In place of what was waited for before. */
  #wait(delayMs, action) {
    this.#environment.cancel(this.#timer);
    this.#timer = this.#environment.schedule(action, delayMs);
  }

  /** A connection can be dead without a word: a question tells. */
  #ask() {
    this.command("ping", {}).catch(() => undefined); // any message is an answer
    this.#wait(ANSWER_MS, () => this.#retryLater(CLOSE.dropped));
  }

  /** The network or the page is back: do not wait any longer. */
  #wake() {
    if (this.#ready) this.#ask();
    else if (this.#socket === null && !this.#closed) this.#connect();
  }

  /** @param {string | ArrayBuffer} data */
  #receive(data) {
    if (this.#ready) this.#wait(SILENCE_MS, () => this.#ask());
    if (typeof data !== "string") {
      this.#receiveFrame(decodeFrame(data));
      return;
    }
    const message = parseMessage(data);
    if (message.type === "welcome") this.#receiveWelcome(message);
    else if (!this.#ready && message.type === "error") this.#finish(CLOSE.protocol, message.detail);
    else if (this.#pending.has(message.id)) this.#receiveReply(message);
    else this.#receiveEvent(message);
  }

  /** @param {Message} message */
  #receiveWelcome(message) {
    if (!message.resumed) {
      this.#position = { generation: message.generation, step: message.step };
      this.#seen = null;
    }
    this.#ready = true;
    this.#attempts = 0;
    this.#wait(SILENCE_MS, () => this.#ask());
    this.#options.on.welcome(message);
    this.#report("open");
  }

  /** @param {Frame} frame */
  #receiveFrame(frame) {
    const { generation, step } = this.#position ?? {};
    if (frame.generation !== generation || frame.stepFrom !== step) {
      this.#startAfresh();
      return;
    }
    this.#position = { generation, step: frame.stepTo };
    this.#seen = { generation, seq: frame.seq };
    this.#options.on.frame(frame);
  }

  /** @param {Message} reply */
  #receiveReply(reply) {
    const waiting = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (reply.type === "ok") waiting?.resolve(reply);
    else waiting?.reject(new CommandError(/** @type {any} */ (reply)));
  }

  /** @param {Message} event */
  #receiveEvent(event) {
    if (event.type === "generation") {
      this.#position = { generation: event.generation, step: event.step };
    }
    this.#options.on.event(event);
  }

  /** A frame is missing: only a welcome with the whole state can be trusted now. */
  #startAfresh() {
    this.#seen = null;
    this.#retryLater(GIVEN_UP);
  }

  /** @param {number} code */
  #lost(code) {
    if (isRetryable(code)) this.#retryLater(code);
    else this.#finish(code);
  }

  /** @param {number} code */
  #retryLater(code) {
    this.#dropSocket(GIVEN_UP);
    const { random } = this.#environment;
    const ceiling = Math.min(LONGEST_RETRY_MS, 2 * SHORTEST_RETRY_MS * 2 ** this.#attempts);
    const delay = SHORTEST_RETRY_MS + random() * (ceiling - SHORTEST_RETRY_MS);
    this.#attempts += 1;
    this.#wait(delay, () => this.#connect());
    this.#report("reconnecting", code);
  }

  /** @param {number} code @param {string} [detail] */
  #finish(code, detail = "") {
    this.#closed = true;
    this.#endWake();
    this.#environment.cancel(this.#timer);
    this.#dropSocket(CLOSE.normal);
    this.#report("closed", code, detail);
  }

  /** @param {number} code To close it with, if it is still open. */
  #dropSocket(code) {
    const socket = this.#socket;
    this.#socket = null; // first: what it still says does not count
    socket?.close(code);
    this.#ready = false;
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of waiting) reject(notConnected());
  }

  /**
   * @param {Connection["status"]} status
   * @param {number | null} code
   * @param {string} detail
   */
  #report(status, code = null, detail = "") {
    this.#options.on.connection({ status, code, detail });
  }
}

function notConnected() {
  return new CommandError({ code: "not_connected", detail: "The connection is interrupted." });
}

function tooLarge() {
  return new CommandError({ code: "too_large", detail: "The message is too large to be sent." });
}

/**
 * @typedef {object} StreamOptions
 * @property {string} url
 * @property {string | null} token Without it the page may only watch.
 * @property {number} framesPerSecond
 * @property {Listeners} on
 */

/**
 * Open a session's stream, and keep it open until `close` or a final close code.
 * @param {StreamOptions} options
 * @param {Partial<Environment>} [environment]
 * @returns {{command: (type: string, body?: object) => Promise<Message>, close: () => void}}
 */
export function openStream(options, environment = {}) {
  const stream = new Stream(options, { ...browser(), ...environment });
  return {
    command: (type, body = {}) => stream.command(type, body),
    close: () => stream.close(),
  };
}
