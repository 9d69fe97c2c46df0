import assert from "node:assert/strict";
import test from "node:test";
import { ANYWHERE } from "../../../static/js/store/errors.js";
import { generation, greet, play, playOpen, refusal, settle } from "./play.js";

const configure = (patch) => ({ type: "configure", patch });
const sentOf = ({ sent }) => sent.map(({ type }) => type);
const refuse = (status, retryAfter) => () =>
  Promise.reject(Object.assign(new Error("Full."), { status, retryAfter }));

/** Drop the connection as the stream tells it. */
function drop({ streams: [stream] }, code = 1006) {
  stream.on.connection({ status: "reconnecting", code });
}

test("a change is shown at once, sent, and confirmed by the reply", async () => {
  const { store, dispatch, streams: [stream] } = await playOpen();
  dispatch(configure({ batch_size: 33 }));
  assert.equal(store.wanted.value.batch_size, 33);
  assert.equal(store.isPending.value, true);
  assert.deepEqual(stream.sent[0].body, { keep_weights: false, batch_size: 33 });
  stream.sent[0].resolve({ spec: { ...store.spec.value, batch_size: 33 } });
  await settle();
  assert.equal(store.isPending.value, false);
  assert.equal(store.spec.value.batch_size, 33);
});

test("a unit is left out, and used again", async () => {
  const { store, dispatch, streams: [stream] } = await playOpen();
  const place = { type: "hide_unit", layer: 0, unit: 0 };
  dispatch(place);
  assert.deepEqual(stream.sent[0], { ...stream.sent[0], type: "hide_unit",
    body: { layer: 0, unit: 0, hidden: true } });
  stream.on.event({ type: "configured", spec: store.spec.value, hidden_units: [[0, 0]] });
  dispatch(place);
  assert.equal(stream.sent[1].body.hidden, false);
});

test("a gate is its truth table, then its weights; nothing is trained there", async () => {
  const { store, dispatch, streams: [stream] } = await playOpen();
  const gate = { weights: [1, 1], threshold: 2, truth_table: [[0, 0, 0], [1, 1, 1]] };
  dispatch({ type: "set_gate", gate });
  assert.equal(stream.sent[0].body.dataset.points.length, 2);
  stream.sent[0].resolve({ spec: { ...store.spec.value, model: "threshold" } });
  await settle();
  assert.deepEqual(stream.sent[1].body, { layers: [{ W: [[1], [1]], b: [-2] }] });
  for (const type of ["toggle", "step", "epoch"]) dispatch({ type });
  assert.deepEqual(sentOf(stream), ["configure", "set_parameters"]);
});

test("a gate that is chosen without a connection is set when it is back", async () => {
  const game = await playOpen();
  const { store, dispatch, streams: [stream] } = game;
  drop(game);
  dispatch({ type: "set_gate", gate: { weights: [-1], threshold: 0, truth_table: [[0, 1], [1, 0]] } });
  assert.equal(store.wanted.value.model, "threshold");
  greet(stream, { resumed: true });
  stream.sent[0].resolve({ spec: store.spec.value });
  await settle();
  assert.deepEqual(stream.sent[1].body, { layers: [{ W: [[-1]], b: [0] }] });
});

test("changes made without a connection are sent when it is back", async () => {
  const game = await playOpen();
  const { store, dispatch, streams: [stream] } = game;
  drop(game);
  dispatch(configure({ batch_size: 33 }));
  dispatch({ type: "step" });
  assert.deepEqual(stream.sent, []);
  assert.equal(store.wanted.value.batch_size, 33);
  assert.equal(store.notice.value.key, "notice.reconnecting");
  greet(stream, { resumed: true });
  assert.deepEqual(stream.sent.map(({ body }) => body), [{ keep_weights: false, batch_size: 33 }]);
  assert.equal(store.notice.value, null);
});

test("a change that a drop left without a reply is no mistake, and is sent again", async () => {
  const game = await playOpen();
  const { store, dispatch, timers, streams: [stream] } = game;
  dispatch(configure({ batch_size: 33 }));
  drop(game);
  stream.sent[0].reject(refusal({}, "not_connected"));
  await timers.run();
  assert.deepEqual(store.errors.value, {});
  greet(stream, { resumed: true });
  await timers.run();
  assert.equal(stream.sent.length, 2);
});

test("when the session is closed for good, nothing looks as if it could be changed", async () => {
  const { store, dispatch, streams: [stream] } = await playOpen();
  store.state.value = "running";
  stream.on.connection({ status: "closed", code: 4409 });
  assert.equal(store.running.value, false);
  assert.equal(store.isUsable.value, false);
  assert.equal(store.notice.value.key, "notice.superseded");
  assert.equal(store.notice.value.final, true);
  dispatch(configure({ batch_size: 33 }));
  dispatch({ type: "toggle" });
  assert.equal(store.wanted.value.batch_size, 10);
  assert.deepEqual(stream.sent, []);
});

test("a refused hello is told with its reason", async () => {
  const { store, streams: [stream] } = await playOpen();
  stream.on.connection({ status: "closed", code: 4400, detail: "protocol must be 2; got 1" });
  assert.equal(store.notice.value.key, "notice.refused");
  assert.equal(store.notice.value.values.why, "protocol must be 2; got 1");
});

