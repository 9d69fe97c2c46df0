// @ts-check
// A slice in words: what its axes are, what is low and where, and what is under the pointer.
import { formatCount, formatMistakes, formatNumber, formatTick } from "../../store/format.js";
import { hasLeft, isWithin, lossAt, lowestOf, placeOf, shapeOf } from "../../store/landscape/plane.js";
import { t } from "../../texts/texts.js";
import { placeName } from "../names.js";

const NAME = /^layers\.(\d+)\.(?:W\.(\d+)\.(\d+)|b\.(\d+))$/;
const MOSTLY_OFF = 0.7; // share of the distance: then the slice shows little of the run

/** What a parameter is called on the page. @param {any} store @param {string} name */
export function parameterLabel(store, name) {
  const [network, catalog] = [store.network.value, store.catalog.value];
  const [, layer, input, unit, bias] = NAME.exec(name) ?? [];
  if (!network || !network.layout[Number(layer)]) return name;
  const to = placeName(network, catalog, Number(layer), Number(unit ?? bias));
  if (bias !== undefined) return t("landscape.bias", { unit: to });
  const from = placeName(network, catalog, Number(layer) - 1, Number(input));
  return t("landscape.weight", { from, to });
}

/** @param {any} store @param {any} surface @returns {[string, string]} */
export function axisNames(store, { kind, labels }) {
  if (kind === "weights") {
    return [parameterLabel(store, labels[0]), parameterLabel(store, labels[1])];
  }
  return [t(`landscape.axis.${kind}.1`), t(`landscape.axis.${kind}.2`)];
}

/** A loss, or a share of mistakes. @param {any} store @param {number | null | undefined} loss */
export function lossWords(store, loss) {
  if (loss === Infinity) return t("landscape.no_number");
  return store.model.value.isNetwork ? formatNumber(loss) : formatMistakes(loss);
}

/** What the slice shows, in two or three sentences. @param {any} store */
export function describeLandscape(store) {
  const surface = store.landscape.surface.value;
  if (!surface) return "";
  const { shape, way } = shapeOf(surface);
  const here = store.metrics.value?.train_loss;
  const place = placeOf(surface, store.parameters);
  const said = [
    t("landscape.said.lowest", { loss: lossWords(store, lowestOf(surface).loss) }),
    here !== undefined && here !== null &&
      t("landscape.said.here", { loss: lossWords(store, here) }),
    t(`landscape.said.${shape}${way ? `.${way}` : ""}`),
    place && !isWithin(surface, place) ? t("landscape.said.outside")
      : place && hasLeft(surface, place, here)
        ? t("landscape.said.beside", { step: formatCount(surface.step) })
        : isMostlyOff(store, surface) && t("landscape.said.off"),
  ];
  return said.filter(Boolean).join(" ");
}

/** Whether most of the run leads off the slice. @param {any} store @param {any} surface */
function isMostlyOff({ snapshots: { moments } }, surface) {
  const start = moments.length > 1 && placeOf(surface, moments[0].parameters);
  return Boolean(start && start.off > MOSTLY_OFF);
}

/**
 * The loss at a place that is pointed at.
 * @param {any} store @param {{x: number, y: number} | null} cursor
 */
export function readPlace(store, cursor) {
  const surface = store.landscape.surface.value;
  if (!surface || !cursor) return "";
  const loss = lossAt(surface, cursor.x, cursor.y);
  if (loss === null) return t("landscape.read.beyond");
  return t("landscape.read", {
    x: formatTick(cursor.x), y: formatTick(cursor.y), loss: lossWords(store, loss),
  });
}

/** What a slice can show and what it cannot. @param {any} store */
export function explainSlice(store) {
  const surface = store.landscape.surface.value;
  if (!surface) return "";
  const all = surface.origin.length;
  const few = surface.samples < surface.of ? ` ${t("landscape.samples", {
    samples: formatCount(surface.samples), of: formatCount(surface.of) })}` : "";
  if (all <= 2) return t("landscape.explain.whole") + few;
  const rest = formatCount(all - 2);
  return t("landscape.explain", { all: formatCount(all), rest }) + few;
}
