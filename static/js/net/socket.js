// @ts-check
// One session's stream: says hello, hands frames and events on in order, matches replies to
// commands, and comes back by itself after a drop without losing a loss.
import { commandMessage, decodeFrame, helloMessage, isRetryable, parseMessage } from "./protocol.js";

const SHORTEST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;
const CLOSED_BY_US = 1000;
const CLOSED_AFTER_GAP = 4000; // ours to choose: the protocol's own codes begin at 4400

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
 * @property {number | null} retryAt When the next attempt is due, in ms as Date.now() counts.
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
 * @property {() => number} now
 */

/** @returns {Environment} */
const browser = () => ({
  WebSocket: globalThis.WebSocket,
  schedule: (action, delayMs) => setTimeout(action, delayMs),
  cancel: (handle) => clearTimeout(handle),
  random: Math.random,
  now: Date.now,
});

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
  /** @type {any} */
  #retry = null;

  /**
   * @param {StreamOptions} options
   * @param {Environment} environment
   */
  constructor(options, environment) {
    this.#options = options;
    this.#environment = environment;
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
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#socket?.send(commandMessage(type, body, id));
    });
  }

  close() {
    if (this.#closed) return;
    this.#environment.cancel(this.#retry);
    this.#socket?.close(CLOSED_BY_US);
    this.#finish(CLOSED_BY_US);
  }

  #connect() {
    const socket = new this.#environment.WebSocket(this.#options.url);
    const { token, framesPerSecond } = this.#options;
    socket.binaryType = "arraybuffer";
    socket.onopen = () =>
      socket.send(helloMessage({ token, framesPerSecond, resume: this.#seen }));
    socket.onmessage = ({ data }) => {
      if (socket === this.#socket) this.#receive(data);
    };
    socket.onclose = ({ code }) => {
      if (socket === this.#socket) this.#lost(code);
    };
    this.#socket = socket;
  }

  /** @param {string | ArrayBuffer} data */
  #receive(data) {
    if (typeof data !== "string") {
      this.#receiveFrame(decodeFrame(data));
      return;
    }
    const message = parseMessage(data);
    if (message.type === "welcome") this.#receiveWelcome(message);
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
    this.#socket?.close(CLOSED_AFTER_GAP);
    this.#retryLater(CLOSED_AFTER_GAP);
  }

  /** @param {number} code */
  #lost(code) {
    if (isRetryable(code)) this.#retryLater(code);
    else this.#finish(code);
  }

  /** @param {number} code */
  #retryLater(code) {
    this.#dropSocket();
    const { random, now, schedule } = this.#environment;
    const ceiling = Math.min(LONGEST_RETRY_MS, 2 * SHORTEST_RETRY_MS * 2 ** this.#attempts);
    const delay = SHORTEST_RETRY_MS + random() * (ceiling - SHORTEST_RETRY_MS);
    this.#attempts += 1;
    this.#retry = schedule(() => this.#connect(), delay);
    this.#report("reconnecting", code, now() + delay);
  }

  /** @param {number} code */
  #finish(code) {
    this.#closed = true;
    this.#dropSocket();
    this.#report("closed", code);
  }

  #dropSocket() {
    this.#socket = null;
    this.#ready = false;
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of waiting) reject(notConnected());
  }

  /**
   * @param {Connection["status"]} status
   * @param {number | null} code
   * @param {number | null} retryAt
   */
  #report(status, code = null, retryAt = null) {
    this.#options.on.connection({ status, code, retryAt });
  }
}

function notConnected() {
  return new CommandError({ code: "not_connected", detail: "The connection is interrupted." });
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
