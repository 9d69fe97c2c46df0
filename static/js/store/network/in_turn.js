// @ts-check
// Changes of the network that take several commands, one after the other: each begins with the
// network that the one before it made, and training waits meanwhile.
import { effect } from "@preact/signals";
import { ANYWHERE } from "../errors.js";
import { resume } from "../goal.js";

/** The last of each page. @type {WeakMap<object, Promise<any>>} */
const lasts = new WeakMap();

/**
 * @param {any} store
 * @param {() => any} act What fails in it is said, and hinders no one after it.
 * @returns {Promise<void>}
 */
export function inTurn(store, act) {
  const last = (lasts.get(store) ?? Promise.resolve()).then(act).catch((error) => {
    store.errors.value = { [ANYWHERE]: error.message };
  });
  lasts.set(store, last);
  return last;
}

/**
 * Not a step with weights that are replaced at once; then training goes on, whatever happened.
 * @param {import("../conductor.js").Desk} desk
 * @param {() => Promise<any>} act
 */
export async function whilePaused(desk, act) {
  const goesOn = desk.store.running.value;
  if (goesOn) await desk.command("pause");
  try {
    return await act();
  } finally {
    if (goesOn) await resume(desk);
  }
}

/** Wait until the changes under way have arrived. @param {any} store @returns {Promise<void>} */
export function calm({ pending }) {
  return new Promise((resolve) => {
    let stop = () => {};
    stop = effect(() => {
      if (Object.keys(pending.value).length > 0) return;
      queueMicrotask(() => { stop(); resolve(); });
    });
  });
}
