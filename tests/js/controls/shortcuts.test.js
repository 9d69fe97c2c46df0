import assert from "node:assert/strict";
import test from "node:test";
import { KEYS, SHORTCUTS, shortcutOf, startShortcuts } from "../../../static/js/controls/shortcuts.js";

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const actionOf = (key, more = {}) => shortcutOf({ ...none, key, ...more })?.action?.type;

test("undo and redo are in the one table of keys", () => {
  assert.equal(actionOf("z", { ctrlKey: true }), "undo");
  assert.equal(actionOf("Z", { ctrlKey: true, shiftKey: true }), "redo");
  assert.equal(actionOf("y", { metaKey: true }), "redo");
  assert.equal(actionOf("z"), undefined);
  assert.equal(actionOf("z", { ctrlKey: true, altKey: true }), undefined);
  assert.ok(SHORTCUTS.some(({ key, command }) => key === "Y" && command));
  assert.deepEqual([KEYS.step, KEYS.undo], ["S", undefined]);
});

/** What a key does on a page; `within` matches what the focus is in. */
function press(event, { drawing = null, within = () => false } = {}) {
  const [done, stopped] = [[], []];
  /** @type {any} */
  let listen;
  startShortcuts({
    store: { drawing: { value: drawing }, shortcutsOn: { value: false } },
    dispatch: ({ type }) => done.push(type), openHelp: () => done.push("help"),
  }, { addEventListener: (_, act) => { listen = act; } });
  listen({ ...none, ...event, preventDefault: () => stopped.push(event.key),
    target: { closest: (one) => (within(one) ? {} : null) } });
  return [done, stopped];
}

test("they work where single keys are switched off, not while one draws or types", () => {
  const undo = { key: "z", ctrlKey: true };
  assert.deepEqual(press(undo), [["undo"], ["z"]]);
  assert.deepEqual(press(undo, { drawing: { tool: "pen" } }), [[], []]);
  assert.deepEqual(press(undo, { within: (one) => one.includes("textarea") }), [[], []]);
  assert.deepEqual(press({ key: "s" }), [[], []]);
});
