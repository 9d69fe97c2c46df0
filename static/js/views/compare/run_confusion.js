// @ts-check
// Where inputs are pictures, a map of two pixels says nothing: what the run takes for what, instead.
import { useEffect } from "preact/hooks";
import { effect, useSignal } from "@preact/signals";
import { html } from "../../html.js";
import { createForward } from "../../nn/forward.js";
import { confusionOf } from "../../store/runs/confusion.js";
import { columnLabel } from "../../store/inputs.js";
import { t } from "../../texts/texts.js";
import { createFrameLoop } from "./frame_loop.js";

const LEAST_MS = 500;
const LEAST_STRENGTH = 12; // of a cell that is not empty, percent

/** @param {any} run */
function useConfusion(run) {
  const table = useSignal(/** @type {number[][] | null} */ (null));
  useEffect(() => {
    /** @type {any} */
    let known = {};
    const measure = () => {
      const [network, points] = [run.network.value, run.points.value];
      if (!network || !points || run.parameters.length === 0) return;
      if (known.network !== network) known = { network, forward: createForward(network) };
      const { forward } = known;
      const answer = (/** @type {number[][]} */ samples) =>
        forward.outputs(run.parameters, samples);
      table.value = confusionOf(answer, points, network);
    };
    const loop = createFrameLoop(measure, LEAST_MS);
    const stop = effect(() => {
      for (const change of [run.frameCount, run.network, run.points]) change.value;
      loop.ask();
    });
    return () => {
      stop();
      loop.stop();
    };
  }, [run]);
  return table;
}

/** @param {any} props */
function Cell({ count, total, right }) {
  const strength = count === 0 ? 0 : LEAST_STRENGTH + (100 - LEAST_STRENGTH) * (count / total);
  const color = right ? "var(--data-positive)" : "var(--data-negative)";
  const background = `color-mix(in oklab, ${color} ${strength.toFixed(0)}%, transparent)`;
  return html`<td style=${{ background }}><span class="unseen">${count}</span></td>`;
}

/** @param {{run: any, name: string, children?: any}} props */
export function RunConfusion({ run, name, children }) {
  const table = useConfusion(run).value;
  const classes = run.network.value?.classes ?? [];
  return html`
    <div class="run-picture">
      <table class="run-confusion" aria-label=${name} title=${t("compare.confusion.help")}>
        <thead><tr><td></td>${classes.map((/** @type {string} */ one) => html`
          <th scope="col" key=${one}>${columnLabel(one)}</th>`)}</tr></thead>
        <tbody>${(table ?? []).map((row, real) => html`
          <tr key=${real}><th scope="row">${columnLabel(classes[real] ?? "")}</th>
            ${row.map((count, called) => html`<${Cell} key=${called} count=${count}
              total=${Math.max(1, row.reduce((sum, one) => sum + one, 0))}
              right=${real === called} />`)}</tr>`)}</tbody>
      </table>
      ${children}
    </div>`;
}
