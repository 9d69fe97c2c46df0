// @ts-check
// Which key does what while a person draws. Pure.

const TENTH = "0"; // after 9

/**
 * @param {{key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, shiftKey: boolean}}
 *   event
 * @param {{task: string, classes: number}} drawing
 * @returns {{type: string, [name: string]: any} | null}
 */
export function actionOfKey({ key, ctrlKey, metaKey, altKey, shiftKey }, { task, classes }) {
  if (altKey) return null;
  if (ctrlKey || metaKey) {
    const letter = key.toLowerCase();
    if (letter === "z") return { type: shiftKey ? "draw_redo" : "draw_undo" };
    return letter === "y" ? { type: "draw_redo" } : null;
  }
  if (key === "Escape") return { type: "draw_end" };
  if (task !== "classification" || !/^\d$/.test(key)) return null;
  const index = key === TENTH ? 9 : Number(key) - 1;
  return index <= classes ? { type: "draw_class", index } : null;
}
