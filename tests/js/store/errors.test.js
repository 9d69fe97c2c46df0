import assert from "node:assert/strict";
import test from "node:test";
import { ANYWHERE, errorsByControl, refusedPaths } from "../../../static/js/store/errors.js";

const refusal = (...pointers) => ({ errors: pointers.map((pointer) => ({ pointer, detail: pointer || "whole" })) });

test("a complaint goes to the control whose value was sent", () => {
  const cases = [
    ["/batch_size", { batch_size: 0 }, "batch_size"],
    ["#/optimizer/learning_rate", { optimizer: { learning_rate: 99 } }, "optimizer.learning_rate"],
    ["/hidden_layers/0/units", { hidden_layers: [{ units: 0 }] }, "hidden_layers"],
    ["/optimizer", { optimizer: { key: "none" } }, "optimizer.key"],
    ["/parameters", { hidden_layers: [] }, "hidden_layers"],
    ["", { features: [] }, "features"],
  ];
  for (const [pointer, patch, control] of cases) {
    assert.deepEqual(errorsByControl(refusal(pointer), patch), { [control]: pointer || "whole" });
  }
});

test("a complaint without a control is shown anywhere, and several there are joined", () => {
  const patch = { loss: "mse", output_activation: "auto", task: "auto", steps_per_second: 0 };
  const error = refusal("/output_activation", "/task", "/loss", "/steps_per_second");
  assert.deepEqual(errorsByControl(error, patch), {
    [ANYWHERE]: "/task\n/steps_per_second", loss: "/loss",
    output_activation: "/output_activation",
  });
  assert.deepEqual(errorsByControl(new Error("too many"), {}), { [ANYWHERE]: "too many" });
});

test("what was refused is named, unless the complaint is about the whole", () => {
  const patch = { batch_size: 0, dataset: { key: "circle", noise: 9 } };
  assert.deepEqual(refusedPaths(refusal("/batch_size", "/dataset/noise"), patch),
    ["batch_size", "dataset.noise"]);
  assert.equal(refusedPaths(refusal("/batch_size", "/work_per_step"), patch), undefined);
  assert.equal(refusedPaths({ pointer: "", detail: "locked" }, patch), undefined);
});
