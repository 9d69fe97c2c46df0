import assert from "node:assert/strict";
import { test } from "node:test";

import { openStream } from "../../static/js/net/socket.js";

/** A stream against a server that the test plays: sockets, timers and log are in plain sight. */
function play() {
  const sockets = [];
  const timers = [];
  const wakers = [];
  const log = [];
  class FakeSocket {
    sent = [];
    constructor(url) {
      this.url = url;
      sockets.push(this);
    }
    send(text) {
      this.sent.push(JSON.parse(text));
    }
    close(code) {
      this.closedWith = code;
    }
    says(message) {
      this.onmessage({ data: message instanceof ArrayBuffer ? message : JSON.stringify(message) });
    }
  }
  const note = (kind) => (value) => log.push([kind, value]);
  const on = {
    welcome: note("welcome"), frame: note("frame"), event: note("event"),
    connection: note("connection"),
  };
  const stream = openStream(
    { url: "ws://host.test/s", token: "t", framesPerSecond: 20, on },
    {
      WebSocket: FakeSocket,
      schedule: (action, delayMs) => {
        timers.push({ action, delayMs, isOn: true });
        return timers.at(-1);
      },
      cancel: (timer) => {
        if (timer) timer.isOn = false;
      },
      random: () => 0.5,
      onWake: (action) => {
        wakers.push(action);
        return () => wakers.pop();
      },
    },
  );
  /** What is waited for now. */
  const due = () => timers.filter(({ isOn }) => isOn);
  const goOn = () => {
    const [timer, ...others] = due();
    assert.deepEqual(others, []);
    timer.isOn = false;
    timer.action();
  };
  const wake = () => wakers.forEach((action) => action());
  const seen = (kind) => log.filter(([k]) => k === kind);
  return { stream, sockets, due, goOn, wake, wakers, log, seen };
}

function frame(generation, seq, stepFrom, stepTo) {
  const view = new DataView(new ArrayBuffer(80));
  [0x4e, 0x4e, 0x50, 0x47, 1, 1].forEach((byte, at) => view.setUint8(at, byte));
  view.setUint32(8, generation, true);
  view.setUint32(12, seq, true);
  view.setBigUint64(16, BigInt(stepFrom), true);
  view.setBigUint64(24, BigInt(stepTo), true);
  return view.buffer;
}

const welcome = (more = {}) =>
  ({ type: "welcome", generation: 1, seq: 0, step: 0, resumed: false, ...more });

function playWelcomed() {
  const game = play();
  game.sockets[0].onopen();
  game.sockets[0].says(welcome());
  return game;
}

test("says hello, then hands on welcome, frames and events in order", () => {
  const { sockets, log } = playWelcomed();
  assert.equal(sockets[0].binaryType, "arraybuffer");
  assert.equal(sockets[0].sent[0].type, "hello");
  assert.equal(sockets[0].sent[0].token, "t");
  assert.equal(sockets[0].sent[0].resume, undefined);
  sockets[0].says(frame(1, 1, 0, 0));
  sockets[0].says(frame(1, 2, 0, 8));
  sockets[0].says({ type: "state", state: "running" });
  sockets[0].says(frame(1, 5, 8, 9));
  assert.deepEqual(log.map(([kind]) => kind), [
    "welcome", "connection", "frame", "frame", "event", "frame",
  ]);
  assert.deepEqual(log[1][1], { status: "open", code: null, detail: "" });
});

test("replies find their commands", async () => {
  const { stream, sockets } = playWelcomed();
  const run = stream.command("run", { steps_per_second: "max" });
  const configure = stream.command("configure", { batch_size: 0 });
  const [, first, second] = sockets[0].sent;
  assert.deepEqual(first, { steps_per_second: "max", type: "run", id: "c1" });
  sockets[0].says({ type: "error", id: second.id, code: "invalid", pointer: "/batch_size" });
  sockets[0].says({ type: "ok", id: first.id, state: "running" });
  assert.equal((await run).state, "running");
  await assert.rejects(configure, { name: "CommandError", code: "invalid", pointer: "/batch_size" });
});

test("an error that answers no command is an event", () => {
  const { sockets, seen } = playWelcomed();
  sockets[0].says({ type: "error", id: null, code: "rate" });
  assert.equal(seen("event")[0][1].code, "rate");
});

test("resumes after a drop, and continues where it was", async () => {
  const { stream, sockets, goOn, seen } = playWelcomed();
  sockets[0].says(frame(1, 3, 0, 10));
  const lost = stream.command("pause");
  sockets[0].onclose({ code: 1006 });
  await assert.rejects(lost, { code: "not_connected" });
  await assert.rejects(stream.command("pause"), { code: "not_connected" });
  assert.deepEqual(seen("connection").at(-1)[1], {
    status: "reconnecting", code: 1006, detail: "",
  });
  goOn();
  sockets[1].onopen();
  assert.deepEqual(sockets[1].sent[0].resume, { generation: 1, seq: 3 });
  sockets[1].says(welcome({ resumed: true, step: 50 }));
  sockets[1].says(frame(1, 9, 10, 50));
  assert.equal(seen("frame").length, 2);
  assert.equal(seen("connection").at(-1)[1].status, "open");
});

