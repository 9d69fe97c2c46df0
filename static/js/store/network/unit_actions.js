// @ts-check
// What a person does to single units: leave one out, set one by hand.
import { chooseGate, unitLayer } from "./models.js";

/** @param {import("../conductor.js").Desk} desk */
export function createUnitActions({ store, command, push }) {
  return {
    /** Leave a unit out, or use it again. */
    hide_unit: (/** @type {any} */ { layer, unit }) => {
      const { hiddenUnits } = store.network.value;
      const isHidden = hiddenUnits.some((/** @type {number[]} */ place) =>
        place[0] === layer && place[1] === unit);
      return command("hide_unit", { layer, unit, hidden: !isHidden });
    },
    set_parameters: (/** @type {any} */ { layers }) => command("set_parameters", { layers }),
    /** A threshold unit with the truth table of a gate, then with its weights. */
    set_gate: async (/** @type {any} */ { gate }) => {
      if (!await push(chooseGate(gate))) return;
      await command("set_parameters", { layers: [unitLayer(gate.weights, gate.threshold)] });
    },
  };
}
