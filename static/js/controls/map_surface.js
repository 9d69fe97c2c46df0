// @ts-check
// Over the map: the pointer, a finger or arrow keys choose the sample that is probed.
import { useRef } from "preact/hooks";
import { html } from "../html.js";
import { placeAt, sampleAt } from "../store/plane.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";

const STEP = { small: 0.02, large: 0.1 }; // of the map's side
/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {number} share */
const within = (share) => Math.max(0, Math.min(1, share));

/** @param {PointerEvent} event @returns {[number, number]} Shares of the map, from top left. */
function placeOf(event) {
  const box = /** @type {HTMLElement} */ (event.currentTarget).getBoundingClientRect();
  return [within((event.clientX - box.left) / box.width),
    within((event.clientY - box.top) / box.height)];
}

/** @param {{store: any, dispatch: any}} parts */
function createHandlers({ store, dispatch }) {
  const set = (/** @type {[number, number]} */ place, /** @type {any} */ more = {}) => {
    const sample = sampleAt(store.plane.value, ...place);
    dispatch({ type: "probe", probe: { sample, from: "map", ...more } });
  };
  const own = () => (store.probe.value?.from === "map" ? store.probe.value : null);
  const clear = () => dispatch({ type: "probe", probe: null });
  const isTouch = (/** @type {PointerEvent} */ event) => event.pointerType === "touch";

  return {
    move(/** @type {any} */ event) {
      const isDragged = event.currentTarget.hasPointerCapture(event.pointerId);
      if (isTouch(event) ? isDragged : !own()?.held || isDragged) {
        set(placeOf(event), { held: isTouch(event) });
      }
    },
    down(/** @type {any} */ event) {
      if (!isTouch(event)) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      set(placeOf(event), { held: true });
    },
    /** A click holds the probe, another one lets it go. */
    click(/** @type {any} */ event) {
      if (event.pointerType !== "mouse") return;
      set(placeOf(event), { held: !own()?.held });
    },
    leave() {
      if (own() && !own().held) clear();
    },
    focus(/** @type {any} */ event) {
      if (event.currentTarget.matches(":focus-visible") && !own()) set([0.5, 0.5], { spoken: true });
    },
    key(/** @type {any} */ event) {
      const move = MOVES[event.key];
      if (event.key === "Escape") {
        clear();
        event.currentTarget.blur();
      } else if (event.key === "Enter" && own()) {
        dispatch({ type: "probe", probe: { ...own(), held: !own().held } });
      } else if (move) {
        const [x, y] = own() ? placeAt(store.plane.value, own().sample) : [0.5, 0.5];
        const by = event.shiftKey ? STEP.large : STEP.small;
        set([within(x + move[0] * by), within(y + move[1] * by)],
          { spoken: true, held: own()?.held });
      } else return;
      event.preventDefault();
    },
  };
}

/** @param {{store: any, dispatch: any}} props */
export function MapSurface({ store, dispatch }) {
  const surface = useRef(/** @type {any} */ (null));
  if (!store.plane.value) return null;
  const on = createHandlers({ store, dispatch });
  const probe = store.probe.value;
  const isHeld = probe?.from === "map" && probe.held;
  const letGo = () => {
    dispatch({ type: "probe", probe: null });
    surface.current?.focus({ preventScroll: true });
  };
  return html`
    <div ref=${surface} class="map-surface" tabindex="0" role="application"
      data-surface aria-label=${t("probe.name")} aria-description=${t("probe.help")}
      onPointerMove=${on.move} onPointerDown=${on.down} onPointerLeave=${on.leave}
      onClick=${on.click} onFocus=${on.focus} onBlur=${on.leave} onKeyDown=${on.key}></div>
    ${isHeld && html`
      <button type="button" class="button button--icon map-release" data-action="release_probe"
        title=${t("probe.release")} aria-label=${t("probe.release")} onClick=${letGo}
        ><${Icon} name="close" /></button>`}`;
}
