import assert from "node:assert/strict";
import test from "node:test";
import "../vendored.js";

const { pickMoments } = await import("../../../static/js/views/film/film.js");

test("a film has the first and the last moment, and others evenly between", () => {
  const moments = Array.from({ length: 401 }, (_, at) => at);
  const film = pickMoments(moments, 4);
  assert.equal(film.length, 40);
  assert.equal(film[0], 0);
  assert.equal(film.at(-1), 400);
  const gaps = film.slice(1).map((moment, at) => moment - film[at]);
  assert.ok(Math.max(...gaps) - Math.min(...gaps) <= 1);
});

test("a short run is a short film", () => {
  assert.deepEqual(pickMoments(["a", "b"], 8), ["a", "b"]);
  assert.deepEqual(pickMoments(["a"], 8), ["a"]);
  assert.deepEqual(pickMoments([], 8), []);
});
