// @ts-check
// The field of one weight or bias: typed, or stepped by arrow keys and buttons. What is stepped acts
// at once, what is typed with Enter or when the field is left; Escape brings back what was there.
import { useLayoutEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { html } from "../html.js";
import { isParameter } from "../store/network/edit_number.js";
import { formatInput } from "../store/format.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";
import { parseTyped } from "./typed_number.js";

const STEP = 0.1;
const LARGE_STEP = 1; // with Shift
/** @type {Record<string, number>} */
const STEPS = { ArrowUp: 1, ArrowDown: -1 };

/** Without the dust of binary fractions. @param {number} value */
const rounded = (value) => Number(value.toPrecision(6));

/**
 * @param {any} parts
 * @param {{place: any, value: number}} start
 */
function useNumber({ store, dispatch }, { place, value }) {
  const first = useRef(value); // what Escape brings back
  const held = useRef(value); // what was set last
  const draft = useSignal(formatInput(rounded(value)));
  const problem = useSignal("");
  const ended = useRef(false); // a field that goes is left, too
  const close = () => {
    ended.current = true;
    dispatch({ type: "edit_number", place: null });
  };

  /** @param {number} next @returns {Promise<boolean>} */
  async function set(next) {
    held.current = next;
    const taken = await dispatch({ type: "set_number", place, value: next });
    const isAway = store.connection.value !== "open";
    problem.value = taken ? "" : t(isAway ? "number.away" : "number.refused");
    return Boolean(taken);
  }

  return {
    draft, problem, close,
    async commit() {
      if (ended.current) return undefined;
      const typed = parseTyped(draft.value);
      if (typed === rounded(held.current) && !problem.value) return close();
      if (!isParameter(typed)) {
        problem.value = t("number.wanted", { value: draft.value.trim() || "–" });
        return undefined;
      }
      return await set(/** @type {number} */ (typed)) ? close() : undefined;
    },
    step(/** @type {number} */ by) {
      const typed = parseTyped(draft.value);
      const next = rounded((typeof typed === "number" ? typed : held.current) + by);
      draft.value = formatInput(next);
      if (isParameter(next)) set(next);
    },
    async cancel() {
      ended.current = true;
      if (held.current !== first.current) await set(first.current);
      close();
    },
  };
}

/**
 * The field has the focus before the next key; where it was it comes back when the field is gone.
 * @param {any} input Its ref.
 */
function useFocus(input) {
  useLayoutEffect(() => {
    const before = /** @type {HTMLElement} */ (document.activeElement);
    const field = input.current;
    field.focus({ preventScroll: true });
    field.select();
    field.closest(".card")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    return () => {
      const { activeElement } = document;
      if (activeElement !== field && activeElement !== document.body) return;
      before?.focus?.({ preventScroll: true });
    };
  }, []);
}

/** Keep the focus in the field while its buttons are pressed. @param {Event} event */
const stay = (event) => event.preventDefault();

/** @param {{name: string, icon: string, words: string, act: () => void}} props */
const Press = ({ name, icon, words, act }) => html`
  <button type="button" class="icon-button card-button" data-number-action=${name} aria-label=${words}
    title=${words} tabindex="-1" onPointerDown=${stay} onClick=${act}
    ><${Icon} name=${icon} /></button>`;

/**
 * @param {{store: any, dispatch: any, name: string, place: any, value: number}} props value: at the
 *   moment the field opens.
 */
export function WeightField({ store, dispatch, name, place, value }) {
  const input = useRef(/** @type {any} */ (null));
  useFocus(input);
  const number = useNumber({ store, dispatch }, { place, value });
  const { draft, problem } = number;
  const keys = (/** @type {any} */ event) => {
    const { key, shiftKey } = event;
    event.stopPropagation();
    if (key === "Enter") number.commit();
    else if (key === "Escape") number.cancel();
    else if (STEPS[key]) number.step(STEPS[key] * (shiftKey ? LARGE_STEP : STEP));
    else return;
    event.preventDefault();
  };
  return html`
    <span class="card-field">
      <${Press} name="less" icon="minus" words=${t("number.less")} act=${() => number.step(-STEP)} />
      <input ref=${input} class="number number--alone" type="text" autocomplete="off"
        spellcheck=${false} data-number-field aria-label=${name} aria-description=${t("number.keys")}
        aria-invalid=${problem.value ? "true" : undefined}
        aria-describedby=${problem.value ? "number-problem" : undefined} value=${draft.value}
        onInput=${(/** @type {any} */ event) => {
          draft.value = event.currentTarget.value;
          problem.value = "";
        }}
        onKeyDown=${keys} onBlur=${number.commit} />
      <${Press} name="more" icon="plus" words=${t("number.more")} act=${() => number.step(STEP)} />
      <${Press} name="cancel" icon="close" words=${t("number.cancel")} act=${number.cancel} />
    </span>
    ${problem.value && html`
      <span class="card-problem" id="number-problem" role="alert">${problem.value}</span>`}`;
}
