// @ts-check
// The one table of all keys: what the page listens to, and what the help lists. Single keys can be
// switched off, and never act while one types.

/**
 * @typedef {object} Shortcut
 * @property {string} name Its words: help.shortcut.<name>.
 * @property {string} key As it is shown, and as the keyboard says it; of some keys the words are
 *   help.<key>.
 * @property {boolean} [command] Together with Ctrl, on a Mac with ⌘.
 * @property {boolean} [shift] Together with Shift.
 * @property {any} [action] What is dispatched; without one the place that has the focus acts.
 * @property {boolean} [repeats] Whether a key that is held down does it again and again.
 */

/** @type {readonly Readonly<Shortcut>[]} */
export const SHORTCUTS = Object.freeze([
  { name: "play", key: "space", action: { type: "toggle" } },
  { name: "step", key: "S", action: { type: "step" }, repeats: true },
  { name: "epoch", key: "E", action: { type: "epoch" } },
  { name: "start_again", key: "R", action: { type: "start_again" } },
  { name: "new_weights", key: "N", action: { type: "new_weights" } },
  { name: "help", key: "?", action: { type: "help" } },
  { name: "arrows", key: "arrows" },
  { name: "hide", key: "H" },
  { name: "undo", key: "Z", command: true, action: { type: "undo" }, repeats: true },
  { name: "redo", key: "Z", command: true, shift: true, action: { type: "redo" }, repeats: true },
  { name: "redo", key: "Y", command: true, action: { type: "redo" }, repeats: true },
  { name: "back", key: "escape" },
]);

/** Name → key of what is a single letter. @type {Readonly<Record<string, string>>} */
export const KEYS = Object.freeze(Object.fromEntries(
  SHORTCUTS.filter(({ command }) => !command).map(({ name, key }) => [name, key])));

const TAKES_SPACE = 'button, a, summary, select, textarea, input:not([type="range"])';
const TAKES_LETTERS = 'select, textarea, input:not([type="range"]):not([type="checkbox"])';
const TAKES_COMMANDS = 'textarea, input:not([type="range"]):not([type="checkbox"])';

/** @param {KeyboardEvent} event @returns {Readonly<Shortcut> | undefined} */
export function shortcutOf({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  if (altKey) return undefined;
  const pressed = key === " " ? "SPACE" : key.toUpperCase();
  const command = ctrlKey || metaKey;
  return SHORTCUTS.find((one) => one.action && one.key.toUpperCase() === pressed
    && Boolean(one.command) === command && (!command || Boolean(one.shift) === shiftKey));
}

/** Whether what has the focus needs the key itself. @param {Shortcut} one @param {Element} target */
function isTaken({ key, command }, target) {
  const takers = command ? TAKES_COMMANDS : key === "space" ? TAKES_SPACE : TAKES_LETTERS;
  return target.closest(takers) !== null;
}

/**
 * @param {{store: any, dispatch: (action: any) => void, openHelp: () => void}} parts
 * @param {Document} [root]
 */
export function startShortcuts({ store, dispatch, openHelp }, root = document) {
  root.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.defaultPrevented || target.closest("dialog")) return;
    const one = shortcutOf(event);
    if (!one || isTaken(one, target)) return;
    if (one.command && store.drawing.value) return; // strokes are taken back by keys of their own
    const isLetter = !one.command && one.key !== "space";
    if (isLetter && !store.shortcutsOn.value) return;
    if (!isLetter) event.preventDefault(); // the browser has plans of its own for these
    if (event.repeat && !one.repeats) return;
    if (one.name === "help") openHelp();
    else dispatch(one.action);
  });
}
