// @ts-check
// What is wanted of the slice: its kind, how fine, which weights.
import { useSignal } from "@preact/signals";
import { html } from "../../html.js";
import { kindOf, parameterNames, RESOLUTIONS } from "../../store/landscape/landscape.js";
import { t } from "../../texts/texts.js";
import { FieldError } from "../field_error.js";
import { Icon } from "../icons.js";

const MOST_LISTED = 1500; // more names than these are typed

/** The server's words, at the choice that they are about. @param {any} props */
function Problem({ store, dispatch, field }) {
  const problem = store.landscape.problem.value;
  const text = problem?.field === field ? problem.text : null;
  return html`<${FieldError} text=${text} id=${`landscape-${field}-error`} end
    dispatch=${() => dispatch({ type: "landscape_dismiss" })} />`;
}

/** @param {any} props options: pairs of value and words. */
function Menu({ store, dispatch, field, label, help, value, options, onPick, inRow = false }) {
  const isWrong = store.landscape.problem.value?.field === field;
  const id = `landscape-${field}`;
  return html`
    <div class=${`field ${inRow ? "landscape-row" : ""}`} data-field=${id}
      data-invalid=${isWrong ? "" : undefined} title=${help}>
      <div class="field-top"><label class="field-label" for=${id}>${label}</label></div>
      <div class="select-box">
        <select id=${id} class="select" value=${value} aria-description=${help}
          aria-invalid=${isWrong ? "true" : undefined}
          aria-describedby=${isWrong ? `${id}-error` : undefined}
          onChange=${(/** @type {any} */ event) => onPick(event.currentTarget.value)}>
          ${options.map((/** @type {[string, string]} */ [key, words]) => html`
            <option key=${key} value=${key} selected=${key === String(value)}>${words}</option>`)}
        </select>
        <${Icon} name="down" />
      </div>
      <${Problem} store=${store} dispatch=${dispatch} field=${field} />
    </div>`;
}

/** The name of a parameter of a network that has too many to list. @param {any} props */
function TypedName({ store, dispatch, field, label, help, value, onPick }) {
  const draft = useSignal(/** @type {string | null} */ (null));
  const commit = () => {
    if (draft.value !== null && draft.value.trim() !== value) onPick(draft.value.trim());
    draft.value = null;
  };
  return html`
    <div class="field" data-field=${`landscape-${field}`} title=${help}>
      <div class="field-top">
        <label class="field-label" for=${`landscape-${field}`}>${label}</label>
      </div>
      <input id=${`landscape-${field}`} class="number number--alone" type="text" autocomplete="off"
        spellcheck=${false} value=${draft.value ?? value} aria-description=${help}
        onInput=${(/** @type {any} */ event) => { draft.value = event.currentTarget.value; }}
        onChange=${commit} />
      <${Problem} store=${store} dispatch=${dispatch} field=${field} />
    </div>`;
}

/** The two weights. @param {any} props */
function TwoWeights({ store, dispatch, nameOf }) {
  const { choice: { value: choice }, surface: { value: surface } } = store.landscape;
  const names = parameterNames(store.network.value);
  const drawn = surface?.kind === "weights" ? surface.labels : [];
  const now = [choice.first ?? drawn[0] ?? names[0], choice.second ?? drawn[1] ?? names[1]];
  const pick = (/** @type {number} */ at) => (/** @type {string} */ name) => {
    const other = now[1 - at] === name ? now[at] : now[1 - at]; // the same twice: they change places
    const [first, second] = at === 0 ? [name, other] : [other, name];
    dispatch({ type: "landscape_choose", change: { first, second } });
  };
  const isLong = names.length > MOST_LISTED;
  const Field = isLong ? TypedName : Menu;
  const options = isLong ? [] : names.map((name) => [name, nameOf(name)]);
  return ["first", "second"].map((field, at) => html`
    <${Field} key=${field} store=${store} dispatch=${dispatch} field=${field}
      label=${t(`landscape.${field}`)} help=${t(isLong ? "landscape.name.help"
        : `landscape.${field}.help`)} value=${now[at]} options=${options} onPick=${pick(at)} />`);
}

/** @param {{store: any, dispatch: any, nameOf: (name: string) => string}} props */
export function LandscapeFields({ store, dispatch, nameOf }) {
  const kind = kindOf(store);
  const planes = store.catalog.value?.planes ?? [];
  const entry = planes.find((/** @type {any} */ one) => one.key === kind);
  const { resolution } = store.landscape.choice.value;
  const choose = (/** @type {any} */ change) => dispatch({ type: "landscape_choose", change });
  const common = { store, dispatch };
  if (!store.network.value) return null;
  return html`
    <${Menu} ...${common} field="kind" label=${t("landscape.kind")} help=${entry?.summary}
      value=${kind} options=${planes.map((/** @type {any} */ one) => [one.key, one.label])}
      onPick=${(/** @type {string} */ key) => choose({ kind: key })} />
    ${kind === "weights" && html`<${TwoWeights} ...${common} nameOf=${nameOf} />`}
    <${Menu} ...${common} field="resolution" inRow label=${t("landscape.resolution")}
      help=${t("landscape.resolution.help")} value=${resolution}
      options=${RESOLUTIONS.map((side) => [String(side), t("landscape.points", { side })])}
      onPick=${(/** @type {string} */ side) => choose({ resolution: Number(side) })} />`;
}
