// @ts-check
// The scores of the classes as bars: name, bar in the class's color, percent; the highest in bold.
import { html } from "../../html.js";
import { formatPercent } from "../../store/format.js";
import { columnLabel } from "../../store/inputs.js";
import { markPath } from "../marks.js";

const MANY = 5; // more classes stand in two columns

/** @param {number} index @param {number} count Of classes. */
export function colorOfClass(index, count) {
  if (count > 2) return `var(--class-${index % 10})`;
  return index === 0 ? "var(--data-negative)" : "var(--data-positive)";
}

/** @param {{index: number, count: number}} props */
export function Mark({ index, count }) {
  return html`
    <svg class="mark" viewBox="-1.7 -1.7 3.4 3.4" aria-hidden="true"
      style=${{ fill: colorOfClass(index, count) }}
      ><path d=${markPath(count > 2 ? index : 0)} /></svg>`;
}

/** A share, from which no one concludes more than it says. @param {number} share */
export const scoreText = (share) => (Number.isFinite(share) ? formatPercent(share) : "–");

/** @param {{classes: string[], shares: number[], best: number | null}} props */
export function Scores({ classes, shares, best }) {
  return html`
    <ol class="scores" data-many=${classes.length > MANY}>
      ${classes.map((name, index) => html`
        <li key=${name} data-score=${index} data-best=${index === best}>
          <${Mark} index=${index} count=${classes.length} />
          <span class="score-name">${columnLabel(name)}</span>
          <i class="score-bar"><i style=${{ width: `${100 * (shares[index] || 0)}%`,
            background: colorOfClass(index, classes.length) }}></i></i>
          <b>${scoreText(shares[index])}</b>
        </li>`)}
    </ol>`;
}
