// @ts-check
// Which sample walks through the network: by its number, the next one, any one.
import { useSignal } from "@preact/signals";
import { html } from "../../html.js";
import { formatCount } from "../../store/format.js";
import { t } from "../../texts/texts.js";
import { Icon } from "../icons.js";
import { press } from "../press.js";
import { parseTyped } from "../typed_number.js";

/** @param {{store: any, dispatch: any, row: number | null}} props row: null of a typed sample. */
export function SampleChooser({ store, dispatch, row }) {
  const draft = useSignal(/** @type {string | null} */ (null));
  const count = store.network.value?.points?.inputs.length ?? 0;
  const choose = (/** @type {number} */ next) => {
    draft.value = null;
    dispatch({ type: "walk_sample", sample: { row: next } });
  };
  const typed = () => {
    const wish = parseTyped(draft.value ?? "", true);
    const isRow = typeof wish === "number" && Number.isInteger(wish) && wish >= 1 && wish <= count;
    if (isRow) choose(Number(wish) - 1);
  };
  const isWrong = draft.value !== null && draft.value.trim() !== ""
    && !(Number(parseTyped(draft.value, true)) >= 1 && Number(parseTyped(draft.value, true)) <= count);
  const at = row ?? -1;
  const off = count < 2;
  return html`
    <div class="walk-chooser" role="group" aria-label=${t("step.sample")}>
      <label class="walk-number"><span class="unseen">${t("step.sample.number")}</span>
        <input class="number" type="text" inputmode="numeric" autocomplete="off" data-walk-row
          title=${t("step.sample.number.help", { count: formatCount(count) })}
          aria-invalid=${isWrong ? "true" : undefined}
          aria-describedby=${isWrong ? "walk-row-error" : undefined}
          value=${draft.value ?? (row === null ? "" : String(row + 1))}
          onInput=${(/** @type {any} */ event) => { draft.value = event.currentTarget.value; }}
          onKeyDown=${(/** @type {any} */ { key }) => { if (key === "Escape") draft.value = null; }}
          onChange=${typed} />
        <span>${t("step.sample.of", { count: formatCount(count) })}</span></label>
      <button type="button" class="button button--icon" data-walk-sample="previous"
        aria-label=${t("step.sample.previous")} title=${t("step.sample.previous")}
        ...${press(off, () => choose(at < 1 ? count - 1 : at - 1))}><${Icon} name="previous" /></button>
      <button type="button" class="button button--icon" data-walk-sample="next"
        aria-label=${t("step.sample.next")} title=${t("step.sample.next")}
        ...${press(off, () => choose((at + 1) % count))}><${Icon} name="next" /></button>
      <button type="button" class="button button--icon" data-walk-sample="random"
        aria-label=${t("step.sample.random")} title=${t("step.sample.random")}
        ...${press(off, () => choose(Math.floor(Math.random() * count)))}
        ><${Icon} name="dice" /></button>
      ${isWrong && html`<p class="walk-wrong" id="walk-row-error" role="alert">${
        t("step.sample.wrong", { count: formatCount(count), value: draft.value })}</p>`}
    </div>`;
}
