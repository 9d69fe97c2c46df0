import assert from "node:assert/strict";
import test from "node:test";
import { t } from "../../../static/js/texts/texts.js";

test("words are filled in", () => {
  assert.equal(t("network.layer", { number: 2 }), "Layer 2");
});

test("a missing word is told to developers and shown as its key", (context) => {
  const error = context.mock.method(console, "error", () => undefined);
  assert.equal(t("header.theme.sepia"), "header.theme.sepia");
  assert.equal(error.mock.callCount(), 1);
});
