// @ts-check
// What the pointer and the keys do on the stage.
import { formatNumber } from "../store/format.js";
import { t } from "../texts/texts.js";
import { edgeAt } from "./edge_shape.js";
import { placeName } from "./names.js";
import { nextEdge, nextPlace } from "./rove.js";

const HIDE_KEY = "h";
export const FIRST_EDGE = { layer: 0, from: 0, to: 0 };

/** @param {string} text "layer:unit" */
function biasOf(text) {
  const [layer, to] = text.split(":").map(Number);
  return { layer, from: -1, to };
}

/**
 * @param {{store: any, dispatch: (action: any) => void, lit: any, layers: any, spoken: any}} parts
 */
export function createStageHandlers({ store, dispatch, lit, layers, spoken }) {
  const network = store.network.value;

  /** @param {any} edge */
  function speak({ layer, from, to }) {
    const { W } = network.layout[layer];
    const catalog = store.catalog.value;
    const name = t("network.weight", {
      from: placeName(network, catalog, layer - 1, from),
      to: placeName(network, catalog, layer, to),
    });
    const value = store.parameters[W.offset + from * W.shape[1] + to];
    spoken.value = `${name}: ${formatNumber(value)}`;
  }

  /** Whether a key leaves out the unit that has the focus. @param {any} event */
  function hides({ key, target, ctrlKey, metaKey, altKey, repeat }) {
    if (key.toLowerCase() !== HIDE_KEY || ctrlKey || metaKey || altKey || repeat) return false;
    const [layer] = (target.dataset?.tile ?? "-1").split(":").map(Number);
    return store.shortcutsOn.value && layer >= 0 && layer < network.layout.length - 1;
  }

  return {
    /** @param {any} event */
    point(event) {
      const { bias } = event.target.dataset ?? {};
      const box = event.currentTarget.getBoundingClientRect();
      const widths = network.layout.map((/** @type {any} */ { W }) => W.shape[1]);
      if (bias) lit.value = biasOf(bias);
      else if (event.target.closest("button, input, select")) lit.value = null;
      else lit.value = edgeAt(layers, widths, event.clientX - box.left, event.clientY - box.top);
    },

    unpoint() {
      lit.value = null;
    },

    focusEdges() {
      lit.value = FIRST_EDGE;
      speak(lit.value);
    },

    /** @param {any} event */
    moveTile(event) {
      if (hides(event)) {
        const [layer, unit] = event.target.dataset.tile.split(":").map(Number);
        dispatch({ type: "hide_unit", layer, unit });
        return;
      }
      const place = nextPlace(event, network);
      if (!place) return;
      event.preventDefault();
      dispatch({ type: "rove", place });
      event.currentTarget.querySelector(`[data-tile="${place}"]`)?.focus();
    },

    /** @param {any} event */
    moveEdge(event) {
      const edge = nextEdge(event, lit.value ?? FIRST_EDGE, network);
      if (!edge) return;
      event.preventDefault();
      event.stopPropagation();
      lit.value = edge;
      speak(edge);
    },
  };
}
