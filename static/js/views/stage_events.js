// @ts-check
// What the pointer and the keys do on the stage.
import { formatNumber } from "../store/format.js";
import { t } from "../texts/texts.js";
import { edgeAt } from "./edge_shape.js";
import { valueOf } from "./lit.js";
import { placeName } from "./names.js";
import { nextEdge, nextPlace } from "./rove.js";

const HIDE_KEY = "h";
const DIGITS = 4;
const REACH_OF_HAND = 16; // css px between a finger and the edge it means
export const FIRST_EDGE = { layer: 0, from: 0, to: 0 };
/** What a key does with the unit that has the focus. @type {Record<string, string>} */
const UNIT_KEYS = { Delete: "drop_unit", "+": "insert_unit" };

/** @param {string} text "layer:unit" */
function biasOf(text) {
  const [layer, to] = text.split(":").map(Number);
  return { layer, from: -1, to };
}

/** @param {any} event A key that is meant as it is, on a tile. @returns {number[] | null} */
function unitOf({ target, ctrlKey, metaKey, altKey, repeat }) {
  const { tile } = target.dataset ?? {};
  if (!tile || ctrlKey || metaKey || altKey || repeat) return null;
  return tile.split(":").map(Number);
}

/**
 * @param {{store: any, dispatch: (action: any) => void, lit: any, last: {current: any},
 *   layers: any, spoken: any}} parts last: the edge that the keys were at.
 */
export function createStageHandlers({ store, dispatch, lit, last, layers, spoken }) {
  const network = store.network.value;

  /** @param {any} edge */
  function speak(edge) {
    const { layer, from, to } = edge;
    const catalog = store.catalog.value;
    const target = placeName(network, catalog, layer, to);
    const name = from < 0 ? t("network.bias", { to: target }) : t("network.weight", {
      from: placeName(network, catalog, layer - 1, from), to: target,
    });
    spoken.value = `${name}: ${formatNumber(valueOf(network, edge, store.parameters), DIGITS)}`;
  }

  /** The edge or bias under the pointer. @param {any} event */
  function placeAt(event) {
    const { bias } = event.target.dataset ?? {};
    if (bias) return biasOf(bias);
    if (event.target.closest("button, input, select, .card")) return null;
    const box = event.currentTarget.getBoundingClientRect();
    const widths = network.layout.map((/** @type {any} */ { W }) => W.shape[1]);
    return edgeAt(layers, widths, event.clientX - box.left, event.clientY - box.top,
      store.stage.value.touch ? REACH_OF_HAND : undefined);
  }

  /** Whether a key did something with the unit that has the focus. @param {any} event */
  function changesUnit(event) {
    const [layer, unit] = unitOf(event) ?? [-1, -1];
    const isHidden = layer >= 0 && layer < network.layout.length - 1;
    if (!isHidden) return false;
    const hides = event.key.toLowerCase() === HIDE_KEY && store.shortcutsOn.value;
    const type = hides ? "hide_unit" : UNIT_KEYS[event.key];
    if (!type) return false;
    const units = network.layout[layer].b.shape[0];
    if (type === "drop_unit" && units <= 1) return true;
    const at = type === "insert_unit" ? unit + 1 : unit;
    dispatch(hides ? { type, layer, unit } : { type, layer, at });
    return true;
  }

  return {
    /** @param {any} event */
    point(event) {
      if (!store.editing.value) lit.value = placeAt(event);
    },

    unpoint() {
      if (!store.editing.value) lit.value = null;
    },

    /** A number that is pressed opens its field. @param {any} event */
    press(event) {
      const place = placeAt(event);
      if (place) dispatch({ type: "edit_number", place });
    },

    focusEdges() {
      lit.value = last.current ?? FIRST_EDGE;
      speak(lit.value);
    },

    /** @param {any} event */
    moveTile(event) {
      if (changesUnit(event)) return;
      const place = nextPlace(event, network);
      if (!place) return;
      event.preventDefault();
      dispatch({ type: "rove", place });
      event.currentTarget.querySelector(`[data-tile="${place}"]`)?.focus();
    },

    /** @param {any} event */
    moveEdge(event) {
      const at = lit.value ?? FIRST_EDGE;
      const edge = event.key === "Enter" ? at : nextEdge(event, at, network);
      if (!edge) return;
      event.preventDefault();
      event.stopPropagation();
      last.current = edge;
      lit.value = edge;
      if (event.key === "Enter") dispatch({ type: "edit_number", place: edge });
      else speak(edge);
    },
  };
}
