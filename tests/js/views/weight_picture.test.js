import assert from "node:assert/strict";
import test from "node:test";
import { hasWeightPicture, weightLook, weightsOf } from "../../../static/js/views/weight_picture.js";

const network = {
  inputs: { isImage: true, shape: [2, 2] },
  layout: [{ W: { offset: 1, shape: [3, 2] } }],
  preprocessing: { columns: ["a", "b", "c", "d"], features: ["a", "c", "d"] },
};
const parameters = [99, 1, -1, 2, -2, 4, -8];

test("each weight is where its input is in the picture", () => {
  assert.deepEqual([...weightsOf(network, parameters, 0)], [1, 0, 2, 4]); // b is no input
  assert.deepEqual([...weightsOf(network, parameters, 1)], [-1, 0, -2, -8]);
  assert.equal(weightLook(network, parameters, 1).scale, 1 / 8);
});

test("only units of the first layer over square pictures have one", () => {
  assert.ok(hasWeightPicture(network, { layer: 0 }));
  assert.ok(!hasWeightPicture(network, { layer: 1 }));
  assert.ok(!hasWeightPicture({ inputs: { isImage: false, shape: [2, 2] } }, { layer: 0 }));
  assert.ok(!hasWeightPicture({ inputs: { isImage: true, shape: [2, 3] } }, { layer: 0 }));
});
