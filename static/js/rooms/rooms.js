// @ts-check
// A room wires the views and the controls of one view of the page, as main.js does for the whole.
// Its module exports Room, a component of {store, dispatch, lit}. It is loaded when first shown.

/** Key of a view → its module. @type {Record<string, () => Promise<{Room: any}>>} */
export const ROOMS = Object.freeze({
  step: () => import("./step.js"),
  landscape: () => import("./landscape.js"),
  compare: () => import("./compare.js"),
  transfer: () => import("./transfer.js"),
});
