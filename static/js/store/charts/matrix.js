// @ts-check
// The confusion matrix of the network that is shown: counted here where that is quick, else as the
// server counted it last, which is of now: beside an earlier moment there is none.
import { createForward } from "../../nn/forward.js";
import { calledClasses, countConfusion, isAffordable, matrixOf, pointsOf } from "./confusion.js";

/** A forward pass for a network; the same as long as nothing of it changes. @type {WeakMap<any, any>} */
const passes = new WeakMap();

/** Points of a split; the same for as long as the data are. @type {WeakMap<any, any>} */
const splits = new WeakMap();

/** @param {WeakMap<any, any>} known @param {any} key @param {() => any} make */
function remember(known, key, make) {
  if (!known.has(key)) known.set(key, make());
  return known.get(key);
}

/** Whether the browser can count it, of all points. @param {any} store */
export const countsHere = (store) => isAffordable(
  store.network.value?.points?.targets.length ?? Infinity, store.parameters.length);

/**
 * @param {any} store
 * @returns {import("./confusion.js").Matrix | null} Null: not known yet.
 */
export function matrixOfStore(store) {
  const { network: { value: network }, charts, parameters } = store;
  if (!network?.classes || parameters.length === 0) return null;
  const split = charts.split.value;
  if (!countsHere(store)) {
    if (store.past.value) return null;
    const health = charts.health.value;
    const counts = health?.generation === network.generation && health[split]?.confusion;
    return counts ? matrixOf(counts) : null;
  }
  const parts = remember(splits, network.points, () => ({}));
  parts[split] ??= pointsOf(network.points, split);
  const { inputs, targets } = parts[split];
  const outputs = remember(passes, network, () => createForward(network))
    .outputs(parameters, inputs);
  const called = calledClasses(outputs, network.layout.at(-1).activation);
  return countConfusion(targets, called, network.classes.length);
}
