// @ts-check
// What can be done with one run.
import { html } from "../../html.js";
import { ghostId } from "../../store/runs/compare.js";
import { t } from "../../texts/texts.js";
import { Icon } from "../icons.js";
import { press } from "../press.js";

/** @param {{store: any, dispatch: any, run: any, quantity: any}} props */
export function RunButtons({ store, dispatch, run, quantity }) {
  const { about: { id }, value: { value }, connection, state, step } = run;
  const inUse = quantity.present(store.spec.value) === value;
  const pin = ghostId(run, quantity.key);
  const isPinned = store.compare.ghosts.value.some((/** @type {any} */ ghost) => ghost.id === pin);
  if (connection.value === "failed") {
    return html`
      <button type="button" class="button button--outlined" data-run-action="retry"
        onClick=${() => dispatch({ type: "compare_retry", id })}>${t("notice.again")}</button>`;
  }
  const running = run.running.value;
  const cannotRun = connection.value !== "open" || state.value === "diverged";
  const word = t(running ? "compare.one.pause" : "compare.one.play");
  return html`
    <button type="button" class="button button--icon" data-run-action="one" title=${word}
      aria-label=${word} ...${press(cannotRun, () => dispatch({ type: "compare_one", id }))}>
      <${Icon} name=${running ? "pause" : "play"} /></button>
    <button type="button" class="button" data-run-action="use" aria-pressed=${inUse}
      title=${t(inUse ? "compare.in_use.help" : "compare.use.help")}
      ...${press(inUse, () => dispatch({ type: "compare_use", id }))}
      >${t(inUse ? "compare.in_use" : "compare.use")}</button>
    <button type="button" class="button" data-run-action="pin" aria-pressed=${isPinned}
      title=${t("compare.pin.help")}
      ...${press(step.value === 0, () => dispatch(isPinned ? { type: "compare_unpin", id: pin }
        : { type: "compare_pin", id }))}
      >${t(isPinned ? "compare.pinned" : "compare.pin")}</button>`;
}
