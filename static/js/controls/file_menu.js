// @ts-check
// The menu of files: save, open, export, pictures, a link.
import { useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { html } from "../html.js";
import { t } from "../texts/texts.js";
import { handOver } from "./hand_over.js";
import { Icon } from "./icons.js";
import { Popover } from "./popover.js";
import { press } from "./press.js";

const ID = "file-menu";
const SIZE = { width: 288, height: 460 }; // css px

const close = () => /** @type {any} */ (document.getElementById(ID))?.hidePopover();

/** @param {any} props */
function Item({ name, words, help = undefined, off, act }) {
  const chosen = () => {
    close();
    act();
  };
  return html`
    <button type="button" class="menu-item" data-file=${name} title=${help}
      aria-description=${help} ...${press(off, chosen)}>${words}</button>`;
}

/** @param {any} props */
function Check({ words, box, off = false }) {
  return html`
    <label class="check file-check"><input type="checkbox" checked=${box.value && !off}
      disabled=${off} onChange=${(/** @type {any} */ event) => {
        box.value = event.currentTarget.checked;
      }} />${words}</label>`;
}

/** @param {any} props */
function Saving({ dispatch, off }) {
  const [weights, history] = [useSignal(true), useSignal(true)];
  const save = async () => handOver(await dispatch({
    type: "save_experiment", weights: weights.value, history: history.value,
  }));
  return html`
    <${Item} name="save" words=${t("saving.save")} help=${t("saving.save.help")} off=${off}
      act=${save} />
    <${Check} words=${t("saving.weights")} box=${weights} />
    <${Check} words=${t("saving.history")} box=${history} off=${!weights.value} />`;
}

/** @param {any} props */
function Opening({ dispatch, off }) {
  const input = useRef(/** @type {any} */ (null));
  const open = (/** @type {any} */ { currentTarget }) => {
    const [file] = currentTarget.files;
    if (file) dispatch({ type: "open_experiment", file });
    currentTarget.value = ""; // the same file can be opened again
  };
  return html`
    <${Item} name="open" words=${t("saving.open")} help=${t("saving.open.help")} off=${off}
      act=${() => input.current.click()} />
    <input ref=${input} type="file" accept=".json,application/json" hidden data-file-input
      aria-label=${t("saving.open")} onChange=${open} />`;
}

/**
 * @param {{store: any, dispatch: any, makePicture: () => Promise<any>, openFilm: () => void}} props
 */
export function FileMenu({ store, dispatch, makePicture, openFilm }) {
  const off = store.connection.value !== "open";
  const exports = store.catalog.value?.exports ?? [];
  const isTrained = store.now.value.step > 0;
  return html`
    <${Popover} id=${ID} name=${t("saving.menu")} className="button" ...${SIZE}
      attributes=${{ "data-action": "file" }}
      label=${html`${t("saving.menu")}<${Icon} name="down" />`}>
      <${Saving} dispatch=${dispatch} off=${off} />
      <${Opening} dispatch=${dispatch} off=${off} />
      <${Item} name="link" words=${t("saving.copy_link")} help=${t("saving.copy_link.help")}
        act=${() => dispatch({ type: "copy_link", page: location.href.split("#")[0] })} />
      <h2 class="menu-head">${t("saving.export")}</h2>
      ${exports.map((/** @type {any} */ { key, label, summary }) => html`
        <${Item} key=${key} name=${`export-${key}`} words=${label} help=${summary} off=${off}
          act=${async () => handOver(await dispatch({ type: "export_network", format: key }))} />`)}
      <h2 class="menu-head">${t("saving.pictures")}</h2>
      <${Item} name="picture" words=${t("saving.picture")} help=${t("saving.picture.help")}
        act=${async () => handOver(await makePicture())} />
      <${Item} name="film" words=${t("saving.film")} off=${!isTrained}
        help=${t(isTrained ? "saving.film.help" : "saving.film.none")} act=${openFilm} />
    <//>`;
}
