// @ts-check
// The catalog in the language that is spoken. The server says it in English; what a language has
// for it stands in texts/catalog.<language>.json under "catalog.<kind>.<entry>", for what can be set
// there "catalog.<kind>.<entry>.<name>" or, where all entries share it, "catalog.<kind>.*.<name>",
// each with ".help" beside it. What is not there stays English. Keys and ranges are never touched.
import { computed, signal } from "@preact/signals";
import { wordOf } from "../texts/texts.js";

const KINDS = Object.freeze([
  "models", "gates", "datasets", "features", "activations", "losses", "initializers", "optimizers",
  "schedules", "regularizers", "planes", "exports",
]);

/** @param {string[]} keys The first that there is. @param {string} fallback */
const said = (keys, fallback) => keys.map(wordOf).find((word) => word !== undefined) ?? fallback;

/** @param {string[]} places Where its words may be. */
const localSetting = (places) => (/** @type {any} */ setting) => {
  const keys = places.map((place) => `${place}.${setting.name}`);
  return {
    ...setting,
    label: said(keys, setting.label),
    help: said(keys.map((key) => `${key}.help`), setting.help),
  };
};

/** @param {string} kind @returns {(entry: any) => any} */
const localEntry = (kind) => (entry) => {
  const at = `catalog.${kind}.${entry.key}`;
  const settings = localSetting([at, `catalog.${kind}.*`]);
  const local = {
    ...entry,
    label: said([at], entry.label),
    summary: said([`${at}.help`], entry.summary),
  };
  for (const name of ["formula", "noise_effect"]) {
    if (entry[name]) local[name] = said([`${at}.${name}`], entry[name]);
  }
  for (const list of ["hyperparameters", "flags"]) {
    if (entry[list]) local[list] = entry[list].map(settings);
  }
  return local;
};

/** @param {any} catalog As the server sent it. */
export function localizeCatalog(catalog) {
  if (!catalog) return catalog;
  const local = { ...catalog };
  for (const kind of KINDS) {
    if (catalog[kind]) local[kind] = catalog[kind].map(localEntry(kind));
  }
  if (catalog.fields) local.fields = catalog.fields.map(localSetting(["catalog.fields"]));
  return local;
}

/** A signal: what is put in in English is got out in the language that is spoken. */
export function createCatalog() {
  const sent = signal(/** @type {any} */ (null));
  const shown = computed(() => localizeCatalog(sent.value));
  return {
    get value() { return shown.value; },
    set value(catalog) { sent.value = catalog; },
    peek: () => shown.peek(),
  };
}

/**
 * The name of a class or of a column of the catalog's data; undefined where there is no other one
 * than the server's. Numbers in it stay: "pixel_2_5" is said by "catalog.names.pixel_#_#".
 * @param {string} name
 */
export function catalogName(name) {
  const own = wordOf(`catalog.names.${name}`);
  if (own !== undefined) return own;
  const numbers = name.match(/\d+/g) ?? [];
  const pattern = wordOf(`catalog.names.${name.replace(/\d+/g, "#")}`);
  return pattern?.replace(/#/g, () => String(numbers.shift()));
}
