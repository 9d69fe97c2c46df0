// @ts-check
// The curves of runs: a legend that reads them where the pointer is, the chart or its table.
import { useEffect } from "preact/hooks";
import { effect, useSignal } from "@preact/signals";
import { html } from "../../html.js";
import { formatCount, formatLoss, formatPercent } from "../../store/format.js";
import { marksUpTo, valueAt } from "../../store/runs/curves.js";
import { t } from "../../texts/texts.js";
import { CurvesChart } from "./curves_chart.js";
import { createFrameLoop } from "./frame_loop.js";
import { letterOf, LineKey } from "./run_look.js";

const TABLE_ROWS = 9;
const LEAST_MS = 100; // between two drawings

/** @typedef {import("./curves_chart.js").Scene} Scene */
/** @typedef {import("./curves_chart.js").Line} Line */

/** @param {boolean} isShare @returns {(value: number | null) => string} */
const numberFormat = (isShare) => (value) =>
  (value === null ? "–" : isShare ? formatPercent(value) : formatLoss(value));

/** @param {Line[]} lines */
const endOf = (lines) => Math.max(0, ...lines.map(({ curve }) => curve.x[curve.x.length - 1] ?? 0));

/** @param {any} props */
function Reading({ line, at, format, onUnpin }) {
  const { slot, name, curve, key } = line;
  return html`
    <li class="curves-line" data-line=${slot < 0 ? "ghost" : letterOf(slot)}>
      <${LineKey} slot=${slot} />
      <span>${slot < 0 ? t("compare.ghost", { name }) : `${letterOf(slot)} ${name}`}</span>
      <span class="curves-value">${format(valueAt(curve, at))}</span>
      ${slot < 0 && html`
        <button type="button" class="curves-unpin" aria-label=${t("compare.unpin", { name })}
          title=${t("compare.unpin", { name })} onClick=${() => onUnpin(key)}>×</button>`}
    </li>`;
}

/** @param {any} props */
function Table({ lines, format, unit, caption }) {
  return html`
    <div class="curves-table" tabindex="0" role="region" aria-label=${caption}>
      <table>
        <thead><tr><th scope="col">${t(`compare.unit.${unit}`)}</th>
          ${lines.map((/** @type {Line} */ { key, slot, name }) => html`
            <th scope="col" key=${key}>${slot < 0 ? name : `${letterOf(slot)} ${name}`}</th>`)}
        </tr></thead>
        <tbody>${marksUpTo(endOf(lines), TABLE_ROWS).map((mark) => html`
          <tr key=${mark}><th scope="row">${formatCount(mark)}</th>
            ${lines.map((/** @type {Line} */ { key, curve }) => html`
              <td key=${key}>${format(valueAt(curve, mark))}</td>`)}</tr>`)}</tbody>
      </table>
    </div>`;
}

/**
 * What is to be drawn, brought up to date not more often than it can be seen.
 * @param {() => Scene} getScene
 * @param {() => void} watch Reads the signals that it depends on.
 */
function useScene(getScene, watch) {
  const scene = useSignal(/** @type {Scene} */ ({ lines: [], isLog: false, isShare: false }));
  useEffect(() => {
    const loop = createFrameLoop(() => { scene.value = getScene(); }, LEAST_MS);
    const stop = effect(() => {
      watch();
      loop.ask();
    });
    return () => {
      stop();
      loop.stop();
    };
  }, []);
  return scene;
}

/**
 * @param {{store: any, getScene: () => Scene, watch: () => void, unit: string, what: string,
 *   isTable: boolean, onUnpin?: (id: string) => void, children?: any}} props watch: reads the
 *   signals that the scene depends on; what: what is shown, in words; children: controls.
 */
export function Curves({ store, getScene, watch, unit, what, isTable, onUnpin, children }) {
  const place = useSignal(/** @type {number | null} */ (null));
  const scene = useScene(getScene, watch);
  const { lines, isShare } = scene.value;
  const at = place.value ?? endOf(lines);
  const format = numberFormat(isShare);
  const caption = t("compare.chart.caption", { what, unit: t(`compare.unit.${unit}`) });
  const readings = lines.map(({ slot, name, curve }) =>
    `${slot < 0 ? "" : `${letterOf(slot)} `}${name}: ${format(valueAt(curve, at))}`).join("; ");
  return html`
    <section class="curves" aria-label=${caption}>
      <div class="curves-head">
        <ul class="curves-legend">
          ${lines.map((line) => html`<${Reading} key=${line.key} line=${line} at=${at}
            format=${format} onUnpin=${onUnpin} />`)}
        </ul>
        <span class="curves-place">${t(`compare.at.${unit}`, { place: formatCount(at) })}</span>
        ${children}
      </div>
      ${isTable
        ? html`<${Table} lines=${lines} format=${format} unit=${unit} caption=${caption} />`
        : html`<${CurvesChart} store=${store} scene=${scene} place=${place}
            summary=${`${caption}. ${t(`compare.at.${unit}`, { place: formatCount(at) })}: ${readings}`} />`}
    </section>`;
}
