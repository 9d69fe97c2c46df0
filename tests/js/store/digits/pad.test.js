import assert from "node:assert/strict";
import test from "node:test";
import "../../vendored.js";

const { signal } = await import("@preact/signals");
const { createPad, createPadActions, extended } = await import("../../../../static/js/store/digits/pad.js");

function openPad() {
  const store = { ...createPad(), probe: signal(null) };
  return { ...store, act: createPadActions(store) };
}

test("a point that says nothing new is left out", () => {
  const strokes = [[[0.5, 0.5]]];
  assert.equal(extended(strokes, 0, [0.505, 0.5]), strokes);
  assert.deepEqual(extended(strokes, 0, [0.6, 0.5]), [[[0.5, 0.5], [0.6, 0.5]]]);
  assert.equal(extended(strokes, 1, [0.6, 0.5]), strokes); // there is no such stroke
  const full = [Array.from({ length: 600 }, () => [0, 0])];
  assert.equal(extended(full, 0, [1, 1]), full); // memory is bounded
});

test("what is drawn is the probe, at every point", () => {
  const { act, pad, probe } = openPad();
  act.pad_begin({ point: [0.5, 0.1] });
  act.pad_draw({ point: [0.5, 0.9] });
  assert.deepEqual([probe.value.from, probe.value.sample], ["digit", pad.picture.value]);
  const before = probe.value.sample;
  act.pad_begin({ point: [0.3, 0.5] });
  act.pad_draw({ point: [0.7, 0.5] });
  assert.notDeepEqual(probe.value.sample, before);
  act.pad_undo();
  assert.deepEqual(probe.value.sample, before);
  act.pad_clear();
  assert.deepEqual([probe.value, pad.picture.value], [null, null]);
});

test("keys ink squares, and lines between them", () => {
  const { act, pad } = openPad();
  act.pad_move({ by: [1, 0], inks: false }); // row 3, column 4
  act.pad_ink();
  assert.deepEqual(pad.strokes.value, [[[4.5 / 8, 3.5 / 8]]]);
  act.pad_move({ by: [0, 1], inks: true });
  act.pad_move({ by: [0, 1], inks: true });
  assert.deepEqual(pad.strokes.value, [[3.5, 4.5, 5.5].map((row) => [4.5 / 8, row / 8])]);
  act.pad_move({ by: [-1, 0], inks: false }); // the pen is lifted
  act.pad_move({ by: [-1, 0], inks: true });
  assert.equal(pad.strokes.value.length, 2);
  act.pad_undo();
  assert.equal(pad.strokes.value.length, 1);
});

test("keys stay on the pad", () => {
  const { act, pad } = openPad();
  for (let times = 0; times < 12; times += 1) act.pad_move({ by: [-1, 1], inks: false });
  assert.deepEqual([pad.cursor.value.row, pad.cursor.value.column], [7, 0]);
});
