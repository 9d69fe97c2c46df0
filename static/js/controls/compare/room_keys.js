// @ts-check
// In a room with runs of its own, the keys for training are theirs: one plays what one sees.
import { useEffect } from "preact/hooks";

const TAKES_SPACE = 'button, a, summary, select, textarea, input:not([type="range"])';
const TAKES_LETTERS = 'select, textarea, input:not([type="range"]):not([type="checkbox"])';

/** Key → the end of an action's name, and what goes with it. @type {Record<string, any>} */
const ACTIONS = Object.freeze({
  " ": { end: "toggle" },
  S: { end: "train", by: "step" },
  E: { end: "train", by: "epoch" },
  R: { end: "again" },
});

/** @param {string} room @param {any} store @param {(action: any) => void} dispatch */
export function useRoomKeys(room, store, dispatch) {
  useEffect(() => {
    const act = (/** @type {KeyboardEvent} */ event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      const known = ACTIONS[event.key.toUpperCase()];
      if (!known || event.ctrlKey || event.metaKey || event.altKey) return;
      const isSpace = event.key === " ";
      const takes = isSpace ? TAKES_SPACE : TAKES_LETTERS;
      if (target.closest(takes) || target.closest("dialog")) return;
      if (!isSpace && !store.shortcutsOn.value) return;
      event.preventDefault(); // the page's own keys stay out of it
      event.stopPropagation();
      const { end, ...more } = known;
      const isCheap = end === "train" && more.by === "step";
      if (!event.repeat || isCheap) dispatch({ type: `${room}_${end}`, ...more });
    };
    document.addEventListener("keydown", act, true);
    return () => document.removeEventListener("keydown", act, true);
  }, []);
}
