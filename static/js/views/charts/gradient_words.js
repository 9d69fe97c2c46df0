// @ts-check
// What the gradients say, under their chart: at most once a second, so that it can be read.
import { html } from "../../html.js";
import { usePace } from "./paced.js";
import { gradientWords } from "./summary.js";

const PACE_MS = 1000;

/** @param {{store: any}} props */
export function GradientWords({ store }) {
  usePace(store, PACE_MS);
  return html`<p class="chart-words" data-gradients>${gradientWords(store)}</p>`;
}
