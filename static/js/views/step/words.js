// @ts-check
// What units, stations and notes of a walk are called.
import { formatCount, formatNumber } from "../../store/format.js";
import { DIGITS } from "../../store/network/formula.js";
import { columnLabel } from "../../store/inputs.js";
import { t } from "../../texts/texts.js";
import { placeName } from "../names.js";

/** In a table of one layer: x₁, unit 2, output. @param {any} network @param {any} catalog @param {number} layer @param {number} unit */
export function shortName(network, catalog, layer, unit) {
  const { layout, classes } = network;
  if (layer < 0) return placeName(network, catalog, layer, unit);
  if (layer < layout.length - 1) return t("step.unit", { unit: unit + 1 });
  const count = layout[layer].b.shape[0];
  if (count === 1) return t("step.output");
  return classes?.[unit] === undefined ? t("step.output.many", { unit: unit + 1 })
    : columnLabel(classes[unit]);
}

/** @param {string} [unit] */
export const biasName = (unit) => (unit === undefined ? t("step.bias") : t("step.bias.of", { unit }));

/** "Forward · layer 2, unit 1 · 5 of 23". @param {any} store @param {any} station @param {number} at @param {number} count */
export function whereText({ network, catalog }, { phase, kind, layer, unit }, at, count) {
  const { layout } = network.value;
  const isLast = layer === layout.length - 1;
  const place = kind === "inputs" || kind === "softmax" || kind === "loss" || kind === "result"
    ? t(`step.place.${kind}`)
    : unit >= 0 ? placeName(network.value, catalog.value, layer, unit)
      : isLast ? t("step.place.output") : t("step.place.layer", { layer: layer + 1 });
  return t("step.where", { phase: t(`step.phase.${phase}`), place, at: formatCount(at + 1),
    count: formatCount(count) });
}

/** @param {{key: string, values?: Record<string, any>}} note */
export function noteText({ key, values = {} }) {
  const written = Object.entries(values).map(([name, value]) => [name, typeof value !== "number"
    ? value : Number.isInteger(value) ? formatCount(value) : formatNumber(value, DIGITS)]);
  return t(key, Object.fromEntries(written));
}
