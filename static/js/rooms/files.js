// @ts-check
// The menu of files, and what it needs of the views, loaded when it is asked for.
import { useSignal } from "@preact/signals";
import { html } from "../html.js";
import { FileMenu } from "../controls/file_menu.js";
import { fileName } from "../store/saving.js";

/** @param {{store: any, dispatch: any}} props */
export function Files({ store, dispatch }) {
  const Film = useSignal(/** @type {any} */ (null));
  const missing = () => { store.notice.value = { key: "view.not_loaded" }; };
  const openFilm = () => import("./film.js").then((room) => { Film.value = { of: room.Film }; }, missing);
  const makePicture = async () => {
    const { makePicture: make } = await import("../views/whole_picture.js");
    const content = await make(store);
    return content && { name: fileName(store, "png"), content };
  };
  return html`
    <${FileMenu} store=${store} dispatch=${dispatch} makePicture=${makePicture}
      openFilm=${openFilm} />
    ${Film.value && html`<${Film.value.of} store=${store}
      onClose=${() => { Film.value = null; }} />`}`;
}
