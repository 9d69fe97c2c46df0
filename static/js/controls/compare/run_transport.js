// @ts-check
// Play and its companions for all runs of a room at once.
import { html } from "../../html.js";
import { formatCount } from "../../store/format.js";
import { createScale } from "../../store/scale.js";
import { t } from "../../texts/texts.js";
import { Icon } from "../icons.js";
import { press } from "../press.js";

/** @type {Record<string, {range: import("../../store/scale.js").Range, stretches: number[]}>} */
const PACES = Object.freeze({
  step: {
    range: { minimum: 1, maximum: 10_000, integer: true, scale: "log" },
    stretches: [10, 50, 100, 200, 500, 1000, 2000, 5000, 20_000, 0],
  },
  epoch: {
    range: { minimum: 1, maximum: 1000, integer: true, scale: "log" },
    stretches: [1, 5, 10, 20, 50, 100, 500, 0],
  },
});

/** @param {any} props */
function Speed({ room, set, dispatch }) {
  const unit = set.unit.value;
  const scale = createScale(PACES[unit].range);
  const { speed } = set.paces.value[unit];
  const last = scale.places + 1;
  const words = speed === "max" ? t("transport.speed.max")
    : t(`compare.speed.${unit}`, { speed: formatCount(speed) });
  const pick = (/** @type {any} */ event) => {
    const at = Number(event.currentTarget.value);
    const change = { speed: at === last ? "max" : scale.valueAt(at) };
    dispatch({ type: `${room}_pace`, change });
  };
  return html`
    <div class="run-speed" title=${t("compare.speed.help")}>
      <label for=${`${room}-speed`}>${t("transport.speed")}</label>
      <input id=${`${room}-speed`} type="range" class="slider" min="0" max=${last} step="1"
        value=${speed === "max" ? last : scale.placeOf(speed)} aria-valuetext=${words}
        onInput=${pick} />
      <output for=${`${room}-speed`}>${words}</output>
    </div>`;
}

/** How far a press of play goes. @param {any} props */
function Stretch({ room, set, dispatch }) {
  const unit = set.unit.value;
  const { stretch } = set.paces.value[unit];
  const pick = (/** @type {any} */ event) =>
    dispatch({ type: `${room}_pace`, change: { stretch: Number(event.currentTarget.value) } });
  return html`
    <label class="run-menu" title=${t("compare.stretch.help")}>
      <span>${t("compare.stretch")}</span>
      <span class="select-box"><select class="select" data-stretch value=${stretch}
        onChange=${pick}>
        ${PACES[unit].stretches.map((value) => html`
          <option key=${value} value=${value} selected=${value === stretch}>${value === 0
            ? t("compare.stretch.endless")
            : t(`compare.stretch.${unit}`, { count: formatCount(value) })}</option>`)}
      </select><${Icon} name="down" /></span>
    </label>`;
}

/** Whether one counts in steps or epochs. @param {any} props */
function UnitSwitch({ room, set, dispatch }) {
  return html`
    <div class="run-switch" role="group" aria-label=${t("compare.unit")}
      title=${t("compare.unit.help")}>
      ${["step", "epoch"].map((unit) => html`
        <button key=${unit} type="button" data-unit=${unit} aria-pressed=${set.unit.value === unit}
          onClick=${() => dispatch({ type: `${room}_unit`, unit })}
          >${t(`compare.unit.${unit}`)}</button>`)}
    </div>`;
}

/**
 * @param {{room: string, set: any, dispatch: any, brief?: boolean}} props room: beginning of the
 *   names of its actions; brief: without steps by hand, where there is little room.
 */
export function RunTransport({ room, set, dispatch, brief = false }) {
  const running = set.running.value;
  const word = t(running ? "compare.pause" : "compare.play");
  const isOff = set.runs.value.length === 0;
  const act = (/** @type {string} */ type, more = {}) => () =>
    dispatch({ type: `${room}_${type}`, ...more });
  const Button = (/** @type {string} */ name, /** @type {string} */ icon, /** @type {any} */ on) => html`
    <button type="button" class="button" data-run-action=${name} title=${t(`compare.${name}.help`)}
      ...${press(isOff, on)}><${Icon} name=${icon} />${t(`transport.${name}`)}</button>`;
  return html`
    <div class="run-transport" role="group" aria-label=${t("compare.transport")}>
      <button type="button" class="run-play" data-run-action="play" title=${`${word} (${t("help.space")})`}
        ...${press(isOff, act("toggle"))}>
        <${Icon} name=${running ? "pause" : "play"} />${word}
      </button>
      ${!brief && Button("step", "step", act("train", { by: "step" }))}
      ${!brief && Button("epoch", "epoch", act("train", { by: "epoch" }))}
      ${Button("start_again", "again", act("again"))}
    </div>`;
}

/**
 * What one counts in, where all stop, how fast.
 * @param {{room: string, set: any, dispatch: any, brief?: boolean}} props brief: in steps alone.
 */
export function RunPace({ room, set, dispatch, brief = false }) {
  const parts = { room, set, dispatch };
  return html`
    <div class="run-pace">
      ${!brief && html`<${UnitSwitch} ...${parts} />`}<${Stretch} ...${parts} /><${Speed} ...${parts} />
    </div>`;
}
