// @ts-check
// What the side panel says at a station: questions, sentences, formulas, tables. Pure.
import { blameOfLayer, blameSections } from "./backward.js";
import { inputsSection, layerSections, softmaxSection, unitSections } from "./forward.js";
import { lossSection, mistakeSection } from "./loss.js";
import { isNeuron } from "./stations.js";
import { changeOfLayer, changeSections } from "./update.js";

/** @typedef {import("./forward.js").Context} Context */
/** @typedef {import("./forward.js").Section} Section */

/** By kind of station; result has a view of its own. @type {Record<string, (context: Context) => Section[]>} */
const SECTIONS = Object.freeze({
  inputs: (context) => [inputsSection(context)],
  sum: (context) => (context.station.unit < 0 ? layerSections(context)
    : unitSections(context, context.station.unit)),
  softmax: (context) => [softmaxSection(context)],
  loss: (context) => [isNeuron(context.trace) ? mistakeSection(context) : lossSection(context)],
  blame: (context) => (context.station.unit < 0 ? blameOfLayer(context)
    : blameSections(context, context.station.unit)),
  change: (context) => (context.station.unit < 0 ? changeOfLayer(context)
    : changeSections(context, context.station.unit)),
  result: () => [],
});

/** Hidden units, all of which take part here. @param {Context} context @returns {Section[]} */
function dropoutSections({ station, layers, spec }) {
  const isHidden = station.kind === "sum" && station.layer < layers.length - 1;
  return isHidden && spec.dropout_rate > 0
    ? [{ ask: { key: "" },
      say: { key: "step.say.dropout", values: { share: spec.dropout_rate } } }] : [];
}

/** @param {Context} context @returns {Section[]} */
export const sectionsOf = (context) =>
  [...SECTIONS[context.station.kind](context), ...dropoutSections(context)];
