import assert from "node:assert/strict";
import test from "node:test";
import "../../vendored.js";

const { createSnapshots } = await import("../../../../static/js/store/time/snapshots.js");

const moment = (step, size = 4) =>
  ({ step, epoch: 0, metrics: { train_loss: step }, parameters: new Float32Array(size).fill(step) });
const stepsOf = (snapshots) => snapshots.moments.map(({ step }) => step);

/** A small generator of whole numbers, so that a failure comes again. */
function chance(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test("few moments are all kept", () => {
  const snapshots = createSnapshots();
  for (let step = 0; step < 300; step += 1) snapshots.add(moment(step));
  assert.deepEqual(stepsOf(snapshots), Array.from({ length: 300 }, (_, step) => step));
});

test("however long a run is, its moments span it, few and evenly", () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const random = chance(seed);
    const most = 3 + random(40);
    const snapshots = createSnapshots({ most });
    const arrived = [];
    let step = random(1000);
    for (let count = 1 + random(3000); count > 0; count -= 1) {
      snapshots.add(moment(step));
      arrived.push(step);
      step += 1 + random(500);
    }
    const kept = stepsOf(snapshots);
    assert.ok(kept.length <= most);
    assert.equal(kept[0], arrived[0]);
    assert.equal(kept.at(-1), arrived.at(-1));
    assert.ok(kept.length >= Math.min(arrived.length, Math.floor(most / 2)));
    const places = kept.map((one) => arrived.indexOf(one));
    const gaps = places.slice(1).map((place, at) => place - places[at]);
    const last = gaps.pop() ?? 1;
    assert.ok(new Set(gaps).size <= 1, `${gaps}`);
    assert.ok(last >= 1 && last <= (gaps[0] ?? last));
  }
});

test("large networks keep few moments: the memory is bounded", () => {
  const bytes = 40_000;
  const snapshots = createSnapshots({ bytes });
  for (let step = 0; step < 500; step += 1) snapshots.add(moment(step, 1000));
  const sum = snapshots.moments.reduce((all, one) => all + one.parameters.byteLength, 0);
  assert.ok(sum <= bytes && snapshots.moments.length >= 5);
  const huge = createSnapshots({ bytes: 10 });
  for (let step = 0; step < 9; step += 1) huge.add(moment(step, 1000));
  assert.deepEqual([huge.moments[0].step, huge.moments.at(-1)?.step], [0, 8]);
});

test("what is kept does not hold on to the frame that it came in", () => {
  const snapshots = createSnapshots();
  const frame = new Float32Array(1000);
  snapshots.add({ ...moment(0), parameters: frame.subarray(10, 14) });
  assert.equal(snapshots.moments[0].parameters.buffer.byteLength, 16);
});

test("an edit at the same step takes the moment's place", () => {
  const snapshots = createSnapshots();
  for (const step of [0, 5, 5, 5, 9]) snapshots.add(moment(step));
  assert.deepEqual(stepsOf(snapshots), [0, 5, 9]);
});

test("a run that goes back forgets what came after, and goes on evenly", () => {
  const snapshots = createSnapshots({ most: 10 });
  for (let step = 0; step <= 100; step += 1) snapshots.add(moment(step));
  const before = stepsOf(snapshots).filter((step) => step <= 60);
  snapshots.truncate(60);
  assert.deepEqual(stepsOf(snapshots), before);
  for (let step = 61; step <= 400; step += 1) snapshots.add(moment(step));
  const kept = stepsOf(snapshots);
  assert.ok(kept.length <= 10 && kept[0] === 0 && kept.at(-1) === 400);
  snapshots.truncate(-1);
  assert.deepEqual(stepsOf(snapshots), []);
});

test("the nearest moment to a step is found", () => {
  const snapshots = createSnapshots();
  assert.equal(snapshots.indexAt(3), -1);
  for (const step of [0, 10, 20]) snapshots.add(moment(step));
  assert.deepEqual([-4, 0, 4, 6, 14, 99].map(snapshots.indexAt), [0, 0, 0, 1, 1, 2]);
});