test("train commands go one after the other, and not without end", async () => {
  const { store, dispatch, streams: [stream] } = await playOpen();
  for (let press = 0; press < 20; press += 1) dispatch({ type: "epoch" });
  await settle();
  assert.deepEqual(sentOf(stream), ["train"]);
  for (let reply = 0; reply < 8; reply += 1) {
    stream.sent[reply].resolve({});
    await settle();
  }
  assert.equal(stream.sent.length, 8);
  assert.equal(store.isPending.value, false);
  dispatch({ type: "step" });
  await settle();
  assert.deepEqual(stream.sent[8].body, { steps: 1 });
});

test("a command's error lasts until one succeeds, and a lost connection is none", async () => {
  const { store, dispatch, streams: [stream] } = await playOpen();
  dispatch({ type: "new_weights" });
  stream.sent[0].reject(refusal({ "": "not now" }, "wrong_state"));
  await settle();
  assert.deepEqual(store.errors.value, { [ANYWHERE]: "not now" });
  dispatch({ type: "start_again" });
  stream.sent[1].resolve({});
  await settle();
  assert.deepEqual(store.errors.value, {});
  dispatch({ type: "start_again" });
  stream.sent[2].reject(refusal({}, "not_connected"));
  await settle();
  assert.deepEqual(store.errors.value, {});
});

test("a suggestion plays with its own value, and only if it was taken", async () => {
  const { store, dispatch, timers, streams: [stream] } = await playOpen();
  store.state.value = "diverged";
  dispatch(configure({ batch_size: 5 }));
  const patch = { optimizer: { learning_rate: 0.003 } };
  dispatch({ type: "try_suggestion", patch });
  stream.sent[0].resolve({});
  await timers.run();
  assert.deepEqual(sentOf(stream), ["configure", "configure"]);
  stream.sent[1].resolve({});
  await timers.run();
  stream.sent[2].resolve({});
  await settle();
  assert.deepEqual(sentOf(stream).slice(2), ["reset", "run"]);
  dispatch({ type: "try_suggestion", patch });
  stream.sent[4].reject(refusal({ "/optimizer/learning_rate": "no" }));
  await settle();
  assert.equal(stream.sent.length, 5);
});

test("a server that is full is asked again, as late as it says", async () => {
  let answer = refuse(503, 7);
  const { store, conductor, timers, streams, called } = play({
    createSession: () => answer(),
  });
  await conductor.start();
  assert.equal(store.notice.value.key, "notice.waiting");
  assert.equal(timers.waiting[0].delayMs, 7000);
  answer = refuse(0);
  await timers.run();
  assert.equal(timers.waiting[0].delayMs, 2500);
  answer = async () => ({ id: "s", token: "t", limits: { frames_per_second: 60 } });
  conductor.dispatch(store.notice.value.button.action);
  await settle();
  assert.equal(streams.length, 1);
  assert.equal(store.notice.value, null);
  assert.deepEqual(timers.waiting, []);
  assert.equal(called("catalog").length, 1);
});

test("a refusal that time does not mend waits for a person", async () => {
  const { store, conductor, timers } = play({ createSession: refuse(422) });
  await conductor.start();
  assert.equal(store.notice.value.key, "notice.no_start");
  assert.equal(store.notice.value.button.action.type, "try_again");
  assert.deepEqual(timers.waiting, []);
});

test("a session without a catalog is given back", async () => {
  const { conductor, called } = play({ catalog: refuse(503) });
  await conductor.start();
  assert.deepEqual(called("deleteSession"), [["deleteSession", "s0", "t"]]);
});

test("a session that is gone is replaced with its settings, edits included", async () => {
  const { store, dispatch, streams, called } = await playOpen();
  const [gone] = streams;
  gone.on.connection({ status: "closed", code: 4410 });
  dispatch(configure({ batch_size: 33 }));
  await settle();
  assert.deepEqual(called("createSession")[1][1], store.requested.value);
  assert.equal(store.notice.value.key, "notice.replaced");
  greet(streams[1]);
  assert.deepEqual(streams[1].sent[0].body, { keep_weights: false, batch_size: 33 });
});

test("sessions that are gone before they answer are not asked for in a rush", async () => {
  const { timers, streams } = await playOpen();
  streams[0].on.connection({ status: "closed", code: 4404 });
  await settle();
  streams[1].on.connection({ status: "closed", code: 4404 });
  await settle();
  assert.equal(streams.length, 2);
  await timers.run();
  assert.equal(streams.length, 3);
});

test("points that do not arrive are asked for once more, then told", async () => {
  let answer = refuse(500);
  const points = { inputs: [[0, 0]], targets: [1], split: ["train"] };
  const { store, dispatch, timers, called } = await playOpen(
    { data: () => answer() }, { points: null });
  await settle();
  await timers.run();
  assert.equal(called("data").length, 2);
  assert.equal(store.notice.value.key, "notice.no_points");
  answer = async () => points;
  dispatch(store.notice.value.button.action);
  await settle();
  assert.deepEqual(store.network.value.points, points);
  assert.equal(store.notice.value, null);
});

test("points of another generation or another session are not taken", async () => {
  const answers = [];
  const data = () => new Promise((resolve) => answers.push(resolve));
  const { store, streams } = await playOpen({ data }, { points: null });
  streams[0].on.event(generation({ generation: 2, points: null }));
  answers[0]({ inputs: ["old"] });
  streams[0].on.connection({ status: "closed", code: 4410 });
  await settle();
  greet(streams[1], { generation: 2, points: null });
  answers[1]({ inputs: ["of the session before"] });
  await settle();
  assert.equal(store.network.value.points, null);
  answers[2]({ inputs: ["new"] });
  await settle();
  assert.deepEqual(store.network.value.points.inputs, ["new"]);
});
