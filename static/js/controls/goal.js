// @ts-check
// "Run until": a condition, its value, and off it goes.
import { useSignal } from "@preact/signals";
import { html } from "../html.js";
import { formatCount, formatInput, formatPercent } from "../store/format.js";
import { CONDITIONS } from "../store/goal.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";
import { Popover } from "./popover.js";
import { parseTyped } from "./typed_number.js";

const WHOLE = Object.freeze(["steps", "epochs", "patience_epochs"]);

/** @param {{name: string, value: number}} goal */
function goalWords({ name, value }) {
  const shown = WHOLE.includes(name) ? formatCount(value)
    : name === "test_accuracy" ? formatPercent(value) : formatInput(value);
  return t(`goal.${name}.is`, { value: shown });
}

/** @param {any} props */
function GoalForm({ store, dispatch }) {
  const spec = store.spec.value;
  const fitting = CONDITIONS.filter(({ fits }) => spec && fits(spec));
  const name = useSignal("epochs");
  const typed = useSignal(/** @type {string | null} */ (null));
  const wrong = useSignal(false);
  const condition = fitting.find((one) => one.name === name.value) ?? fitting[0];
  if (!condition) return null;
  const shown = typed.value ?? formatInput(condition.suggest(store));
  const run = (/** @type {any} */ event) => {
    event.preventDefault();
    const value = parseTyped(shown, WHOLE.includes(condition.name));
    wrong.value = typeof value !== "number" || !isPossible(condition.name, value);
    if (wrong.value) return;
    event.currentTarget.closest("[popover]").hidePopover();
    dispatch({ type: "run_until", goal: { name: condition.name, value } });
  };
  return html`
    <form class="goal-form" onSubmit=${run}>
      <label for="goal-condition">${t("goal.condition")}</label>
      <select id="goal-condition" class="select" value=${condition.name}
        onChange=${(/** @type {any} */ event) => {
          name.value = event.currentTarget.value;
          typed.value = null;
          wrong.value = false;
        }}>
        ${fitting.map((one) => html`
          <option key=${one.name} value=${one.name}>${t(`goal.${one.name}`)}</option>`)}
      </select>
      <label for="goal-value">${t(`goal.${condition.name}.value`)}</label>
      <input id="goal-value" class="number number--alone" type="text" inputmode="decimal"
        autocomplete="off" value=${shown} aria-invalid=${wrong.value ? "true" : undefined}
        aria-describedby=${wrong.value ? "goal-error" : undefined}
        onInput=${(/** @type {any} */ event) => { typed.value = event.currentTarget.value; }} />
      ${wrong.value && html`<p class="goal-error" id="goal-error" role="alert">${
        t(`goal.${condition.name}.rule`, { value: shown })}</p>`}
      <button type="submit" class="button button--outlined" data-action="run_until">
        ${t("goal.run")}</button>
    </form>`;
}

/** @param {string} name @param {number} value */
function isPossible(name, value) {
  if (WHOLE.includes(name)) return Number.isInteger(value) && value >= 1 && value <= 1e9;
  return name === "test_accuracy" ? value >= 0 && value <= 1 : value >= 0 && Number.isFinite(value);
}

/** @param {{store: any, dispatch: any}} props */
export function Goal({ store, dispatch }) {
  const goal = store.goal.value;
  if (!store.model.value.isTrained) return null;
  return html`
    <div class="goal">
      <${Popover} id="goal-popover" name=${t("goal.title")} label=${t("goal.button")} height=${240}
        className="button button--quiet" attributes=${{ "data-action": "goal" }}>
        <${GoalForm} store=${store} dispatch=${dispatch} />
      <//>
      ${goal && html`
        <span class="goal-chip" data-goal=${goal.name}>${goalWords(goal)}
          <button type="button" class="button button--icon" aria-label=${t("goal.forget")}
            title=${t("goal.forget")} data-action="forget_goal"
            onClick=${() => dispatch({ type: "forget_goal" })}><${Icon} name="close" /></button>
        </span>`}
    </div>`;
}
