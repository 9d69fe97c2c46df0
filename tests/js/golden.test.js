// The golden files of tests/fixtures, written from the server's own code by scripts/golden.py.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import {
  CLOSE, commandMessage, decodeFrame, helloMessage, parseMessage,
} from "../../static/js/net/protocol.js";
import { CommandError } from "../../static/js/net/socket.js";
import { createForward } from "../../static/js/nn/forward.js";

const read = async (name) =>
  JSON.parse(await readFile(new URL(`../fixtures/${name}`, import.meta.url), "utf8"));
const forwardCases = await read("forward.json");
const frames = await read("wire/frames.json");
const messages = await read("wire/messages.json");
const closeCodes = await read("wire/close_codes.json");

/** Hidden layers pass the table's error of 4e-7 on, times weights of at most 2 and some inputs. */
const TOLERANCE = 2e-5;

for (const { name, layout, preprocessing, parameters, points, outputs } of forwardCases) {
  test(`forward: ${name}`, () => {
    const forward = createForward({ layout, preprocessing });
    const { target_mean: mean, target_scale: scale } = preprocessing;
    points.forEach((position, row) => {
      const { a } = forward.point(Float32Array.from(parameters), position).layers.at(-1);
      assert.equal(a.length, outputs[row].length);
      a.forEach((value, unit) => {
        const output = value * (scale?.[unit] ?? 1) + (mean?.[unit] ?? 0);
        const error = Math.abs(output - outputs[row][unit]);
        assert.ok(error <= TOLERANCE, `at ${position}: ${output} is not ${outputs[row][unit]}`);
      });
    });
  });
}

/** Our names of a frame as the JSON format spells them. */
function asJson(frame) {
  const { stepFrom, stepTo, metrics, losses, parameters, gradients, ...same } = frame;
  return {
    type: "frame", ...same, step_from: stepFrom, step_to: stepTo, ...metrics,
    losses: [...losses], parameters: [...parameters], gradients: [...gradients],
  };
}

for (const { name, hex, frame } of frames) {
  test(`frame: ${name}`, () => {
    const bytes = Uint8Array.from(hex.match(/../g), (pair) => Number.parseInt(pair, 16));
    assert.deepEqual(asJson(decodeFrame(bytes.buffer)), frame);
  });
}

test("hello messages are those that the server understands", () => {
  const { watching, controlling, resuming } = messages.hello;
  const resume = { generation: 1, seq: 9 };
  const everything = { framesPerSecond: 5, weights: "every_step", gradients: true, resume };
  assert.deepEqual(JSON.parse(helloMessage({})), watching);
  assert.deepEqual(JSON.parse(helloMessage({ token: "secret" })), controlling);
  assert.deepEqual(JSON.parse(helloMessage({ token: "secret", ...everything })), resuming);
});

test("commands are those that the server understands", () => {
  for (const command of messages.commands) {
    const { type, id, ...body } = command;
    assert.deepEqual(JSON.parse(commandMessage(type, body, id)), command);
  }
});

test("a refusal tells where and why", () => {
  const refusal = parseMessage(JSON.stringify(messages.refusal));
  const error = new CommandError(refusal);
  assert.equal(error.pointer, "/dataset/samples");
  assert.equal(error.code, "limit");
  assert.equal(error.message, messages.refusal.detail);
});

test("close codes are the server's", () => {
  const known = Object.fromEntries(Object.keys(closeCodes).map((name) => [name, CLOSE[name]]));
  assert.deepEqual(known, closeCodes);
});
