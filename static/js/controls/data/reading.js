// @ts-check
// A file that was opened: how far it is, what the server made of it, what can be corrected, and the
// button that uses it. What a file holds is shown as text only, and cut.
import { useEffect, useRef } from "preact/hooks";
import { html } from "../../html.js";
import { formatCount, formatPercent } from "../../store/format.js";
import { cutName } from "../../store/own_data/uploads.js";
import { saySentence } from "../../store/rules.js";
import { t } from "../../texts/texts.js";
import { Icon } from "../icons.js";
import { fileLimits, sizeWords } from "./file_limits.js";
import { Preview } from "./preview.js";
import { Said } from "./said.js";

const MOST_LINES = 8; // of a file that cannot be read
const MOST_LINE = 120; // characters of such a line
const MOST_PLACES = 3; // that a remark names
const MOST_CELL = 24; // characters
const MOST_NAMED = 6; // classes

/** A dialog that is open while there is something in it. @param {boolean} isOpen */
export function useDialog(isOpen) {
  const dialog = useRef(/** @type {any} */ (null));
  useEffect(() => {
    if (!isOpen || dialog.current?.open) return undefined;
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    dialog.current?.showModal();
    return () => before?.focus({ preventScroll: true }); // one goes on where one was
  }, [isOpen]);
  return dialog;
}

/** @param {any} props */
export function DialogHead({ title, id, onClose }) {
  return html`
    <header>
      <h2 id=${id}>${title}</h2>
      <button type="button" class="button button--icon" aria-label=${t("reading.close")}
        title=${t("reading.close")} onClick=${onClose}><${Icon} name="close" /></button>
    </header>`;
}

/** @param {any} props */
function Progress({ progress }) {
  const words = progress < 1 ? t("reading.sending", { share: formatPercent(progress) })
    : t("reading.reads");
  return html`
    <p class="reading-progress" role="status">
      <progress max="1" value=${progress < 1 ? progress : undefined} aria-label=${words}></progress>
      ${words}
    </p>`;
}

/** @param {any} props */
function Trouble({ reading, catalog, dispatch }) {
  const words = reading.isTooLarge
    ? t("reading.too_large", { size: sizeWords(reading.file.size),
      most: fileLimits(catalog).size }) : reading.error && saySentence(reading.error);
  if (!words) return null;
  const lines = reading.head.split(/\r\n|\r|\n/).slice(0, MOST_LINES);
  return html`
    <div class="reading-trouble" role="alert"><p>${words}</p>
      ${!reading.isTooLarge && html`
        <button type="button" class="button button--outlined" data-action="read_again"
          onClick=${() => dispatch({ type: "read_again", said: {} })}>${t("notice.again")}</button>`}
    </div>
    ${reading.head && html`
      <p class="reading-quiet">${t("reading.head")}</p>
      <ol class="reading-head">${lines.map((/** @type {string} */ line) =>
        html`<li><code>${cutName(line, MOST_LINE)}</code></li>`)}</ol>`}`;
}

/** What will be learned from what. @param {any} props */
function Found({ summary, left }) {
  const { rows, rows_read: read, classes, class_counts: counts, guesses, columns } = summary;
  const inputs = columns.filter((/** @type {any} */ one) => one.role === "input").length;
  const label = guesses.label.map((/** @type {string} */ one) => cutName(one)).join(", ");
  const named = classes?.slice(0, MOST_NAMED).map((/** @type {string} */ one,
    /** @type {number} */ at) => `${cutName(one, MOST_CELL)} ${formatCount(counts[at])}`);
  const more = (classes?.length ?? 0) > MOST_NAMED ? ", …" : "";
  return html`
    <p class="reading-found" data-found>
      ${t("reading.rows", { rows: formatCount(rows), read: formatCount(read),
        inputs: inputs - left.length })}${" "}
      ${classes ? t("reading.classes", { label, count: classes.length,
        named: `${named.join(", ")}${more}` }) : t("reading.values", { label })}
    </p>`;
}

/** @param {any} place */
const placeWords = ({ line, column, value }) => [
  t("reading.line", { line }), column && cutName(column, MOST_CELL),
  value !== null && t("reading.cell", { value: cutName(value, MOST_CELL) }),
].filter(Boolean).join(" ");

/** @param {any} props */
function Remarks({ problems }) {
  if (problems.length === 0) return null;
  return html`
    <ul class="reading-remarks" aria-label=${t("reading.remarks")}>
      ${problems.map((/** @type {any} */ { kind, text, places }) => html`
        <li key=${kind}>${text}${places.length > 0 && html`
          <span> ${places.slice(0, MOST_PLACES).map(placeWords).join("; ")}${
            places.length > MOST_PLACES ? "; …" : ""}</span>`}</li>`)}
    </ul>`;
}

/** @param {any} props */
function Buttons({ reading, dispatch, onClose, catalog }) {
  const { summary, left, progress, error } = reading;
  const inputs = summary?.columns.filter((/** @type {any} */ one) => one.role === "input") ?? [];
  const most = catalog.limits.features;
  const chosen = inputs.length - left.length;
  const isReady = summary && progress === null && !error && chosen >= 1 && chosen <= most;
  const why = !summary || error ? "" : chosen < 1 ? t("reading.no_input")
    : chosen > most ? t("reading.many_inputs", { most }) : "";
  return html`
    <footer>
      ${why && html`<p class="reading-why" role="alert">${why}</p>`}
      <button type="button" class="button button--outlined" data-action="cancel_file"
        onClick=${onClose}>${t("reading.cancel")}</button>
      <button type="button" class="button button--main" data-action="use_file"
        disabled=${!isReady} onClick=${() => dispatch({ type: "use_file" })}
        >${t("reading.use")}</button>
    </footer>`;
}

/** @param {{store: any, dispatch: any}} props */
export function Reading({ store, dispatch }) {
  const reading = store.reading.value;
  const dialog = useDialog(reading !== null);
  if (!reading) return null;
  const { summary, error, progress, isTooLarge } = reading;
  const onClose = () => dispatch({ type: "close_reading" });
  return html`
    <dialog class="reading" ref=${dialog} aria-labelledby="reading-title" onClose=${onClose}
      aria-busy=${progress !== null}>
      <${DialogHead} id="reading-title" onClose=${onClose}
        title=${t("reading.title", { name: cutName(reading.name),
          size: sizeWords(reading.file.size) })} />
      ${progress !== null && html`<${Progress} progress=${progress} />`}
      <${Trouble} reading=${reading} catalog=${store.catalog.value} dispatch=${dispatch} />
      ${summary && !error && html`<${Found} summary=${summary} left=${reading.left} />`}
      ${(summary || error) && !isTooLarge && html`
        <${Said} reading=${reading} dispatch=${dispatch} />`}
      ${summary && !error && html`
        <${Preview} reading=${reading} dispatch=${dispatch} />
        <${Remarks} problems=${summary.problems} />`}
      <p class="reading-quiet">${t("reading.kept", fileLimits(store.catalog.value))}</p>
      <${Buttons} reading=${reading} dispatch=${dispatch} onClose=${onClose}
        catalog=${store.catalog.value} />
    </dialog>`;
}
