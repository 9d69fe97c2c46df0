import assert from "node:assert/strict";
import test from "node:test";
import { looksLikeTable } from "../../../static/js/controls/data/table_text.js";
import { actionOfKey } from "../../../static/js/controls/drawing/key_table.js";

const drawing = { task: "classification", classes: 2 };
const press = (key, more = {}) => actionOfKey({ key, ...more }, drawing);

test("keys choose a class, take back, and end", () => {
  assert.deepEqual(press("1"), { type: "draw_class", index: 0 });
  assert.deepEqual(press("3"), { type: "draw_class", index: 2 }); // one class more
  assert.equal(press("4"), null);
  assert.deepEqual(actionOfKey({ key: "0" }, { task: "classification", classes: 10 }),
    { type: "draw_class", index: 9 });
  assert.equal(actionOfKey({ key: "1" }, { task: "regression", classes: 2 }), null);
  assert.deepEqual(press("z", { ctrlKey: true }), { type: "draw_undo" });
  assert.deepEqual(press("Z", { metaKey: true, shiftKey: true }), { type: "draw_redo" });
  assert.deepEqual(press("y", { ctrlKey: true }), { type: "draw_redo" });
  assert.deepEqual(press("Escape"), { type: "draw_end" });
  assert.equal(press("s"), null); // letters stay shortcuts
});

test("a pasted table is told from other text", () => {
  assert.equal(looksLikeTable("a,b\n1,2\n3,4"), true);
  assert.equal(looksLikeTable("a\tb\r\n1\t2\r\n3\t4\r\n"), true);
  assert.equal(looksLikeTable("Dear all,\nthis is, well, a letter,\nwith commas"), false);
  assert.equal(looksLikeTable("https://example.org/?a=1,2"), false);
});
