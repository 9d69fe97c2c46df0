import assert from "node:assert/strict";
import test from "node:test";
import { CATALOG, SPEC, settle, welcome } from "../play.js";

const { createStore } = await import("../../../../static/js/store/store.js");
const { receiveWelcome } = await import("../../../../static/js/store/receive.js");
const { createReadingActions } = await import("../../../../static/js/store/own_data/reading.js");
const { createKeptFileActions } = await import("../../../../static/js/store/own_data/kept_files.js");
const { cutName } = await import("../../../../static/js/store/own_data/uploads.js");

const spec = { ...SPEC, model: "network", task: "classification", dataset: { key: "circle" },
  features: ["x1", "x2"] };
const summaryOf = (id, more = {}) => ({
  id, key: `upload:${id}`, token: `t-${id}`, task: "classification", classes: ["a", "b", "c"],
  columns: [{ name: "h", role: "input" }, { name: "w", role: "input" }, { name: "k", role: "label" }],
  class_counts: [5, 5, 5], rows: 15, rows_read: 15, guesses: { label: ["k"] }, problems: [],
  preview: [], ...more,
});

/** A page whose server answers uploads as told. @param {object} [api] */
function open(api = {}) {
  const store = createStore();
  const limits = { csv_bytes: 1000, features: 256 };
  store.catalog.value = { ...CATALOG, limits, defaults: { dataset: { key: "circle" } } };
  receiveWelcome(store, welcome({ spec, classes: ["outside", "inside"] }));
  const [sent, deleted, uploaded, entered] = [[], [], [], []];
  const again = () => entered.push(store.requested.value.dataset);
  const desk = {
    store, push: async (patch) => sent.push(patch) > 0,
    dispatch: (action) => (actions[action.type] ?? again)(action),
    api: {
      upload: async (file, said) => summaryOf(`u${uploaded.push(said)}`),
      deleteUpload: async (id, token) => deleted.push([id, token]),
      readUpload: async (id) => summaryOf(id, { token: undefined }),
      sample: async () => ({}), ...api,
    },
  };
  const actions = { ...createReadingActions(desk), ...createKeptFileActions(desk) };
  return { store, actions, sent, deleted, uploaded, entered };
}
const file = new Blob(["h,w,k\n1,2,a\n"]);

test("a file is read, corrected and used; what was read before is forgotten", async () => {
  const { store, actions, sent, deleted, uploaded } = open();
  await actions.read_file({ file, name: "pets.csv" });
  assert.equal(store.reading.value.summary.key, "upload:u1");
  await actions.read_again({ said: { decimal: "," } });
  assert.deepEqual(uploaded, [{}, { decimal: "," }]);
  assert.deepEqual(deleted, [["u1", "t-u1"]]);
  actions.leave_column({ name: "w", isInput: false });
  await actions.use_file();
  assert.equal(store.reading.value, null);
  const [patch] = sent;
  assert.deepEqual([patch.dataset, patch.features, patch.loss],
    [{ key: "upload:u2" }, ["h"], "auto"]);
  const entry = store.catalog.value.datasets.at(-1);
  assert.deepEqual([entry.label, entry.kind, entry.columns], ["pets", "own", ["h", "w"]]);
});

test("what is closed without being used is forgotten", async () => {
  const { store, actions, deleted } = open();
  await actions.read_file({ file, name: "pets.csv" });
  actions.close_reading();
  assert.deepEqual([store.reading.value, deleted], [null, [["u1", "t-u1"]]]);
});

test("the server's refusal is kept beside the head of the file", async () => {
  const refuse = async () => { throw new Error("line 3 must have 2 cells; got 3"); };
  const { store, actions } = open({ upload: refuse });
  await actions.read_file({ file, name: "pets.csv" });
  const { error, head, progress } = store.reading.value;
  assert.deepEqual([error, head.split("\n")[0], progress],
    ["line 3 must have 2 cells; got 3", "h,w,k", null]);
});

test("a file that is too large is not sent", async () => {
  const { store, actions, uploaded } = open();
  await actions.read_file({ file: new Blob(["x".repeat(1001)]), name: "big.csv" });
  assert.deepEqual([store.reading.value.isTooLarge, uploaded], [true, []]);
});

test("a reply that comes after the dialog was closed is forgotten, too", async () => {
  let answer;
  const { store, actions, deleted } = open({
    upload: () => new Promise((resolve) => { answer = resolve; }),
  });
  const reading = actions.read_file({ file, name: "pets.csv" });
  actions.close_reading();
  answer(summaryOf("late"));
  await reading;
  assert.deepEqual([store.reading.value, deleted], [null, [["late", "t-late"]]]);
});

test("a file that the server has forgotten is read again", async () => {
  const gone = Object.assign(new Error("gone"), { status: 404 });
  const { store, actions, sent } = open({ readUpload: async () => { throw gone; } });
  await actions.read_file({ file, name: "pets.csv" });
  await actions.use_file();
  await actions.choose_file({ key: "upload:u1" });
  assert.equal(store.uploadProblem.value.key, "data.own.gone_again");
  assert.equal(store.reading.value.summary.key, "upload:u2");
  assert.equal(sent.length, 1); // not sent with a key that means nothing any more
  assert.deepEqual(store.ownData.value, []);
});

test("a new session needs a file that the server still has", async () => {
  const { store, actions, entered } = open();
  await actions.read_file({ file, name: "pets.csv" });
  await actions.use_file();
  store.requested.value = { ...spec, dataset: { key: "upload:u1" } };
  store.notice.value = { key: "notice.no_session" };
  await settle();
  assert.deepEqual(entered, [{ key: "upload:u2" }]);
  assert.equal(store.ownData.value[0].key, "upload:u2");
});

test("where the file is not at hand, other data take its place", async () => {
  const { store, entered } = open();
  store.requested.value = { ...spec, features: ["h"], dataset: { key: "upload:x1" } };
  store.notice.value = { key: "notice.no_session" };
  await settle();
  assert.deepEqual(entered, [{ key: "circle" }]);
  assert.equal(store.requested.value.features, "auto");
  assert.equal(store.uploadProblem.value.key, "data.own.gone");
});

test("an experiment may name a file that the page has never seen", async () => {
  const { store } = open();
  store.spec.value = { ...spec, dataset: { key: "upload:x1" } };
  await settle();
  assert.equal(store.ownData.value[0].key, "upload:x1");
});

test("long names are cut", () => {
  assert.equal(cutName("abc"), "abc");
  assert.equal(cutName("x".repeat(50)).length, 40);
});