test("a refused resume begins from the new welcome", () => {
  const { sockets, goOn, seen } = playWelcomed();
  sockets[0].says(frame(1, 3, 0, 10));
  sockets[0].onclose({ code: 1012 });
  goOn();
  sockets[1].onopen();
  sockets[1].says(welcome({ generation: 2, step: 4 }));
  sockets[1].says(frame(2, 1, 4, 5));
  assert.equal(seen("frame").length, 2);
});

test("a gap forces a fresh hello", () => {
  for (const strange of [frame(1, 2, 11, 12), frame(2, 2, 10, 12)]) {
    const { sockets, goOn, seen } = playWelcomed();
    sockets[0].says(frame(1, 1, 0, 10));
    sockets[0].says(strange);
    sockets[0].says(frame(1, 3, 12, 13)); // still under way when the socket was closed
    assert.equal(seen("frame").length, 1);
    assert.equal(sockets[0].closedWith, 4000);
    goOn();
    sockets[1].onopen();
    assert.equal(sockets[1].sent[0].resume, undefined);
  }
});

test("a new generation begins at its own step", () => {
  const { sockets, seen } = playWelcomed();
  sockets[0].says(frame(1, 1, 0, 10));
  sockets[0].says({ type: "generation", generation: 2, why: "reset", step: 0 });
  sockets[0].says(frame(2, 2, 0, 0));
  assert.equal(seen("frame").length, 2);
});

test("waits longer after every failure, at most 15 s, and anew after a welcome", () => {
  const { sockets, due, goOn } = playWelcomed();
  const delays = [];
  for (let attempt = 0; attempt < 7; attempt += 1) {
    sockets.at(-1).onclose({ code: 1006 });
    delays.push(due()[0].delayMs);
    goOn();
  }
  assert.deepEqual(delays, [750, 1250, 2250, 4250, 7750, 7750, 7750]);
  sockets.at(-1).says(welcome());
  sockets.at(-1).onclose({ code: 1006 });
  assert.equal(due()[0].delayMs, 750);
});

test("a silent server is asked, and left when it does not answer", () => {
  const { sockets, due, goOn, seen } = playWelcomed();
  assert.equal(due()[0].delayMs, 10_000);
  goOn();
  assert.equal(sockets[0].sent[1].type, "ping");
  assert.equal(due()[0].delayMs, 5000);
  sockets[0].says({ type: "ok", id: sockets[0].sent[1].id });
  assert.equal(due()[0].delayMs, 10_000);
  assert.deepEqual(seen("event"), []);
  goOn();
  goOn();
  assert.equal(sockets[0].closedWith, 4000);
  assert.deepEqual(seen("connection").at(-1)[1], {
    status: "reconnecting", code: 1006, detail: "",
  });
});

test("a server that never welcomes is left, too", () => {
  const { sockets, due, goOn, seen } = play();
  assert.equal(due()[0].delayMs, 15_000);
  goOn();
  assert.equal(sockets[0].closedWith, 4000);
  assert.equal(seen("connection").at(-1)[1].status, "reconnecting");
});

test("when the network or the page is back, it does not wait", () => {
  const { sockets, due, wake } = playWelcomed();
  wake();
  assert.equal(sockets[0].sent[1].type, "ping");
  sockets[0].onclose({ code: 1006 });
  wake();
  assert.equal(sockets.length, 2);
  wake();
  assert.equal(sockets.length, 2);
  assert.equal(due()[0].delayMs, 15_000);
});

test("a refused hello is final, and says why", () => {
  const { sockets, seen, due, wakers } = play();
  sockets[0].onopen();
  sockets[0].says({ type: "error", id: null, code: "invalid", detail: "protocol must be 2; got 1" });
  sockets[0].onclose({ code: 4408 });
  assert.deepEqual(seen("connection").map(([, change]) => change), [
    { status: "closed", code: 4400, detail: "protocol must be 2; got 1" },
  ]);
  assert.equal(sockets[0].closedWith, 1000);
  assert.deepEqual([due(), wakers], [[], []]);
});

test("a final close code and our own close end it", () => {
  const refused = playWelcomed();
  refused.sockets[0].onclose({ code: 4409 });
  assert.deepEqual(refused.seen("connection").at(-1)[1], {
    status: "closed", code: 4409, detail: "",
  });
  assert.deepEqual(refused.due(), []);
  const left = playWelcomed();
  left.stream.close();
  left.sockets[0].onclose({ code: 1006 });
  assert.equal(left.sockets[0].closedWith, 1000);
  assert.equal(left.sockets.length, 1);
  assert.equal(left.seen("connection").at(-1)[1].status, "closed");
});

test("a message that would close the socket is refused here, and the stream goes on", async () => {
  const { stream, sockets } = playWelcomed();
  const { sent } = sockets[0];
  const before = sent.length;
  await assert.rejects(stream.command("set_parameters", { text: "x".repeat(65_536) }),
    { code: "too_large" });
  await assert.rejects(stream.command("set_parameters", { text: "ü".repeat(40_000) }),
    { code: "too_large" });
  assert.equal(sent.length, before);
  stream.command("set_parameters", { text: "x".repeat(65_000) });
  assert.equal(sent.length, before + 1);
});
