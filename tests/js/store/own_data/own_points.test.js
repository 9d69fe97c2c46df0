import assert from "node:assert/strict";
import test from "node:test";
import {
  addClass, addPoints, areSame, classesInUse, countPoints, drawingOf, emptyDrawing, eraseAround,
  erasePoint, historyOf, isTruthTable, missingOf, MOST_CLASSES, MOST_POINTS, movePoint,
  nearestPoint, readDrawing, redo, remember, takeAs, undo, writeDrawing,
} from "../../../../static/js/store/own_data/own_points.js";

const two = () => addPoints(addPoints(emptyDrawing(), [[1, 2]], 0), [[-3, 4]], 1);

test("points lie on the plane, in hundredths", () => {
  const { points } = addPoints(emptyDrawing(), [[0.12345, -7], [9, 5.999]], 1);
  assert.deepEqual(points, [{ x: [0.12, -6], y: 1 }, { x: [6, 6], y: 1 }]);
});

test("there is room for so many points as the server takes", () => {
  const places = Array.from({ length: MOST_POINTS + 5 }, () => [0, 0]);
  const full = addPoints(two(), places, 0);
  assert.equal(full.points.length, MOST_POINTS);
  assert.equal(addPoints(full, [[1, 1]], 0), full);
});

test("the nearest point is moved or taken away", () => {
  const drawing = two();
  assert.equal(nearestPoint(drawing, [-2, 3]), 1);
  assert.equal(nearestPoint(drawing, [-2, 3], 1), -1);
  assert.deepEqual(movePoint(drawing, 1, [0, 0.005]).points[1], { x: [0, 0.01], y: 1 });
  assert.deepEqual(erasePoint(drawing, 0).points, [{ x: [-3, 4], y: 1 }]);
  assert.deepEqual(eraseAround(drawing, [1, 2.4], 0.5).points.length, 1);
  assert.equal(eraseAround(drawing, [5, 5], 0.5), drawing);
  assert.equal(erasePoint(drawing, -1), drawing);
});

test("what was undone can be redone, until something else is drawn", () => {
  const [empty, drawing] = [emptyDrawing(), two()];
  const drawn = remember(historyOf(empty), drawing);
  const undone = undo(drawn);
  assert.equal(undone.now, empty);
  assert.equal(redo(undone).now, drawing);
  assert.deepEqual(redo(remember(undone, drawing)).future, []);
  assert.equal(undo(historyOf(empty)).now, empty);
  let long = historyOf(empty);
  for (let at = 0; at < 150; at += 1) long = remember(long, two());
  assert.equal(long.past.length, 100);
});

test("it says what is missing", () => {
  assert.equal(missingOf(emptyDrawing()), "points");
  assert.equal(missingOf(addPoints(emptyDrawing(), [[0, 0], [1, 1]], 0)), "second_class");
  assert.equal(missingOf(two()), null);
  const values = { ...emptyDrawing(), task: "regression" };
  assert.equal(missingOf(addPoints(values, [[0, 0]], 0.5)), "values");
  assert.equal(missingOf(addPoints(values, [[0, 0], [1, 1]], 0.5)), null);
});

test("classes are counted; one more can be had, up to ten", () => {
  const drawing = addPoints(two(), [[0, 0], [1, 1]], 2);
  assert.deepEqual(countPoints(drawing), [1, 1, 2]);
  assert.equal(classesInUse(addClass(two())), 2);
  assert.deepEqual(countPoints(addClass(two())), [1, 1, 0]);
  let many = two();
  for (let at = 0; at < 12; at += 1) many = addClass(many);
  assert.equal(many.classes, MOST_CLASSES);
});

test("classes become values from −1 to 1, and values classes", () => {
  const three = addPoints(two(), [[0, 0]], 2);
  const values = takeAs(three, "regression");
  assert.deepEqual(values.points.map(({ y }) => y), [-1, 0, 1]);
  assert.deepEqual(takeAs(values, "classification").points, three.points);
});

test("points of a data set can be gone on with; of many, some", () => {
  const inputs = Array.from({ length: 3 * MOST_POINTS }, (_, at) => [at / 1000, 0]);
  const drawing = drawingOf({ inputs, targets: inputs.map((_, at) => at % 2) }, "classification", 2);
  assert.equal(drawing.points.length, MOST_POINTS);
  const values = drawingOf({ inputs: [[1, 1]], targets: [[0.123]] }, "regression", 0);
  assert.deepEqual(values.points, [{ x: [1, 1], y: 0.12 }]);
});

test("a drawing is kept as text, and other text is none", () => {
  const drawing = addPoints(two(), [[-0.5, 0.25]], 3);
  assert.deepEqual(readDrawing(writeDrawing(drawing)), drawing);
  for (const text of ["", "circle", "classification 2 1,2", "classification 2 1,2,11",
    "classification 2 1,x,0", "other 2 1,2,0"]) {
    assert.deepEqual(readDrawing(text), emptyDrawing(), text);
  }
});

test("truth tables are told from drawings", () => {
  assert.equal(isTruthTable([{ x: [0, 1], y: 0 }, { x: [1, 1], y: 1 }]), true);
  assert.equal(isTruthTable(two().points), false);
  assert.equal(isTruthTable([]), false);
  assert.equal(areSame(two().points, two().points), true);
  assert.equal(areSame(two().points, movePoint(two(), 0, [0, 0]).points), false);
});
