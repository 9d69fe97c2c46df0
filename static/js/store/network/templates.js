// @ts-check
// Networks that are well known, each one change away. Pure but for its action.
import { entryOf } from "../catalog.js";
import { chooseModel, fits, PERCEPTRON } from "./models.js";
import { chooseDataset } from "../spec.js";

const NETWORK = "network";
const TANH = "tanh";
const TWO_CLASSES = "gaussians";
const XOR = "xor";
const PLANE = Object.freeze(["x1", "x2"]);

/**
 * @typedef {object} Template
 * @property {string} key Its words are `templates.<key>` and `templates.<key>.help`.
 * @property {number[]} hidden Units of the hidden layers.
 * @property {string} [model]
 * @property {string} [dataset] What it is shown with.
 */

/** @type {readonly Template[]} */
export const TEMPLATES = Object.freeze([
  { key: "perceptron", hidden: [], model: PERCEPTRON },
  { key: "logistic", hidden: [] },
  { key: "xor", hidden: [2], dataset: XOR },
  { key: "small", hidden: [4, 2] },
  { key: "deep", hidden: [8, 8, 8] },
]);

/**
 * Data that go with a template: the present ones if they can.
 * @param {any} catalog
 * @param {any} spec
 * @param {Template} template
 */
function dataFor(catalog, spec, { key, dataset }) {
  const present = entryOf(catalog, "datasets", spec.dataset.key);
  const needsTwo = key === "logistic" && !fits(PERCEPTRON, present);
  const wanted = dataset ?? (needsTwo ? TWO_CLASSES : null);
  const entry = wanted && wanted !== spec.dataset.key && entryOf(catalog, "datasets", wanted);
  return entry ? chooseDataset({ ...spec, model: NETWORK }, entry, present) : {};
}

/**
 * The change of the experiment that makes it a template: model, layers, and what must go with them.
 * Everything else stays as it was set.
 * @param {any} catalog
 * @param {any} spec
 * @param {string} key
 */
export function templatePatch(catalog, spec, key) {
  const template = /** @type {Template} */ (TEMPLATES.find((one) => one.key === key));
  if (template.model) return chooseModel(catalog, spec, template.model);
  const model = (spec.model ?? NETWORK) === NETWORK ? {} : chooseModel(catalog, spec, NETWORK);
  const data = dataFor(catalog, { ...spec, ...model }, template);
  const output = key === "logistic" ? { loss: "auto", output_activation: "auto" } : {};
  const inputs = template.dataset ? { features: [...PLANE] } : {};
  const layers = template.hidden.map((units) => ({ units, activation: TANH }));
  const frozen = spec.frozen_layers?.length ? { frozen_layers: [] } : {};
  return { ...model, ...data, ...output, ...inputs, ...frozen, hidden_layers: layers };
}

/** @param {import("../conductor.js").Desk} desk */
export const createTemplateActions = ({ store, push }) => ({
  apply_template: (/** @type {any} */ { key }) =>
    push(templatePatch(store.catalog.value, store.wanted.value, key)),
});
