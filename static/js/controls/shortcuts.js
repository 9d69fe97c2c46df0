// @ts-check
// Single keys for what is done often. They can be switched off, and never act while one types.

/** Action → key, as shown. @type {Record<string, string>} */
export const KEYS = { step: "S", epoch: "E", start_again: "R", new_weights: "N", help: "?" };

/** A key that is held down repeats what is cheap, and nothing else. */
const REPEATS = "step";

const TAKES_SPACE = 'button, a, summary, select, textarea, input:not([type="range"])';
const TAKES_LETTERS = 'select, textarea, input:not([type="range"]):not([type="checkbox"])';

/**
 * @param {{store: any, dispatch: (action: any) => void, openHelp: () => void}} parts
 * @param {Document} [root]
 */
export function startShortcuts({ store, dispatch, openHelp }, root = document) {
  root.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (modified || event.defaultPrevented || target.closest("dialog")) return;
    if (event.key === " ") {
      if (target.closest(TAKES_SPACE) || event.repeat) return;
      event.preventDefault();
      dispatch({ type: "toggle" });
      return;
    }
    if (!store.shortcutsOn.value || target.closest(TAKES_LETTERS)) return;
    const type = Object.keys(KEYS).find((name) => KEYS[name] === event.key.toUpperCase());
    if (event.repeat && type !== REPEATS) return;
    if (type === "help") openHelp();
    else if (type) dispatch({ type });
  });
}
