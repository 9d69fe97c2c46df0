import assert from "node:assert/strict";
import test from "node:test";
import { columnLabel, describeInputs, inputPlaces } from "../../../static/js/store/inputs.js";
import {
  chooseAxis, nearestPoint, placeAt, planeOf, sampleAt, signedShare, squareOf, valueRange,
} from "../../../static/js/store/plane.js";

const range = (minimum, maximum, mean, median) => ({ minimum, maximum, mean, median });
const catalog = {
  features: [{ key: "x1" }, { key: "x2" }, { key: "sin_x1" }],
  datasets: [
    { key: "circle", kind: "generator", domain: [-6, 6] },
    { key: "flowers", kind: "real", domain: null, axes: ["c", "a"], image: null },
    { key: "letters", kind: "real", domain: null, axes: ["a", "b"], image: [2, 3] },
  ],
};
const columns = ["a", "b", "c"];
const ranges = [range(0, 10, 4, 3), range(5, 5, 5, 5), range(-1, 1, 0.5, 0.25)];
const network = { preprocessing: { planar: false, columns, ranges, target_mean: [50], target_scale: [10] } };
const flowers = { dataset: { key: "flowers" } };
const usual = { axes: null, held: "mean" };

test("points in the plane have the data set's own square", () => {
  const plane = planeOf({ preprocessing: { planar: true } }, catalog, { dataset: { key: "circle" } }, usual);
  assert.deepEqual([plane.x, plane.y, plane.axes, plane.planar], [[-6, 6], [-6, 6], [0, 1], true]);
});

test("drawn points have a square that shows them; a truth table fills it", () => {
  const drawn = { dataset: { key: "points", points: [{ x: [0.5, 0.2], y: 1 }] } };
  const table = { dataset: { key: "points", points: [{ x: [0, 1], y: 1 }] } };
  assert.deepEqual(squareOf(catalog, table, [[0, 0], [1, 1]]), [-0.5, 1.5]);
  assert.deepEqual(squareOf(catalog, drawn, [[0.5, 0.2], [1, 1]]), [-6, 6]);
  assert.deepEqual(squareOf(catalog, drawn, [[-4, 2], [3, 1]]), [-6, 6]);
  assert.deepEqual(squareOf(catalog, drawn, [[0, 0], [100, 50]]), [-10, 110]);
  assert.deepEqual(squareOf(catalog, drawn, []), [-6, 6]);
});

test("the axes are the data set's until the viewer chooses; the rest is held", () => {
  const plane = planeOf(network, catalog, flowers, usual);
  assert.deepEqual([plane.names, plane.axes], [["c", "a"], [2, 0]]);
  assert.deepEqual([plane.x, plane.y], [[-1.2, 1.2], [-1, 11]]);
  assert.deepEqual(plane.held, [4, 5, 0.5]);
  const own = planeOf(network, catalog, flowers, { axes: ["b", "c"], held: "median" });
  assert.deepEqual([own.names, own.held], [["b", "c"], [3, 5, 0.25]]);
  assert.deepEqual(own.x, [2.5, 7.5]); // a column without extent
  const stale = planeOf(network, catalog, flowers, { axes: ["b", "other"], held: "mean" });
  assert.deepEqual(stale.names, ["c", "a"]);
});

test("of a single column the map varies that one alone", () => {
  const single = { preprocessing: { planar: false, columns: ["x1"], ranges: [range(0, 1, 0.5, 0.5)] } };
  const plane = planeOf(single, catalog, { dataset: { key: "points" } }, usual);
  assert.deepEqual([plane.names, plane.axes, plane.x], [["x1", null], [0, -1], [-0.5, 1.5]]);
});

test("two axes are two columns", () => {
  assert.deepEqual(chooseAxis(["a", "b"], 0, "c"), ["c", "b"]);
  assert.deepEqual(chooseAxis(["a", "b"], 1, "a"), ["b", "a"]);
});

test("colors of values run over what the targets are", () => {
  const drawn = { dataset: { key: "circle" } };
  assert.deepEqual(valueRange(network, catalog, drawn), [-1, 1, 0]);
  const points = { targets: [[25], [346], [90]] };
  assert.deepEqual(valueRange({ ...network, points }, catalog, flowers), [25, 346, 50]);
  assert.deepEqual(valueRange(network, catalog, flowers), [30, 70, 50]);
  const around = { targets: [[-2], [6]] }; // zero is among them: it has no color
  assert.deepEqual(valueRange({ ...network, points: around }, catalog, flowers), [-2, 6, 0]);
  const far = { targets: [[100], [200]] }; // the mean is not among them
  assert.deepEqual(valueRange({ ...network, points: far }, catalog, flowers), [100, 200, 150]);
});

test("each half of a scale is linear", () => {
  const shares = [25, 37.5, 50, 198, 346].map((value) => signedShare(value, [25, 346, 50]));
  assert.deepEqual(shares, [-1, -0.5, 0, 0.5, 1]);
  assert.equal(signedShare(0.5, [-1, 1]), 0.5);
});

test("a place of the map is a sample, and a sample a place", () => {
  const plane = planeOf(network, catalog, flowers, usual); // c across −1.2 to 1.2, a up −1 to 11
  const sample = sampleAt(plane, 0.75, 0.25);
  assert.deepEqual(sample.map((value) => Number(value.toFixed(9))), [8, 5, 0.6]);
  assert.deepEqual(placeAt(plane, sample).map((share) => Number(share.toFixed(9))), [0.75, 0.25]);
  assert.deepEqual(placeAt({ ...plane, axes: [2, -1] }, sample)[1], 0.5);
});

test("the nearest point is found among those that are shown", () => {
  const plane = { x: [0, 10], y: [0, 10], axes: [0, 1], held: [0, 0] };
  const points = { inputs: [[5, 5], [5.2, 5], [9, 9]], split: ["train", "test", "train"] };
  const find = (sample, isShown) => nearestPoint(plane, points, sample, { within: 0.05, isShown });
  assert.equal(find([5.15, 5], () => true), 1);
  assert.equal(find([5.15, 5], (split) => split === "train"), 0);
  assert.equal(find([7, 7], () => true), -1);
  assert.equal(nearestPoint(plane, null, [5, 5], { within: 1, isShown: () => true }), -1);
});

test("inputs are features, columns, or the squares of a picture", () => {
  const planar = describeInputs(catalog, { dataset: { key: "circle" } }, { planar: true });
  assert.deepEqual([planar.planar, planar.keys, planar.form], [true, ["x1", "x2", "sin_x1"], "tiles"]);
  const tiles = describeInputs(catalog, flowers, network.preprocessing);
  assert.deepEqual([tiles.keys, tiles.form], [columns, "tiles"]);
  const letters = describeInputs(catalog, { dataset: { key: "letters" } }, network.preprocessing);
  assert.deepEqual([letters.form, letters.shape], ["picture", [2, 3]]);
  assert.equal(letters.isImage, true);
  const many = Array.from({ length: 90 }, (_, at) => `c${at}`);
  const wide = describeInputs(catalog, flowers, { planar: false, columns: many });
  assert.deepEqual([wide.form, wide.shape], ["picture", [9, 10]]);
  assert.equal(wide.isImage, false);
  assert.equal(inputPlaces({ inputs: wide, featureKeys: many }), 1);
  assert.equal(inputPlaces({ inputs: tiles, featureKeys: columns }), 3);
  assert.deepEqual([columnLabel("petal_length_cm"), columnLabel("x12")], ["petal length cm", "x₁₂"]);
});
