// @ts-check
// Gives a network other layers or units while all that stays keeps its weights: the server rebuilds
// it with new ones, into which the old ones are put.
import { effect } from "@preact/signals";
import { carryOver, movedUnits } from "./carry.js";
import { RESHAPINGS } from "./layers.js";

const PATIENCE_MS = 8000; // for the weights of a network that was rebuilt

/** @typedef {import("../conductor.js").Desk} Desk */

/** @param {any} store */
const outputsOf = (store) => store.network.value.layout.at(-1).b.shape[0];

/** @param {any} store @returns {import("./carry.js").Weights} */
const weightsOf = ({ network: { value: network }, parameters }) =>
  ({ layout: network.layout, features: network.preprocessing.features, parameters });

/** @param {any} store */
const isComplete = ({ network: { value: { layout } }, parameters }) => {
  const { b } = layout[layout.length - 1];
  return parameters.length === b.offset + b.shape[0];
};

/**
 * Wait for the weights of the next generation.
 * @param {Desk} desk
 * @param {number} generation The present one.
 * @returns {Promise<boolean>} Whether they came.
 */
function nextWeights({ store, timers }, generation) {
  return new Promise((resolve) => {
    let stop = () => {};
    const end = (/** @type {boolean} */ came) => queueMicrotask(() => {
      stop();
      resolve(came);
    });
    stop = effect(() => {
      store.frameCount.value; // read to be called when weights come
      if (store.network.value.generation !== generation && isComplete(store)) end(true);
    });
    timers.schedule(() => end(false), PATIENCE_MS);
  });
}

/**
 * Put weights into the network; too many for a message go by a call of their own.
 * @param {Desk} desk
 * @param {{W: number[][], b: number[]}[]} layers
 */
async function putWeights({ store, command, api, session }, layers) {
  const { length } = JSON.stringify(layers);
  const most = store.catalog.value.limits.message_bytes;
  if (length + 200 < most) return Boolean(await command("set_parameters", { layers }));
  const { id, token } = /** @type {{id: string, token: string}} */ (session());
  return api.putWeights(id, token, layers).then(() => true, () => false);
}

/**
 * @param {Desk} desk
 * @param {import("./layers.js").Reshaping} change
 */
async function rebuild(desk, { patch, origins }) {
  const { store } = desk;
  const before = weightsOf(store);
  const { generation, hiddenUnits } = store.network.value;
  const isAlike = JSON.stringify(store.spec.value.hidden_layers)
    === JSON.stringify(patch.hidden_layers); // layers that changed places: nothing is rebuilt
  if (!await desk.push(patch)) return;
  if (!isAlike && !await nextWeights(desk, generation)) return;
  await putWeights(desk, carryOver(before, weightsOf(store), origins));
  for (const [layer, unit] of movedUnits(hiddenUnits, origins)) {
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
  if (!store.network.value || store.wanted.value?.hidden_layers === null) return;
  const change = RESHAPINGS[name](store.wanted.value, outputsOf(store), wish);
  if (!change) return;
  if (store.connection.value !== "open" || !isComplete(store)) {
    await desk.push({ ...change.patch, keep_weights: true }); // what the server finds by place
    return;
  }
  const goesOn = store.running.value;
  if (goesOn) await desk.command("pause"); // not a step with weights that are replaced at once
  await rebuild(desk, change);
  if (goesOn) await desk.command("run", { steps_per_second: store.stepsPerSecond.value });
}

/** One after the other: each begins with the network that the one before it made. @param {Desk} desk */
export function createReshapeActions(desk) {
  let last = Promise.resolve();
  const act = (/** @type {any} */ name) => (/** @type {any} */ wish) => {
    last = last.then(() => reshape(desk, name, wish));
    return last;
  };
  return Object.fromEntries(Object.keys(RESHAPINGS).map((name) => [name, act(name)]));
}
