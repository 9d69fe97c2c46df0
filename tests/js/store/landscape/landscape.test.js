// When a landscape is asked for, and which answer counts.
import assert from "node:assert/strict";
import test from "node:test";
import { CATALOG, generation, settle, welcome } from "../play.js";

const { createStore } = await import("../../../../static/js/store/store.js");
const { receiveEvent, receiveFrame, receiveWelcome } =
  await import("../../../../static/js/store/receive.js");
const { createLandscapeActions, kindOf, parameterNames, queryOf } =
  await import("../../../../static/js/store/landscape/landscape.js");

const answer = (more = {}) => ({
  generation: 1, step: 0, kind: "random", labels: ["a", "b"], center: [0, 0], samples: 1, of: 1,
  xs: [-1, 0, 1], ys: [-1, 0, 1], losses: [[1, 1, 1], [1, 0.5, 1], [1, 1, null]],
  path: { steps: [], xs: [], ys: [] },
  directions: { origin: [0, 0, 0.25], first: [1, 0, 0], second: [0, 1, 0] }, ...more,
});
const frame = (step, parameters, train_loss = 0.5) => ({
  generation: 1, seq: 1, stepFrom: step, stepTo: step, epoch: 0, stride: 1, gradients: [],
  metrics: { train_loss, test_loss: null }, losses: new Float32Array(0),
  parameters: Float32Array.from(parameters),
});

/** A page with a session; what it asks for waits to be answered. */
function open(weight = 0.25) {
  const store = createStore();
  store.catalog.value = CATALOG;
  const asked = [];
  const waiting = [];
  const api = { surface: (id, query, { signal }) => new Promise((resolve, reject) => {
    asked.push({ id, query, signal, resolve, reject });
  }) };
  const timers = {
    schedule: (act) => { waiting.push(act); return act; },
    cancel: (act) => { if (waiting.includes(act)) waiting.splice(waiting.indexOf(act), 1); },
    random: () => 0,
  };
  const actions = createLandscapeActions({
    store, api, timers, session: () => ({ id: "s", token: "t" }),
  });
  const pass = async () => { for (const act of waiting.splice(0)) act(); await settle(); };
  receiveWelcome(store, welcome());
  receiveFrame(store, frame(0, [0, 0, weight]));
  store.connection.value = "open";
  return { store, asked, waiting, actions, pass };
}

/** The same, with the landscape open and drawn. */
async function drawn() {
  const page = open();
  page.store.view.value = "landscape";
  await page.pass();
  page.asked[0].resolve(answer());
  await settle();
  return page;
}

test("nothing is asked for until the view is open, then once", async () => {
  const { store, asked, pass } = open();
  await pass();
  assert.equal(asked.length, 0);
  store.view.value = "landscape";
  await pass();
  assert.equal(asked.length, 1);
  assert.deepEqual(asked[0].query,
    { kind: "random", resolution: 31, directions: true, seed: 0 });
  asked[0].resolve(answer());
  await settle();
  assert.equal(store.landscape.surface.value.step, 0);
  assert.equal(store.landscape.surface.value.losses[8], Infinity);
  await pass();
  assert.equal(asked.length, 1);
});

test("a later choice cancels the answer to an earlier one", async () => {
  const { store, asked, actions, pass } = await drawn();
  actions.landscape_choose({ change: { seed: 5 } });
  await pass();
  actions.landscape_choose({ change: { seed: 6 } });
  await pass();
  assert.equal(asked[1].signal.aborted, true);
  asked[2].resolve(answer({ step: 9 }));
  asked[1].resolve(answer({ step: 4 }));
  await settle();
  assert.deepEqual([store.landscape.surface.value.step, store.landscape.loading.value], [9, false]);
});

