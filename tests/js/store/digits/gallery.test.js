import assert from "node:assert/strict";
import test from "node:test";
import "../../vendored.js";

const { signal } = await import("@preact/signals");
const { createGallery, createGalleryActions, mistakesFirst, pageWithin, probeAmong, rowsOf } =
  await import("../../../../static/js/store/digits/gallery.js");

/** One pixel; dark ones are class 1 by these weights. */
const layout = [{ W: { offset: 0, shape: [1, 2] }, b: { offset: 2, shape: [2] }, activation: "softmax" }];
const preprocessing = { planar: false, columns: ["p"], features: ["p"], mean: [0], scale: [1] };
const points = { inputs: [[1], [-1], [1], [-1], [1]], targets: [1, 1, 1, 0, 0],
  split: ["test", "test", "test", "test", "train"] };

function openGallery() {
  const session = {
    network: signal({ layout, preprocessing, points, classes: ["light", "dark"] }),
    spec: signal({ task: "classification" }), frameCount: signal(0), running: signal(false),
    chosenView: signal("pictures"), parameters: new Float32Array(0), probe: signal(null),
  };
  const { gallery } = createGallery(session);
  const frame = (parameters) => {
    session.parameters = Float32Array.from(parameters);
    session.frameCount.value += 1;
  };
  return { session, gallery, frame, act: createGalleryActions({ ...session, gallery }) };
}
const RIGHT = [-1, 1, 0, 0];
const TURNED = [1, -1, 0, 0];

test("test pictures are shown, or all where there are none", () => {
  assert.deepEqual(rowsOf(points), [0, 1, 2, 3]);
  assert.deepEqual(rowsOf({ inputs: [[1], [2]] }), [0, 1]);
  assert.deepEqual(rowsOf(null), []);
});

test("mistakes come before the rest, each in the order of the data", () => {
  assert.deepEqual(mistakesFirst([0, 1, 2, 3], (row) => row % 2 === 0), [1, 3, 0, 2]);
});

test("pages end where the pictures do", () => {
  assert.deepEqual([pageWithin(9, 40, 18), pageWithin(-1, 40, 18), pageWithin(3, 0, 18)], [2, 0, 0]);
});

test("the order holds while the network trains, and is new when it rests", () => {
  const { session, gallery, frame } = openGallery();
  assert.deepEqual(gallery.order.value, [0, 1, 2, 3]);
  frame(RIGHT);
  assert.deepEqual(gallery.order.value, [1, 0, 2, 3]); // row 1 is light but called dark
  assert.equal(gallery.calledOf(1).best, 0);
  session.running.value = true;
  frame(TURNED);
  assert.deepEqual(gallery.order.value, [1, 0, 2, 3]);
  session.running.value = false;
  assert.deepEqual(gallery.order.value, [0, 2, 3, 1]);
});

test("other data have an order of their own at once, even while it trains", () => {
  const { session, gallery, frame } = openGallery();
  frame(RIGHT);
  session.running.value = true;
  gallery.page.value = 1;
  const inputs = [[1], [1]];
  session.network.value = { ...session.network.value, points: { inputs, targets: [0, 1] } };
  assert.deepEqual([gallery.order.value, gallery.page.value], [[0, 1], 0]);
});

test("a picture is the probe until it is pressed again", () => {
  const { session, act } = openGallery();
  act.gallery_pick({ row: 3 });
  const { sample, from, target, row } = session.probe.value;
  assert.deepEqual([sample, from, target, row], [[-1], "digit", 0, 3]);
  act.gallery_pick({ row: 3 });
  assert.equal(session.probe.value, null);
});

test("other data take the probed picture away, and a press picks the new one of its row", () => {
  const { session, act } = openGallery();
  act.gallery_pick({ row: 3 });
  const inputs = [[5], [6], [7], [8]];
  session.network.value = { ...session.network.value, points: { inputs, targets: [0, 0, 1, 1] } };
  assert.equal(session.probe.value, null);
  session.probe.value = { sample: [-1], from: "map", row: 3 };
  act.gallery_pick({ row: 3 });
  assert.equal(session.probe.value.sample, inputs[3]);
});

test("a picture stays through the same data, a drawing while its size fits, the map's at all times", () => {
  const { session, act } = openGallery();
  act.gallery_pick({ row: 1 });
  const same = structuredClone(points);
  session.network.value = { ...session.network.value, points: same };
  assert.equal(session.probe.value.sample, same.inputs[1]);
  const drawn = { sample: [0.5], from: "digit" };
  assert.equal(probeAmong(drawn, points), drawn);
  assert.equal(probeAmong(drawn, { inputs: [[1, 2]] }), null);
  assert.equal(probeAmong(drawn, null), drawn);
  const placed = { sample: [1, 2, 3], from: "map" };
  assert.equal(probeAmong(placed, points), placed);
});
