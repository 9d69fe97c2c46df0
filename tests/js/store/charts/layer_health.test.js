// When the server is asked how layers and units are doing.
import assert from "node:assert/strict";
import test from "node:test";
import { settle } from "../play.js";

const { createStore } = await import("../../../../static/js/store/store.js");
const { followLayerHealth } = await import("../../../../static/js/store/charts/layer_health.js");

test("what came while the page was hidden is asked for when it is seen again", async (context) => {
  const page = Object.assign(new EventTarget(), { hidden: true });
  globalThis.document = page;
  context.after(() => { delete globalThis.document; });
  const [store, asked, waiting, owner] = [createStore(), [], [], { id: "s" }];
  store.spec.value = { task: "classification" };
  store.network.value = { generation: 1, inputs: {}, layout: [], points: null };
  store.charts.chosen.value = "weights";
  store.connection.value = "open";
  followLayerHealth({
    store, session: () => owner, timers: { schedule: (act) => waiting.push(act) },
    api: { statistics: async (id) => asked.push(id) && { generation: 1, step: 5 } },
  });
  store.now.value = { ...store.now.value, step: 5 };
  assert.equal(waiting.length, 0);
  page.hidden = false;
  page.dispatchEvent(new Event("visibilitychange"));
  for (const act of waiting.splice(0)) act();
  await settle();
  assert.deepEqual([asked, store.charts.health.value.step], [["s"], 5]);
  page.dispatchEvent(new Event("visibilitychange"));
  assert.equal(waiting.length, 0);
});
