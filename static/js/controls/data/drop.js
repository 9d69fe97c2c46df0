// @ts-check
// The page as a place to drop a file on: it says so while a file hangs over it.
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { html } from "../../html.js";
import { t } from "../../texts/texts.js";
import { Icon } from "../icons.js";
import { fileLimits } from "./file_limits.js";

const OTHERS = /json|image\//; // experiments and pictures are not ours to take
const OTHER_NAME = /\.json$/i;

/** @param {DragEvent} event */
function bringsTable({ dataTransfer }) {
  const items = [...(dataTransfer?.items ?? [])].filter(({ kind }) => kind === "file");
  return items.length > 0 && items.some(({ type }) => !OTHERS.test(type));
}

/**
 * Follow a file over the page; where it is let go, it is read.
 * @param {any} over Signal: whether one hangs over the page.
 * @param {(file: File) => void} onFile
 */
function followFiles(over, onFile) {
  const move = (/** @type {DragEvent} */ event) => {
    if (event.defaultPrevented || !bringsTable(event)) return;
    event.preventDefault(); // it may be dropped here
    over.value = true;
  };
  const leave = (/** @type {DragEvent} */ event) => {
    if (event.relatedTarget === null) over.value = false; // out of the window
  };
  const drop = (/** @type {DragEvent} */ event) => {
    over.value = false;
    const file = event.dataTransfer?.files[0];
    if (event.defaultPrevented || !file || OTHER_NAME.test(file.name)) return;
    event.preventDefault();
    onFile(file);
  };
  const listeners = Object.entries({ dragenter: move, dragover: move, dragleave: leave, drop });
  for (const [type, listen] of listeners) {
    document.addEventListener(type, /** @type {EventListener} */ (listen));
  }
  return () => listeners.forEach(([type, listen]) =>
    document.removeEventListener(type, /** @type {EventListener} */ (listen)));
}

/** @param {{store: any, dispatch: any}} props */
export function Drop({ store, dispatch }) {
  const over = useSignal(false);
  useEffect(() => followFiles(over, (file) => dispatch({ type: "read_file", file })), []);
  if (!over.value || !store.catalog.value) return null;
  return html`
    <div class="drop" aria-hidden="true">
      <p><${Icon} name="file" /><b>${t("drop.here")}</b>
        ${t("drop.limits", fileLimits(store.catalog.value))}</p>
    </div>`;
}
