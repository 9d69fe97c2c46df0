// @ts-check
// Units that do not learn any more, as the server counts them, in a sentence.
import { formatCount } from "../../store/format.js";
import { t } from "../../texts/texts.js";
import { layerName } from "./line_charts.js";

const MOST_NAMED = 6;

/** "2, 5, 7 …": counted from 1. @param {number[]} units */
const listOf = (units) => units.slice(0, MOST_NAMED).map((unit) => unit + 1).join(", ")
  + (units.length > MOST_NAMED ? " …" : "");

/** @param {any} health @param {any} network @param {number} index Of the layer. */
function wordsOf(health, network, index) {
  const { units } = health.layers[index] ?? {};
  const layer = layerName(index, network.layout.length);
  const all = formatCount(network.layout[index].b.shape[0]);
  return ["dead", "saturated"].filter((kind) => units?.[kind]?.length > 0).map((kind) =>
    t(`charts.weights.${kind}`, {
      layer, all, count: formatCount(units[kind].length), units: listOf(units[kind]),
    })).join(" ");
}

/**
 * Dead and saturated units of the layer that is shown, else of the first that has some; empty
 * where there is none, and beside an earlier moment: they are counted for now.
 * @param {any} store
 * @returns {string}
 */
export function unitsWords({ charts, past, network: { value: network } }) {
  if (past.value) return "";
  const health = charts.health.value;
  if (!health || health.generation !== network?.generation) return "";
  const others = network.layout.map((/** @type {any} */ _, /** @type {number} */ at) => at);
  for (const index of [charts.layer.value, ...others]) {
    const words = wordsOf(health, network, index);
    if (words) return words;
  }
  return "";
}
