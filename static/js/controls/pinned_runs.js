// @ts-check
// The runs whose curves are kept: what was different about each, and a way to let it go.
import { html } from "../html.js";
import { formatCount } from "../store/format.js";
import { differencesOf } from "../store/charts/pinned_runs.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";

const MOST_SAID = 2;

/** @param {import("../store/charts/pinned_runs.js").Difference} difference */
function words({ path, name, kind, value }) {
  if (kind === "other") return t(`charts.run.${value}`);
  if (kind === "layers") return value ? t("charts.run.layers", { units: value })
    : t("charts.run.no_layers");
  return name === null || path === "loss" ? value : t("charts.run.value", { name, value });
}

/**
 * What was different, in words: the two most telling, and how many more.
 * @param {any} store
 * @param {import("../store/charts/pinned_runs.js").PinnedRun} run
 */
function describeRun({ catalog, spec }, run) {
  const all = differencesOf(catalog.value, run.spec, spec.value).map(words);
  if (all.length === 0) return { short: t("charts.run.same"), long: t("charts.run.same") };
  const more = all.length - MOST_SAID;
  const said = all.slice(0, MOST_SAID).join(", ");
  return { short: more > 0 ? t("charts.run.more", { said, count: more }) : said,
    long: all.join(", ") };
}

/** @param {{store: any, dispatch: any}} props */
export function PinnedRuns({ store, dispatch }) {
  const runs = store.charts.pinned.value;
  if (runs.length === 0) return null;
  return html`
    <ul class="chart-runs" aria-label=${t("charts.runs")}>
      ${runs.map((/** @type {any} */ run) => {
        const { short, long } = describeRun(store, run);
        const steps = t("charts.run.steps", { steps: formatCount(run.step) });
        return html`
          <li key=${run.number} data-run=${run.number} title=${`${long} (${steps})`}>
            <b>${run.number}</b><span>${short}</span>
            <button type="button" class="chart-unpin" onClick=${() =>
              dispatch({ type: "unpin_run", number: run.number })}
              aria-label=${t("charts.unpin", { number: run.number })}
              title=${t("charts.unpin", { number: run.number })}><${Icon} name="close" /></button>
          </li>`;
      })}
    </ul>`;
}
