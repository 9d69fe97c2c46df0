// @ts-check
// What can be done with the two runs of a transfer.
import { html } from "../../html.js";
import { t } from "../../texts/texts.js";
import { Icon } from "../icons.js";
import { press } from "../press.js";

/** One of them alone; the transferred one can become the page's own. @param {any} props */
export function TransferButtons({ store, dispatch, run }) {
  const { about: { id }, value: { value }, connection, state } = run;
  const cannotRun = connection.value !== "open" || state.value === "diverged";
  const running = run.running.value;
  const word = t(running ? "compare.one.pause" : "compare.one.play");
  const cannotAdopt = connection.value !== "open" || store.connection.value !== "open";
  return html`
    <button type="button" class="button button--icon" data-run-action="one" title=${word}
      aria-label=${word} ...${press(cannotRun, () => dispatch({ type: "transfer_one", id }))}>
      <${Icon} name=${running ? "pause" : "play"} /></button>
    ${value === "transferred" && html`
      <button type="button" class="button" data-transfer-action="adopt"
        title=${t("transfer.adopt.help")}
        ...${press(cannotAdopt, () => dispatch({ type: "transfer_adopt" }))}
        >${t("transfer.adopt")}</button>`}`;
}
