import assert from "node:assert/strict";
import { test } from "node:test";

import {
  CLOSE, ProtocolError, commandMessage, decodeFrame, helloMessage, isRetryable, parseMessage,
} from "../../static/js/net/protocol.js";

test("hello states only what is asked for", () => {
  assert.deepEqual(JSON.parse(helloMessage({})), {
    type: "hello",
    protocol: 1,
    format: "binary",
    frames_per_second: 20,
    weights: "latest",
    gradients: false,
  });
  const hello = JSON.parse(
    helloMessage({ token: "t", framesPerSecond: 5, resume: { generation: 1, seq: 9 } }),
  );
  assert.equal(hello.token, "t");
  assert.equal(hello.frames_per_second, 5);
  assert.deepEqual(hello.resume, { generation: 1, seq: 9 });
});

test("a command's body cannot replace its type", () => {
  const text = commandMessage("run", { type: "reset", steps_per_second: "max" }, "c1");
  assert.deepEqual(JSON.parse(text), { type: "run", steps_per_second: "max", id: "c1" });
});

test("messages without a type are refused", () => {
  for (const text of ["", "[]", "null", "3", '{"id":1}', '{"type":2}']) {
    assert.throws(() => parseMessage(text), ProtocolError);
  }
  assert.equal(parseMessage('{"type":"ok","id":"c1"}').id, "c1");
});

test("bytes that are no frame are refused", () => {
  const frame = new DataView(new ArrayBuffer(84));
  [0x4e, 0x4e, 0x50, 0x47, 1, 1].forEach((byte, at) => frame.setUint8(at, byte));
  frame.setUint32(44, 1, true);
  assert.equal(decodeFrame(frame.buffer).parameters.length, 1);
  for (const [at, byte] of [[0, 0x4f], [4, 2], [5, 2], [44, 2]]) {
    const copy = frame.buffer.slice(0);
    new DataView(copy).setUint8(at, byte);
    assert.throws(() => decodeFrame(copy), ProtocolError);
  }
  assert.throws(() => decodeFrame(frame.buffer.slice(0, 79)), ProtocolError);
});

test("a stream may come back after a drop, not after a refusal", () => {
  const retried = Object.values(CLOSE).filter(isRetryable);
  assert.deepEqual(retried, [1001, 1006, 1011, 1012, 1013, 4408, 4429, 4503]);
});
