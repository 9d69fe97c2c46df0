// @ts-check
// The dialog of the moving picture, with what makes it. Loaded when it is first asked for.
import { html } from "../html.js";
import { FilmDialog } from "../controls/film_dialog.js";
import { estimateFilm, makeFilm } from "../views/film/film.js";
import { filmSize } from "../views/film/frame.js";

const FILM = Object.freeze({ estimate: estimateFilm, make: makeFilm, size: filmSize });

/** @param {{store: any, onClose: () => void}} props */
export const Film = ({ store, onClose }) =>
  html`<${FilmDialog} store=${store} film=${FILM} onClose=${onClose} />`;
