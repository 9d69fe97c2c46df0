// @ts-check
// What a part of the experiment is called, by its dotted path.
import { hasText, t } from "../texts/texts.js";
import { entryOf, fieldOf } from "./catalog.js";
import { sayComplaint } from "./rules.js";

const KINDS = Object.freeze({ optimizer: "optimizers", regularizer: "regularizers",
  dataset: "datasets", initializer: "initializers", schedule: "schedules" });

/**
 * @param {any} store
 * @param {string} path
 * @returns {string}
 */
export function labelOf({ catalog: { value: catalog }, wanted: { value: spec } }, path) {
  const [field, name] = path.split(".");
  if (field === "hidden_layers" && path.endsWith(".units")) {
    return t("network.units", { number: Number(name) + 1 });
  }
  const kind = KINDS[/** @type {"optimizer"} */ (field)];
  if (kind && name && name !== "key") {
    const entry = entryOf(catalog, kind, spec?.[field]?.key);
    const range = entry?.hyperparameters.find((one) => one.name === name);
    if (range) return range.label;
  }
  const key = hasText(`label.${path}`) ? `label.${path}` : `label.${field}`;
  return hasText(key) ? t(key) : fieldOf(catalog, field)?.label ?? path;
}

/**
 * What the server refuses, a complaint a line, in the page's words.
 * @param {any} store
 * @param {string} text
 */
export const sayRefusal = (store, text) =>
  text.split("\n").map((one) => sayComplaint(one, (path) => labelOf(store, path))).join(" ");
