// @ts-check
// What is taken from the page's network, and to which new data.
import { html } from "../../html.js";
import { formatCount, formatPercent } from "../../store/format.js";
import { saySentence } from "../../store/rules.js";
import { wordsOf } from "../../store/runs/runs.js";
import { choicesOf, planOf } from "../../store/runs/transfer.js";
import { EXAMPLES, MODES } from "../../store/runs/transfer_plan.js";
import { isResting } from "../../store/runs/transfer_source.js";
import { t } from "../../texts/texts.js";
import { Icon } from "../icons.js";
import { press } from "../press.js";

/** Why nothing can be transferred now; empty: it can. @param {any} store */
function hindranceOf(store) {
  const spec = store.spec.value;
  if (spec.model !== "network") return t("transfer.no_network");
  if (spec.hidden_layers.length === 0) return t("transfer.no_layers");
  if (choicesOf(store).length === 0) return t("transfer.no_target");
  if (store.step.value === 0) return t("transfer.untrained");
  return store.connection.value === "open" ? "" : t("transfer.not_connected");
}

/** @param {any} props */
function Menu({ dispatch, name, label, value, options, help }) {
  const read = (/** @type {string} */ text) => (typeof value === "number" ? Number(text) : text);
  return html`
    <label class="transfer-field" title=${help}>
      <span class="field-label">${label}</span>
      <span class="select-box"><select class="select" data-transfer=${name} value=${value}
        onChange=${(/** @type {any} */ event) =>
          dispatch({ type: "transfer_choose", [name]: read(event.currentTarget.value) })}>
        ${options.map((/** @type {[any, string]} */ [key, words]) => html`
          <option key=${key} value=${key} selected=${key === value}>${words}</option>`)}
      </select><${Icon} name="down" /></span>
    </label>`;
}

/** What the page's network has learned. @param {any} props */
function Source({ store }) {
  const { spec: { value: spec }, step, metrics, catalog } = store;
  const name = catalog.value.datasets.find((/** @type {any} */ { key }) =>
    key === spec.dataset.key)?.label ?? t("transfer.own_data");
  const accuracy = metrics.value?.test_accuracy ?? metrics.value?.train_accuracy;
  const words = t(accuracy == null ? "transfer.from" : "transfer.from.accuracy", {
    data: name, step: formatCount(step.value),
    accuracy: accuracy == null ? "" : formatPercent(accuracy),
  });
  return html`<p class="transfer-source">${words}</p>`;
}

/** @param {any} props */
function Choices({ store, dispatch, plan }) {
  const layers = store.spec.value.hidden_layers.length;
  const counts = Array.from({ length: layers }, (_, at) => [at + 1,
    t(at === 0 ? "transfer.keep.one" : "transfer.keep.many", { count: at + 1 })]);
  const targets = choicesOf(store).map((/** @type {any} */ { key, label }) => [key, label]);
  const examples = EXAMPLES.map((count) =>
    [count, count === 0 ? t("transfer.examples.all") : String(count)]);
  return html`
    <${Menu} dispatch=${dispatch} name="target" label=${t("transfer.target")}
      value=${plan.target} options=${targets} />
    <${Menu} dispatch=${dispatch} name="perClass" label=${t("transfer.examples")}
      value=${plan.perClass} options=${examples} />
    <${Menu} dispatch=${dispatch} name="keep" label=${t("transfer.keep")}
      value=${plan.keep} options=${counts} />
    <${Menu} dispatch=${dispatch} name="mode" label=${t("transfer.mode")} value=${plan.mode}
      options=${MODES.map((key) => [key, t(`transfer.mode.${key}`)])}
      help=${t(`transfer.mode.${plan.mode}.help`)} />`;
}

/** While one waits: on, where it rests, or away with it. @param {any} props */
function Waiting({ store, dispatch }) {
  const act = (/** @type {string} */ name, /** @type {string} */ type, /** @type {string} */ words) => html`
    <button type="button" class="button button--outlined" data-transfer-action=${name}
      title=${t(`${words}.help`)} onClick=${() => dispatch({ type })}>${t(words)}</button>`;
  return html`
    ${act("cancel", "transfer_close", "transfer.cancel")}
    ${isResting(store) && act("go_on", "transfer_toggle", "transfer.source.go_on")}`;
}

/** @param {{store: any, dispatch: any}} props */
export function TransferPlan({ store, dispatch }) {
  const hindrance = hindranceOf(store);
  const plan = planOf(store);
  const { trouble, phase } = store.transfer;
  const isBusy = phase.value === "making" || phase.value === "source";
  const said = trouble.value;
  const words = said && saySentence(wordsOf(said));
  return html`
    <div class="transfer-plan">
      <h2>${t("transfer.title")}</h2>
      ${hindrance ? html`
          <p class="transfer-hindrance" role="status">${hindrance}</p>
          <button type="button" class="button button--outlined" data-transfer-action="network"
            onClick=${() => dispatch({ type: "show_view", view: "network" })}
            >${t("transfer.to_network")}</button>`
        : html`<${Source} store=${store} />`}
      ${plan && html`<${Choices} store=${store} dispatch=${dispatch} plan=${plan} />`}
      <button type="button" class="run-play" data-transfer-action="start"
        title=${hindrance || t("transfer.start.help")}
        ...${press(hindrance !== "" || isBusy, () => dispatch({ type: "transfer_start" }))}
        >${t("transfer.start")}</button>
      ${words && html`<p class="transfer-trouble" role="alert">${words}</p>`}
      <div class="transfer-case">
        <p>${t("transfer.case")}</p>
        <button type="button" class="button button--outlined" data-transfer-action="case"
          title=${t("transfer.case.help")}
          ...${press(isBusy, () => dispatch({ type: "transfer_case" }))}
          >${t("transfer.case.start")}</button>
        ${isBusy && html`<${Waiting} store=${store} dispatch=${dispatch} />`}
      </div>
    </div>`;
}
