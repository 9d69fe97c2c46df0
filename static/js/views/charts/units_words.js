// @ts-check
// Units that do not learn any more, as the server counts them, in a sentence.
import { formatCount } from "../../store/format.js";
import { t } from "../../texts/texts.js";
import { layerName } from "./line_charts.js";

const MOST_NAMED = 6;

/** "2, 5, 7 …": counted from 1. @param {number[]} units */
const listOf = (units) => units.slice(0, MOST_NAMED).map((unit) => unit + 1).join(", ")
  + (units.length > MOST_NAMED ? " …" : "");

/**
 * Dead and saturated units of the layer that is shown; empty where there is none.
 * @param {any} store
 * @returns {string}
 */
export function unitsWords({ charts, network: { value: network } }) {
  const [index, health] = [charts.layer.value, charts.health.value];
  if (!health || health.generation !== network?.generation) return "";
  const { units } = health.layers[index] ?? {};
  const layer = layerName(index, network.layout.length);
  const all = formatCount(network.layout[index].b.shape[0]);
  return ["dead", "saturated"].filter((kind) => units?.[kind]?.length > 0).map((kind) =>
    t(`charts.weights.${kind}`, {
      layer, all, count: formatCount(units[kind].length), units: listOf(units[kind]),
    })).join(" ");
}
