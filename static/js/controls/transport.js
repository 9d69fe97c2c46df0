// @ts-check
// Play and its companions.
import { html } from "../html.js";
import { fieldOf } from "../store/catalog.js";
import { formatCount } from "../store/format.js";
import { createScale } from "../store/scale.js";
import { hasText, t } from "../texts/texts.js";
import { Goal } from "./goal.js";
import { Icon } from "./icons.js";
import { press } from "./press.js";
import { KEYS } from "./shortcuts.js";

/** @param {any} props */
function Button({ name, icon, dispatch, disabled, reason }) {
  const help = reason || `${t(`transport.${name}.help`)} (${KEYS[name]})`;
  return html`
    <button type="button" class="button" data-action=${name} title=${help} aria-description=${help}
      ...${press(disabled, () => dispatch({ type: name }))}>
      <${Icon} name=${icon} />${t(`transport.${name}`)}
    </button>`;
}

/** @param {any} props */
function Play({ store, dispatch, disabled, reason }) {
  const running = store.running.value;
  const word = t(running ? "transport.pause" : "transport.play");
  return html`
    <button type="button" class="play" data-action="play" aria-label=${word}
      title=${reason || `${word} (${t("help.space")})`} aria-description=${reason || undefined}
      ...${press(disabled, () => dispatch({ type: "toggle" }))}>
      <${Icon} name=${running ? "pause" : "play"} />
    </button>`;
}

/** The last place of the slider is "max". @param {any} props */
function Speed({ store, dispatch, range }) {
  const scale = createScale(range);
  const speed = store.stepsPerSecond.value ?? range.default;
  const last = scale.places + 1;
  const place = speed === "max" ? last : scale.placeOf(Number(speed));
  const words = speed === "max" ? t("transport.speed.max")
    : t("transport.speed.value", { speed: formatCount(Number(speed)) });
  const pick = (/** @type {any} */ event) => {
    const at = Number(event.currentTarget.value);
    dispatch({ type: "speed", value: at === last ? "max" : scale.valueAt(at) });
  };
  return html`
    <div class="transport-speed" title=${range.help}>
      <label for="speed">${t("transport.speed")}</label>
      <input id="speed" type="range" class="slider" min="0" max=${last} step="1" value=${place}
        aria-valuetext=${words} onInput=${pick} />
      <output for="speed">${words}</output>
    </div>`;
}

/** @param {any} props */
function Counters({ store }) {
  const reason = store.state.value === "finished" ? store.reason.value : null;
  const words = reason && `transport.reason.${reason}`;
  return html`
    ${words && hasText(words) && html`<p class="transport-state" data-reason=${reason}
      title=${t(`${words}.help`)}>${t(words)}</p>`}
    <dl class="counters">
      <div class="counter-step"><dt>${t("transport.counter.step")}</dt>
        <dd data-counter="step">${formatCount(store.step.value)}</dd></div>
      <div><dt>${t("transport.counter.epoch")}</dt>
        <dd data-counter="epoch">${formatCount(store.epoch.value)}</dd></div>
    </dl>`;
}

/** @param {{store: any, dispatch: any}} props */
export function Transport({ store, dispatch }) {
  const range = fieldOf(store.catalog.value, "steps_per_second");
  const disabled = store.connection.value !== "open";
  const common = { dispatch, disabled };
  const { isTrained } = store.model.value;
  const trains = isTrained ? common
    : { dispatch, disabled: true, reason: t("transport.not_trained") };
  return html`
    <div class="transport" role="group" aria-label=${t("transport.name")}>
      <${Play} store=${store} ...${trains} />
      <${Button} name="step" icon="step" ...${trains} />
      <${Button} name="epoch" icon="epoch" ...${trains} />
      <${Button} name="start_again" icon="again" ...${common} />
      <${Button} name="new_weights" icon="dice" ...${store.model.value.isNetwork ? common : {
        dispatch, disabled: true, reason: t("transport.starts_at_zero") }} />
      ${range && html`<${Speed} store=${store} dispatch=${dispatch} range=${range} />`}
      <${Goal} store=${store} dispatch=${dispatch} />
      <${Counters} store=${store} />
    </div>`;
}
