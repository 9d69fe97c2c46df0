import assert from "node:assert/strict";
import { test } from "node:test";

import { Problem, createApi } from "../../static/js/net/api.js";

/** A server that gives one answer and remembers what it was asked. */
function answering(body, status = 200) {
  const calls = [];
  const fetch = async (url, options) => {
    calls.push({ url: url.href, ...options });
    return new Response(status === 204 ? null : body, { status });
  };
  return { calls, api: createApi("http://host.test/tools/nn/", fetch) };
}

test("addresses stay below the root path", async () => {
  const { calls, api } = answering("{}");
  await api.catalog();
  await api.data("a/b");
  await api.sample("circle", { samples: 80, noise: 0.1, seed: 7 });
  assert.deepEqual(calls.map(({ url }) => url), [
    "http://host.test/tools/nn/api/catalog",
    "http://host.test/tools/nn/api/sessions/a%2Fb/data",
    "http://host.test/tools/nn/api/datasets/circle/sample?samples=80&noise=0.1&seed=7",
  ]);
  assert.equal(api.streamUrl("s"), "ws://host.test/tools/nn/api/sessions/s/stream");
});

test("a session is created with its spec and deleted with its token", async () => {
  const { calls, api } = answering('{"id":"s"}', 201);
  assert.deepEqual(await api.createSession({ batch_size: 5 }), { id: "s" });
  assert.equal(calls[0].method, "POST");
  assert.equal(calls[0].body, '{"batch_size":5}');
  const gone = answering("", 204);
  assert.equal(await gone.api.deleteSession("s", "secret"), null);
  assert.equal(gone.calls[0].headers.Authorization, "Bearer secret");
  assert.ok(!gone.calls[0].url.includes("secret"));
});

test("a refusal is a Problem with its fields", async () => {
  const problem = {
    title: "Invalid value",
    detail: "batch_size must be at least 1; got 0",
    errors: [{ pointer: "/batch_size", detail: "batch_size must be at least 1; got 0" }],
  };
  const { api } = answering(JSON.stringify(problem), 422);
  await assert.rejects(api.createSession({}), (error) => {
    assert.ok(error instanceof Problem);
    assert.equal(error.status, 422);
    assert.equal(error.message, problem.detail);
    assert.deepEqual(error.errors, problem.errors);
    return true;
  });
});

test("a proxy's page and a dead network are Problems too", async () => {
  await assert.rejects(answering("<html>", 502).api.catalog(), { name: "Problem", status: 502 });
  const offline = createApi("http://host.test/", () => Promise.reject(new TypeError("offline")));
  await assert.rejects(offline.catalog(), { name: "Problem", status: 0 });
});

test("a refusal says when it is worth another try", async () => {
  const full = (headers) => createApi("http://host.test/",
    async () => new Response("{}", { status: 503, headers }));
  await assert.rejects(full({ "Retry-After": "7" }).catalog(), { status: 503, retryAfter: 7 });
  await assert.rejects(full({}).catalog(), { status: 503, retryAfter: 0 });
});

test("layers go to a new session, and a state to another, with the token of who is changed", async () => {
  const { calls, api } = answering('{"id":"n"}', 201);
  await api.transfer("s", "secret", { keep_layers: 1 });
  await api.checkpoint("n");
  await api.putCheckpoint("s", "secret", { step: "5" });
  assert.deepEqual(calls.map(({ url, method = "GET" }) => [method, url.split("/api/")[1]]), [
    ["POST", "sessions/s/transfer"], ["GET", "sessions/n/checkpoint"],
    ["PUT", "sessions/s/checkpoint"],
  ]);
  assert.deepEqual(calls.map(({ headers }) => headers?.Authorization),
    ["Bearer secret", undefined, "Bearer secret"]);
  assert.equal(calls[2].body, '{"step":"5"}');
});
