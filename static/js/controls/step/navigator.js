// @ts-check
// Through the stations of a walk: by phase, one by one, or by itself.
import { useEffect } from "preact/hooks";
import { html } from "../../html.js";
import { DETAILS, PHASES, startOf } from "../../store/walk/stations.js";
import { t } from "../../texts/texts.js";
import { Icon } from "../icons.js";
import { press } from "../press.js";

const PACE_MS = 2500;
const CALM_PACE_MS = 4000; // for whoever wants less motion

/** Move on by itself, as long as there is somewhere to go. */
function useAutoPlay(/** @type {any} */ { walk }, /** @type {any} */ dispatch) {
  const [playing, at, last] = [walk.playing.value, walk.at.value, walk.stations.value.length - 1];
  useEffect(() => {
    if (!playing) return undefined;
    if (at >= last) {
      dispatch({ type: "walk_play", on: false });
      return undefined;
    }
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const timer = setTimeout(() => dispatch({ type: "walk_go", to: "next" }),
      isCalm ? CALM_PACE_MS : PACE_MS);
    return () => clearTimeout(timer);
  }, [playing, at, last]);
}

/** @param {any} props */
function Move({ to, icon, off, dispatch, keys }) {
  const name = t(`step.go.${to}`);
  return html`
    <button type="button" class="button button--icon" data-walk-go=${to} aria-label=${name}
      title=${`${name} (${keys})`}
      ...${press(off, () => dispatch({ type: "walk_go", to }))}><${Icon} name=${icon} /></button>`;
}

/** @param {any} props */
function Phases({ walk, dispatch }) {
  const stations = walk.stations.value;
  return html`
    <div class="walk-phases" role="group" aria-label=${t("step.phases")}>
      ${PHASES.map((phase) => {
        const off = startOf(stations, phase) < 0;
        const help = t(off ? "step.phase.none" : `step.phase.${phase}.help`);
        return html`
          <button key=${phase} type="button" class="walk-phase" data-walk-phase=${phase}
            aria-pressed=${walk.station.value?.phase === phase} title=${help}
            aria-description=${help}
            ...${press(off, () => dispatch({ type: "walk_phase", phase }))}
            >${t(`step.phase.${phase}`)}</button>`;
      })}
    </div>`;
}

/** @param {{store: any, dispatch: any, where: string}} props where: the station, in words. */
export function Navigator({ store, dispatch, where }) {
  const { walk } = store;
  useAutoPlay(store, dispatch);
  const [at, last] = [walk.at.value, walk.stations.value.length - 1];
  const playing = walk.playing.value;
  return html`
    <div class="walk-navigator">
      <${Phases} walk=${walk} dispatch=${dispatch} />
      <div class="walk-moves">
        <div class="walk-buttons" role="group" aria-label=${t("step.moves")}>
          <${Move} to="first" icon="first" keys=${t("step.key.home")} off=${at === 0}
            dispatch=${dispatch} />
          <${Move} to="previous" icon="previous" keys="←" off=${at === 0} dispatch=${dispatch} />
          <button type="button" class="button button--icon" data-walk-play
            aria-label=${t(playing ? "step.stop" : "step.play")} aria-pressed=${playing}
            title=${t(playing ? "step.stop" : "step.play")}
            onClick=${() => dispatch({ type: "walk_play", on: !playing })}>
            <${Icon} name=${playing ? "pause" : "play"} /></button>
          <${Move} to="next" icon="next" keys="→" off=${at >= last} dispatch=${dispatch} />
          <${Move} to="last" icon="last" keys=${t("step.key.end")} off=${at >= last}
            dispatch=${dispatch} />
        </div>
        <div class="walk-detail" role="group" aria-label=${t("step.detail")}>
          ${DETAILS.map((detail) => html`
            <button key=${detail} type="button" class="walk-phase" data-walk-detail=${detail}
              aria-pressed=${walk.detail.value === detail} title=${t(`step.detail.${detail}.help`)}
              onClick=${() => dispatch({ type: "walk_detail", detail })}
              >${t(`step.detail.${detail}`)}</button>`)}
        </div>
      </div>
      <p class="walk-where" role="status" data-walk-where>${where}</p>
      <progress class="walk-progress" max=${last + 1} value=${at + 1} aria-hidden="true"></progress>
    </div>`;
}
