// @ts-check
// The sample that walks: on the map of the data, with its values and what it truly is.
import { html } from "../../html.js";
import { formatNumber } from "../../store/format.js";
import { DIGITS } from "../../store/formula.js";
import { columnLabel } from "../../store/inputs.js";
import { truthOf } from "../../store/walk_result.js";
import { t } from "../../texts/texts.js";
import { SampleMap } from "./sample_map.js";

const MOST_VALUES = 4; // the others are at the station of the inputs

/** @param {{store: any, dispatch: any, trace: any, children?: any}} props */
export function SampleFacts({ store, dispatch, trace, children }) {
  const network = store.network.value;
  const truth = truthOf(network, trace.target);
  const columns = network.preprocessing.columns ?? ["x1", "x2"];
  const isPicture = network.inputs.form === "picture";
  const shown = isPicture ? [] : columns.slice(0, MOST_VALUES);
  return html`
    <div class="walk-sample">
      <${SampleMap} store=${store} dispatch=${dispatch} inputs=${trace.inputs} />
      <div class="walk-facts">
        ${children}
        <dl>
          ${shown.map((/** @type {string} */ name, /** @type {number} */ at) => html`
            <div key=${name}><dt>${columnLabel(name)}</dt>
              <dd data-walk-input=${name}>${formatNumber(trace.inputs[at], DIGITS)}</dd></div>`)}
          ${columns.length > shown.length && html`<div><dt>${t("step.inputs.more",
            { count: columns.length - shown.length })}</dt><dd></dd></div>`}
          <div class="walk-truth"><dt>${t("name" in truth ? "step.truth.class" : "step.truth.value")}</dt>
            <dd data-walk-truth>${"name" in truth ? columnLabel(truth.name)
              : truth.values.map((value) => formatNumber(value, DIGITS)).join(" · ")}</dd></div>
          <div><dt class="unseen">${t("step.split")}</dt><dd>${t(`step.split.${trace.split ?? "typed"}`)}</dd></div>
        </dl>
      </div>
    </div>`;
}
