// @ts-check
// The wire format as the browser sees it: the only file that builds or reads messages of the
// stream. Its twin is app/protocol.py; tests/fixtures/wire/*.json holds both to the same bytes.

export const PROTOCOL_VERSION = 1;

const MAGIC = 0x4750_4e4e; // "NNPG", read as a little-endian u32
const FRAME_VERSION = 1;
const FRAME_KIND = 1;
const HEADER_BYTES = 80; // 56 bytes of integers, then six float32 metrics
const FLAG_DIVERGED = 1;
const FLAG_FINAL = 2;
const METRICS = Object.freeze([
  "train_loss", "test_loss", "train_accuracy", "test_accuracy", "penalty", "learning_rate",
]);

/** Why a socket closes: first the WebSocket protocol's own codes, then the server's. */
export const CLOSE = Object.freeze({
  normal: 1000,
  going_away: 1001,
  dropped: 1006,
  too_big: 1009,
  server_error: 1011,
  service_restart: 1012,
  try_later: 1013,
  protocol: 4400,
  token: 4401,
  origin: 4403,
  unknown: 4404,
  timeout: 4408,
  superseded: 4409,
  expired: 4410,
  rate: 4429,
  full: 4503,
});

/** @type {Set<number>} */
const RETRYABLE = new Set([
  CLOSE.going_away, CLOSE.dropped, CLOSE.server_error, CLOSE.service_restart, CLOSE.try_later,
  CLOSE.timeout, CLOSE.rate, CLOSE.full,
]);

/**
 * @param {number} code Close code of a socket.
 * @returns {boolean} Whether the same stream may come back later; all other codes are final.
 */
export function isRetryable(code) {
  return RETRYABLE.has(code);
}

/** A message that does not follow the protocol. */
export class ProtocolError extends Error {
  name = "ProtocolError";
}

/**
 * @typedef {object} Metrics null = not available.
 * @property {number | null} train_loss
 * @property {number | null} test_loss
 * @property {number | null} train_accuracy
 * @property {number | null} test_accuracy
 * @property {number | null} penalty
 * @property {number | null} learning_rate
 */

/**
 * @typedef {object} Frame What happened in the steps (stepFrom, stepTo].
 * @property {number} generation
 * @property {number} seq
 * @property {number} stepFrom
 * @property {number} stepTo
 * @property {number} epoch
 * @property {number} stride Steps a loss stands for; the last bucket may be shorter.
 * @property {boolean} diverged
 * @property {boolean} final
 * @property {Metrics} metrics
 * @property {Float32Array} losses
 * @property {Float32Array} parameters Per layer W row-major (in, out), then b.
 * @property {Float32Array} gradients Norm per layer; empty unless asked for.
 */

/**
 * Read a binary frame. The arrays are views of the buffer, not copies.
 * @param {ArrayBuffer} buffer
 * @returns {Frame}
 */
export function decodeFrame(buffer) {
  if (buffer.byteLength < HEADER_BYTES) throw new ProtocolError("a frame is cut short");
  const view = new DataView(buffer);
  checkKind(view);
  const [nLosses, nParameters, nGradients] = [40, 44, 48].map((at) => view.getUint32(at, true));
  if (buffer.byteLength !== HEADER_BYTES + 4 * (nLosses + nParameters + nGradients)) {
    throw new ProtocolError("a frame is not as long as its header says");
  }
  const flags = view.getUint16(6, true);
  const parametersAt = HEADER_BYTES + 4 * nLosses;
  return {
    generation: view.getUint32(8, true),
    seq: view.getUint32(12, true),
    stepFrom: Number(view.getBigUint64(16, true)),
    stepTo: Number(view.getBigUint64(24, true)),
    epoch: view.getUint32(32, true),
    stride: view.getUint32(36, true),
    diverged: (flags & FLAG_DIVERGED) !== 0,
    final: (flags & FLAG_FINAL) !== 0,
    metrics: readMetrics(view),
    losses: new Float32Array(buffer, HEADER_BYTES, nLosses),
    parameters: new Float32Array(buffer, parametersAt, nParameters),
    gradients: new Float32Array(buffer, parametersAt + 4 * nParameters, nGradients),
  };
}

/** @param {DataView} view */
function checkKind(view) {
  if (view.getUint32(0, true) !== MAGIC) throw new ProtocolError("a frame does not begin with NNPG");
  const [version, kind] = [view.getUint8(4), view.getUint8(5)];
  if (version !== FRAME_VERSION || kind !== FRAME_KIND) {
    throw new ProtocolError(`a frame is of version ${version}, kind ${kind}; this page reads 1, 1`);
  }
}

/**
 * @param {DataView} view
 * @returns {Metrics}
 */
function readMetrics(view) {
  const entries = METRICS.map((name, index) => {
    const value = view.getFloat32(56 + 4 * index, true);
    return [name, Number.isNaN(value) ? null : value];
  });
  return Object.fromEntries(entries);
}

/**
 * Read a text message: an event, a reply, or the welcome.
 * @param {string} text
 * @returns {{type: string, [name: string]: any}}
 */
export function parseMessage(text) {
  let message;
  try {
    message = JSON.parse(text);
  } catch {
    throw new ProtocolError("a message is not JSON");
  }
  if (typeof message?.type !== "string") throw new ProtocolError("a message has no type");
  return message;
}

/**
 * The first message of a client.
 * @param {object} options
 * @param {string | null} [options.token] Without it the client may only watch.
 * @param {number} [options.framesPerSecond]
 * @param {"latest" | "every_step"} [options.weights]
 * @param {boolean} [options.gradients]
 * @param {{generation: number, seq: number} | null} [options.resume] The last frame seen.
 * @returns {string}
 */
export function helloMessage({
  token = null, framesPerSecond = 20, weights = "latest", gradients = false, resume = null,
}) {
  return JSON.stringify({
    type: "hello",
    protocol: PROTOCOL_VERSION,
    ...(token === null ? {} : { token }),
    format: "binary",
    frames_per_second: framesPerSecond,
    weights,
    gradients,
    ...(resume === null ? {} : { resume }),
  });
}

/**
 * @param {string} type run, pause, train, reset, reinitialize, configure, set_parameters, ack, …
 * @param {object} body As in REST.
 * @param {string} id Comes back in the reply.
 * @returns {string}
 */
export function commandMessage(type, body, id) {
  return JSON.stringify({ ...body, type, id });
}

const MOST_BYTES = 65_536; // of a message; a larger one would close the socket for good
const MOST_BYTES_A_UNIT = 3; // of UTF-16, as UTF-8

/** Whether the server would not take a message. @param {string} message */
export const isTooLarge = (message) => message.length * MOST_BYTES_A_UNIT > MOST_BYTES
  && new TextEncoder().encode(message).length > MOST_BYTES;
