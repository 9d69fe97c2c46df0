// @ts-check
// A table as text: pasted into a dialog, or onto the page, which then asks whether it is data.
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { html } from "../../html.js";
import { t } from "../../texts/texts.js";
import { fileLimits } from "./file_limits.js";
import { DialogHead, useDialog } from "./reading.js";
import { looksLikeTable } from "./table_text.js";

const NAME = "table.csv";
const TAKES_TEXT = "input, textarea, select, [contenteditable], dialog";

/**
 * What is pasted outside of fields.
 * @param {{dispatch: any}} parts
 * @param {Document} [root]
 */
export function startPasting({ dispatch }, root = document) {
  root.addEventListener("paste", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.defaultPrevented || target.closest?.(TAKES_TEXT)) return;
    const [file] = event.clipboardData?.files ?? [];
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (file && !file.type.startsWith("image/")) dispatch({ type: "read_file", file });
    else if (looksLikeTable(text)) dispatch({ type: "open_paste", text });
    else return;
    event.preventDefault();
  });
}

/** @param {{store: any, dispatch: any}} props */
export function Paste({ store, dispatch }) {
  const given = store.pasting.value;
  const dialog = useDialog(given !== null);
  const text = useSignal("");
  useEffect(() => { text.value = given ?? ""; }, [given]);
  if (given === null) return null;
  const onClose = () => dispatch({ type: "close_paste" });
  const read = () => {
    const file = new Blob([text.value], { type: "text/csv" });
    dispatch({ type: "read_file", file, name: NAME });
  };
  return html`
    <dialog class="reading reading--paste" ref=${dialog} aria-labelledby="paste-title"
      onClose=${onClose}>
      <${DialogHead} id="paste-title" onClose=${onClose} title=${t("paste.title")} />
      <p>${t(given ? "paste.given" : "paste.help", fileLimits(store.catalog.value))}</p>
      <textarea rows="10" spellcheck=${false} aria-label=${t("paste.text")} value=${text.value}
        placeholder=${t("paste.placeholder")}
        onInput=${(/** @type {any} */ event) => { text.value = event.currentTarget.value; }}
        ></textarea>
      <footer>
        <button type="button" class="button button--outlined" onClick=${onClose}
          >${t("reading.cancel")}</button>
        <button type="button" class="button button--main" data-action="read_pasted"
          disabled=${text.value.trim() === ""} onClick=${read}>${t("paste.read")}</button>
      </footer>
    </dialog>`;
}
