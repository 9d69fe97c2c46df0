// @ts-check
// Gives a network other layers or units while all that stays keeps its weights: the server rebuilds
// it with new ones, into which the old ones are put.
import { noteMove } from "../turns.js";
import { carryOver, movedUnits } from "./carry.js";
import { calm, inTurn, whilePaused } from "./in_turn.js";
import { RESHAPINGS } from "./layers.js";
import { areAlike, nextWeights, presentWeights, putWeights, tellLost } from "./weights.js";

/** @typedef {import("../conductor.js").Desk} Desk */

/** @param {any} store */
const outputsOf = (store) => store.network.value.layout.at(-1).b.shape[0];

/**
 * The new network, once it is there; null where it is another, since a change came between.
 * @param {Desk} desk
 * @param {any[]} layers Those that were asked for.
 * @param {number} generation The one before.
 */
async function rebuilt(desk, layers, generation) {
  const fresh = await nextWeights(desk, generation);
  return areAlike(desk.store.spec.value.hidden_layers, layers) ? fresh : null;
}

/**
 * @param {Desk} desk
 * @param {import("./layers.js").Reshaping} change
 */
async function rebuild(desk, { patch, origins }) {
  const { store } = desk;
  const before = /** @type {import("./carry.js").Weights} */ (presentWeights(store));
  const { requested: { value: requested }, network: { value: network } } = store;
  // Layers that changed places may be as those before: then nothing is rebuilt.
  const isAlike = areAlike(store.spec.value.hidden_layers, patch.hidden_layers);
  if (!await desk.push(patch)) return;
  const fresh = isAlike ? presentWeights(store)
    : await rebuilt(desk, patch.hidden_layers, network.generation);
  if (!fresh || !await putWeights(desk, carryOver(before, fresh, origins))) {
    tellLost(store);
    return;
  }
  if (isAlike) noteMove(store, { spec: requested, paths: ["hidden_layers"], weights: before });
  for (const [layer, unit] of movedUnits(network.hiddenUnits, origins)) {
    await desk.command("hide_unit", { layer, unit, hidden: true });
  }
}

/**
 * @param {Desk} desk
 * @param {keyof typeof RESHAPINGS} name
 * @param {any} wish
 */
async function reshape(desk, name, wish) {
  const { store } = desk;
  if (store.connection.value === "open") await calm(store); // what is counted is what is there
  if (!store.network.value || store.wanted.value?.hidden_layers === null) return;
  const change = RESHAPINGS[name](store.wanted.value, outputsOf(store), wish);
  if (!change) return;
  if (store.connection.value !== "open" || !presentWeights(store)) {
    await desk.push({ ...change.patch, keep_weights: true }); // what the server finds by place
    return;
  }
  await whilePaused(desk, () => rebuild(desk, change));
}

/** @param {Desk} desk */
export function createReshapeActions(desk) {
  const act = (/** @type {any} */ name) => (/** @type {any} */ wish) =>
    inTurn(desk.store, () => reshape(desk, name, wish));
  return Object.fromEntries(Object.keys(RESHAPINGS).map((name) => [name, act(name)]));
}
