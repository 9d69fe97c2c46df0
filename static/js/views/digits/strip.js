// @ts-check
// The scores of all classes side by side, as bars that grow upward; the highest in bold.
import { html } from "../../html.js";
import { columnLabel } from "../../store/inputs.js";
import { readProbe } from "../../store/readout.js";
import { t } from "../../texts/texts.js";
import { colorOfClass, scoreText } from "../output/scores.js";

/** Percent, with its sign at the highest alone: there is no room for ten. */
function number(/** @type {number} */ share, /** @type {boolean} */ isBest) {
  if (!(share >= 0.005)) return "";
  return isBest ? scoreText(share) : scoreText(share).replace(/[^\d]/g, "");
}

/** @param {any} props */
function Bar({ name, share, index, count, isBest }) {
  const words = share === null ? columnLabel(name)
    : t("probe.class", { name: columnLabel(name), share: scoreText(share) });
  return html`
    <li data-score=${index} data-best=${isBest} title=${words}>
      <span class="unseen">${words}</span>
      <i aria-hidden="true"><i style=${{ height: `${100 * (share || 0)}%`,
        background: colorOfClass(index, count) }}><b>${share === null ? "" : number(share, isBest)}</b></i></i>
      <span aria-hidden="true">${columnLabel(name)}</span>
    </li>`;
}

/** @param {{store: any, hint: string}} props hint: what to do where there is nothing to show. */
export function ScoreStrip({ store, hint }) {
  const { classes } = store.network.value;
  const readout = readProbe(store);
  const shares = readout?.shares ?? null;
  return html`
    <div class="score-strip">
      ${!shares && html`<p>${hint}</p>`}
      <ol aria-label=${t("digits.scores")}>
        ${classes.map((/** @type {string} */ name, /** @type {number} */ index) => html`
          <${Bar} key=${name} name=${name} index=${index} count=${classes.length}
            share=${shares ? shares[index] : null} isBest=${index === readout?.best} />`)}
      </ol>
    </div>`;
}
