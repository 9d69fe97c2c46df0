// @ts-check
// One's own data: points to draw, a file to open, and what there is of both already.
import { useRef } from "preact/hooks";
import { html } from "../../html.js";
import { formatCount } from "../../store/format.js";
import { POINTS } from "../../store/own_data/data_sets.js";
import { areSame, isTruthTable } from "../../store/own_data/own_points.js";
import { t } from "../../texts/texts.js";
import { Icon } from "../icons.js";
import { fileLimits, FILES } from "./file_limits.js";

/** @param {any} props */
function Draw({ store, dispatch }) {
  const isOn = store.drawing.value !== null;
  const { now } = store.drawn.value;
  const { network: { value: network }, spec: { value: spec } } = store;
  const isOwn = spec?.dataset.key === POINTS && areSame(now.points, spec.dataset.points);
  const canEdit = !isOn && !isOwn && network?.points && network.inputs?.planar;
  return html`
    <button type="button" class="button button--outlined" data-action="draw" aria-pressed=${isOn}
      title=${t("data.draw.help")}
      onClick=${() => dispatch({ type: isOn ? "draw_end" : "draw_start" })}>
      <${Icon} name="pen" />${t(isOn ? "data.draw.end" : "data.draw")}
    </button>
    ${canEdit && html`
      <button type="button" class="button" data-action="draw_from" title=${t("data.draw.from.help")}
        onClick=${() => dispatch({ type: "draw_start", from: "present" })}
        ><${Icon} name="pen" />${t("data.draw.from")}</button>`}`;
}

/** @param {any} props */
function Open({ store, dispatch }) {
  const input = useRef(/** @type {any} */ (null));
  const limits = fileLimits(store.catalog.value);
  const take = (/** @type {any} */ { currentTarget }) => {
    const [file] = currentTarget.files;
    currentTarget.value = ""; // the same file can be chosen again
    if (file) dispatch({ type: "read_file", file });
  };
  return html`
    <button type="button" class="button button--outlined" data-action="open_file"
      title=${t("data.file.help", limits)} aria-description=${t("data.file.help", limits)}
      onClick=${() => input.current.click()}><${Icon} name="file" />${t("data.file")}</button>
    <input ref=${input} type="file" accept=${FILES} hidden data-table-file aria-label=${t("data.file")}
      onChange=${take} />
    <p class="data-note">${t("data.file.note", limits)}</p>
    <div class="own-more">
      <button type="button" class="button" data-action="paste" title=${t("data.paste.help")}
        onClick=${() => dispatch({ type: "open_paste" })}
        ><${Icon} name="paste" />${t("data.paste")}</button>
      <button type="button" class="button" data-action="example" title=${t("data.example.help")}
        onClick=${() => dispatch({ type: "read_example" })}>${t("data.example")}</button>
    </div>`;
}

/** @param {any} props */
function Kept({ name, words, thumbnail, isOn, onChoose, onForget, help }) {
  return html`
    <li class="own-row">
      <button type="button" class="own-choose" data-own=${thumbnail} aria-pressed=${isOn}
        title=${help} aria-description=${help} onClick=${onChoose}>
        <canvas data-thumbnail=${thumbnail} width="1" height="1"></canvas>
        <span class="own-name"><b>${name}</b><span>${words}</span></span>
      </button>
      ${onForget && html`
        <button type="button" class="button button--icon" data-forget=${thumbnail}
          aria-label=${t("data.own.forget", { name })} title=${t("data.own.forget", { name })}
          onClick=${onForget}><${Icon} name="bin" /></button>`}
    </li>`;
}

/** @param {any} entry */
const sizeOf = ({ samples, columns, classes }) =>
  t(classes ? "data.own.size.classes" : "data.own.size", { rows: formatCount(samples),
    columns: columns.length, classes: classes?.length ?? 0 });

/** @param {any} props */
function KeptData({ store, dispatch }) {
  const spec = store.wanted.value;
  const { points } = store.drawn.value.now;
  const files = store.ownData.value;
  const isGate = spec.dataset.key === POINTS && isTruthTable(spec.dataset.points);
  if (points.length === 0 && files.length === 0) return null;
  return html`
    <ul class="own-list" aria-label=${t("data.own")}>
      ${points.length > 0 && html`
        <${Kept} name=${t("data.own.points")} thumbnail=${POINTS}
          words=${t("data.own.points.count", { count: formatCount(points.length) })}
          help=${t("data.own.points.help")} isOn=${spec.dataset.key === POINTS && !isGate}
          onChoose=${() => dispatch({ type: "choose_drawn" })} />`}
      ${files.map((/** @type {any} */ entry) => html`
        <${Kept} key=${entry.key} name=${entry.label} thumbnail=${entry.key}
          words=${sizeOf(entry)} help=${entry.summary} isOn=${spec.dataset.key === entry.key}
          onChoose=${() => dispatch({ type: "choose_file", key: entry.key })}
          onForget=${() => dispatch({ type: "forget_file", key: entry.key })} />`)}
    </ul>`;
}

/** @param {{store: any, dispatch: any}} props */
export function OwnData({ store, dispatch }) {
  const problem = store.uploadProblem.value;
  return html`
    <div class="own" role="group" aria-label=${t("data.own")}>
      <${KeptData} store=${store} dispatch=${dispatch} />
      <${Draw} store=${store} dispatch=${dispatch} />
      <${Open} store=${store} dispatch=${dispatch} />
      ${problem && html`<p class="own-problem" role="alert"
        >${t(problem.key, { ...fileLimits(store.catalog.value), ...problem.values })}</p>`}
    </div>`;
}
