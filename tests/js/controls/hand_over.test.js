// Files are handed to the browser in one place, which keeps them for as long as a slow disk reads.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { handOver } from "../../../static/js/controls/hand_over.js";

const ROOT = fileURLToPath(new URL("../../../static/js/", import.meta.url));

test("nothing else makes the browser save", () => {
  const found = readdirSync(ROOT, { recursive: true })
    .filter((name) => name.endsWith(".js") && readFileSync(ROOT + name, "utf8").includes(".download"));
  assert.deepEqual(found, ["controls/hand_over.js"]);
});

test("the address is kept after the click, and given back later", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const [link, given] = [{ click: () => given.push("click") }, []];
  globalThis.document = { createElement: () => link };
  context.mock.method(URL, "createObjectURL", () => "blob:1");
  context.mock.method(URL, "revokeObjectURL", (address) => given.push(address));
  handOver({ name: "a.csv", content: new Blob(["1"]) });
  assert.deepEqual([link.download, given], ["a.csv", ["click"]]);
  context.mock.timers.tick(60_000);
  assert.deepEqual(given, ["click", "blob:1"]);
  delete globalThis.document;
});