test("a refusal is told at its choice, and another choice takes it away", async () => {
  const { store, asked, actions, pass } = await drawn();
  actions.landscape_choose({ change: { resolution: 51 } });
  await pass();
  const detail = "resolution must be at most 38 for a network as large as this; got 51";
  asked[1].reject(Object.assign(new Error(detail),
    { status: 422, errors: [{ pointer: "/resolution", detail }] }));
  await settle();
  assert.deepEqual(store.landscape.problem.value,
    { field: "resolution", text: detail, status: 422 });
  actions.landscape_choose({ change: { resolution: 31 } });
  assert.equal(store.landscape.problem.value, null);
});

test("a network that leaves the picture takes it along; within it, nothing is asked", async () => {
  const { store, asked, waiting, pass } = await drawn();
  receiveFrame(store, frame(1, [0.1, 0, 0.25]));
  assert.equal(waiting.length, 0);
  receiveFrame(store, frame(2, [3, 0, 0.25]));
  await pass();
  assert.equal(asked.length, 2);
  asked[1].resolve(answer({ step: 2, directions: { ...answer().directions, origin: [3, 0, 0.25] } }));
  await settle();
  await pass();
  assert.equal(asked.length, 2);
  receiveFrame(store, frame(3, [3, 0, 7], 0.1)); // beside the slice: its own loss is another
  await pass();
  assert.equal(asked.length, 3);
});

test("the way of a run that has none yet is not asked for, and drawn once there is one", async () => {
  const { store, asked, actions, pass } = await drawn();
  actions.landscape_choose({ change: { kind: "path" } });
  await pass();
  assert.deepEqual([asked.length, store.landscape.problem.value.field], [1, "kind"]);
  for (const step of [1, 2]) receiveFrame(store, frame(step, [0.1 * step, 0, 0]));
  await pass();
  assert.equal(asked[1].query.kind, "path");
});

test("weights that are all 0 give no scale for random directions", async () => {
  const { store, asked, pass } = open(0);
  store.view.value = "landscape";
  await pass();
  assert.equal(asked.length, 0);
  assert.equal(store.landscape.problem.value.early, true);
  receiveFrame(store, frame(1, [0, 0.5, 0]));
  await pass();
  assert.equal(asked.length, 1);
});

test("new weights have a landscape of their own", async () => {
  const { store, asked, pass } = await drawn();
  receiveEvent(store, generation({ generation: 2, why: "reinitialize" }));
  assert.equal(store.landscape.surface.value, null);
  await pass();
  assert.equal(asked.length, 2);
});

test("zooming starts from what is drawn, and another slice is seen whole", async () => {
  const { store, actions } = await drawn();
  actions.landscape_zoom({ by: 0.5 });
  assert.equal(queryOf(store).span, 0.5);
  actions.landscape_zoom({ by: 1e-9 });
  assert.equal(queryOf(store).span, 1e-3);
  actions.landscape_choose({ change: { kind: "path" } });
  assert.deepEqual(queryOf(store), { kind: "path", resolution: 31, directions: true });
  actions.landscape_choose({ change: { kind: "weights", first: "a", second: "b" } });
  assert.equal(queryOf(store).second, "b");
});

test("a neuron, whose weights begin at 0, is shown along two weights", () => {
  const { store } = open();
  store.spec.value = { ...store.spec.value, model: "perceptron" };
  assert.equal(kindOf(store), "weights");
});

test("parameters are named as the server names them", () => {
  const layout = [{ W: { offset: 0, shape: [2, 1] }, b: { offset: 2, shape: [1] } }];
  assert.deepEqual(parameterNames({ layout }),
    ["layers.0.W.0.0", "layers.0.W.1.0", "layers.0.b.0"]);
});

test("a connection that is lost before anything was asked does not load for ever", async () => {
  const { store, asked, pass } = open();
  store.view.value = "landscape";
  assert.equal(store.landscape.loading.value, true);
  store.connection.value = "reconnecting";
  await pass();
  assert.deepEqual([asked.length, store.landscape.loading.value], [0, false]);
  store.connection.value = "open";
  await pass();
  assert.equal(asked.length, 1);
});
