import assert from "node:assert/strict";
import test from "node:test";
import "../../vendored.js";

const { MOST_ROWS, csvOf, thinnedRows } = await import("../../../../static/js/store/charts/table.js");

test("a file has every digit, and quotes only where it must", () => {
  const table = { key: "x", heads: ["step", 'a "b", c'], rows: [[1, 0.1 + 0.2], [2, null]] };
  assert.equal(csvOf(table), 'step,"a ""b"", c"\n1,0.30000000000000004\n2,\n');
});

test("few rows are shown as they are", () => {
  const rows = [[1, 0, null], [2, 0, 3]];
  assert.equal(thinnedRows(rows), rows);
});

test("of many rows those with a measurement are shown, evenly, and the last", () => {
  const rows = Array.from({ length: 2000 }, (_, at) => [at, 0, at % 2 ? at : null]);
  const few = thinnedRows(rows);
  assert.ok(few.length <= MOST_ROWS && few.length >= MOST_ROWS / 2);
  assert.deepEqual(few.at(-1), [1999, 0, 1999]);
  assert.ok(few.every((row) => row[2] !== null));
});

test("where nothing was measured, rows are shown all the same", () => {
  const rows = Array.from({ length: 300 }, (_, at) => [at, 0, null]);
  assert.deepEqual(thinnedRows(rows).at(-1), [299, 0, null]);
});

test("a name is never a formula, and a number stays one", () => {
  const rows = ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "\tx", '=A1,"b"', "a=1"].map((name) => [name, -1.5]);
  assert.equal(csvOf({ key: "x", heads: ["=class", "n"], rows }), [
    "'=class,n", "'=cmd|' /C calc'!A0,-1.5", "'+1,-1.5", "'-1,-1.5", "'@x,-1.5", "'\tx,-1.5",
    `"'=A1,""b""",-1.5`, "a=1,-1.5", "",
  ].join("\n"));
});
