// @ts-check
// The dialog in which the learning becomes a moving picture: size and length before, progress
// while it is made, the picture itself after.
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { html } from "../html.js";
import { formatCount, formatNumber } from "../store/format.js";
import { fileName } from "../store/saving.js";
import { t } from "../texts/texts.js";
import { handOver } from "./hand_over.js";

const SIDES = [240, 360, 480]; // px
const SECONDS = [4, 8, 12];

/** @param {number} bytes */
const sizeWords = (bytes) => (bytes < 1e6 ? `${formatCount(Math.max(1, Math.round(bytes / 1e3)))} kB`
  : `${formatNumber(bytes / 1e6)} MB`);

/** @param {any} props */
function Options({ side, seconds, size, off }) {
  const pick = (/** @type {any} */ box) => (/** @type {any} */ event) => {
    box.value = Number(event.currentTarget.value);
  };
  return html`
    <label for="film-size">${t("film.size")}</label>
    <select id="film-size" class="select" value=${side.value} disabled=${off} onChange=${pick(side)}>
      ${SIDES.map((one) => html`
        <option key=${one} value=${one}>${t("film.pixels", size(one))}</option>`)}
    </select>
    <label for="film-length">${t("film.length")}</label>
    <select id="film-length" class="select" value=${seconds.value} disabled=${off}
      onChange=${pick(seconds)}>
      ${SECONDS.map((one) => html`
        <option key=${one} value=${one}>${t("film.seconds", { seconds: one })}</option>`)}
    </select>`;
}

/** @param {any} store What can be made, and how. @param {any} film */
function useFilm(store, { estimate, make }) {
  const [side, seconds] = [useSignal(360), useSignal(8)];
  const known = useSignal(/** @type {any} */ (null));
  const progress = useSignal(/** @type {any} */ (null));
  const made = useSignal(/** @type {any} */ (null));
  const failure = useSignal("");
  const running = useRef(/** @type {AbortController | null} */ (null));
  useEffect(() => {
    known.value = null;
    const timer = setTimeout(() => {
      known.value = estimate(store, { side: side.value, seconds: seconds.value });
    });
    return () => clearTimeout(timer);
  }, [side.value, seconds.value]);
  useEffect(() => () => running.current?.abort(), []);
  const start = async () => {
    const ending = new AbortController();
    running.current = ending;
    [made.value, failure.value, progress.value] = [null, "", { at: 0, of: 1 }];
    try {
      const options = { side: side.value, seconds: seconds.value };
      const content = await make(store, options, (/** @type {number} */ at,
        /** @type {number} */ of) => { progress.value = { at, of }; }, ending.signal);
      made.value = content && { name: fileName(store, "gif"), content };
      handOver(made.value);
    } catch (error) {
      failure.value = /** @type {Error} */ (error).message;
    }
    progress.value = null;
  };
  return { side, seconds, known, progress, made, failure, start,
    cancel: () => running.current?.abort() };
}

/** @param {any} props */
function Result({ made }) {
  const address = useRef("");
  useEffect(() => () => URL.revokeObjectURL(address.current), []);
  address.current ||= URL.createObjectURL(made.content);
  return html`
    <p role="status">${t("film.done", { size: sizeWords(made.content.size), name: made.name })}</p>
    <img class="film-picture" src=${address.current} alt=${t("film.alt")} />`;
}

/** @param {{store: any, film: any, onClose: () => void}} props film: {estimate, make, size}. */
export function FilmDialog({ store, film, onClose }) {
  const dialog = useRef(/** @type {any} */ (null));
  const { side, seconds, known, progress, made, failure, start, cancel } = useFilm(store, film);
  useEffect(() => dialog.current.showModal(), []);
  const { frames, bytes } = known.value ?? {};
  const at = progress.value;
  return html`
    <dialog class="film" ref=${dialog} aria-labelledby="film-title" onClose=${onClose}>
      <h2 id="film-title">${t("film.title")}</h2>
      <div class="film-options">
        <${Options} side=${side} seconds=${seconds} size=${film.size} off=${at !== null} />
      </div>
      <p class="film-note">${frames === undefined ? t("film.estimating")
        : t("film.estimate", { frames, size: sizeWords(bytes) })}</p>
      ${at && html`
        <progress max=${at.of} value=${at.at} aria-label=${t("film.progress", at)}></progress>`}
      ${failure.value && html`
        <p class="film-error" role="alert">${t("film.failed", { why: failure.value })}</p>`}
      ${made.value && html`<${Result} key=${made.value.content} made=${made.value} />`}
      <div class="film-buttons">
        ${at ? html`<button type="button" class="button button--outlined" data-film="cancel"
            onClick=${cancel}>${t("film.cancel")}</button>`
          : html`<button type="button" class="button button--outlined" data-film="make"
            onClick=${start}>${t("film.make")}</button>`}
        ${made.value && html`<button type="button" class="button" data-film="again"
          onClick=${() => handOver(made.value)}>${t("film.again")}</button>`}
        <button type="button" class="button" data-film="close"
          onClick=${() => dialog.current.close()}>${t("film.close")}</button>
      </div>
    </dialog>`;
}
