// @ts-check
// An experiment as the part of an address after "#", in words that a person can read and edit:
// "#v=1&dataset=spiral&dataset.noise=0.1&hidden_layers=8.relu,8.relu". Only what differs from the
// defaults is in it. Whether the values are good is for the server to say. Pure.
import { entryOf } from "./catalog.js";

const VERSION = "1";
const LONGEST = 16_384; // characters; more is no link that anybody can pass on
const KINDS = Object.freeze({
  dataset: "datasets", initializer: "initializers", optimizer: "optimizers",
  schedule: "schedules", regularizer: "regularizers",
});
const LISTS = Object.freeze(["features", "frozen_layers", "class_weights"]);
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
const NAME = /^[a-z0-9_]+$/i;
const REFUSED = Object.freeze(["__proto__", "constructor", "prototype"]);

/** @param {any} value */
const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** @param {any} value */
const textOf = (value) => encodeURIComponent(String(value));

/** @param {any} a @param {any} b */
const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** @param {string} name @param {any} value */
function write(name, value) {
  if (name === "hidden_layers") {
    return value.map((/** @type {any} */ layer) => `${layer.units}.${textOf(layer.activation)}`)
      .join(",");
  }
  if (name === "dataset.points") {
    return value.map((/** @type {any} */ { x, y }) => [...x, y].map(textOf).join("_")).join(",");
  }
  return Array.isArray(value) ? value.map(textOf).join(",") : textOf(value);
}

/**
 * What an object of the spec adds to a link.
 * @param {any} catalog @param {string} field @param {any} value @param {any} usual
 * @returns {string[]}
 */
function writeChoice(catalog, field, value, usual) {
  const entry = entryOf(catalog, KINDS[/** @type {"dataset"} */ (field)], value.key);
  const isOther = value.key !== usual?.key;
  const defaults = isOther
    ? Object.fromEntries((entry?.hyperparameters ?? []).map((one) => [one.name, one.default]))
    : usual;
  const rest = Object.entries(value)
    .filter(([name, own]) => name !== "key" && !isSame(own, defaults?.[name]))
    .map(([name, own]) => `${field}.${name}=${write(`${field}.${name}`, own)}`);
  return isOther ? [`${field}=${textOf(value.key)}`, ...rest] : rest;
}

/**
 * @param {any} catalog
 * @param {any} spec As it was asked for.
 * @returns {string | null} Without "#"; empty for the usual experiment, null where it is too long.
 */
export function writeLink(catalog, spec) {
  const { defaults } = catalog;
  const parts = Object.entries(spec).flatMap(([field, value]) => {
    const usual = defaults[field];
    if (isSame(value, usual)) return [];
    if (isPlain(value) && Object.hasOwn(KINDS, field)) return writeChoice(catalog, field, value, usual);
    if (!isPlain(value)) return [`${field}=${write(field, value)}`];
    return Object.entries(value)
      .filter(([name, own]) => !isSame(own, usual?.[name]))
      .map(([name, own]) => `${field}.${name}=${write(name, own)}`);
  });
  const link = parts.length === 0 ? "" : [`v=${VERSION}`, ...parts].join("&");
  return link.length > LONGEST ? null : link;
}

/** @param {string} text Still encoded. */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a lonely %: the server says what it thinks of it
  }
}

/** @param {string} text @returns {any} */
function readValue(text) {
  if (NUMBER.test(text)) return Number(text);
  if (text === "true" || text === "false") return text === "true";
  return text === "null" ? null : decode(text);
}

/** @param {string} text */
const piecesOf = (text) => (text === "" ? [] : text.split(","));

/** @param {string} path @param {string} text */
function read(path, text) {
  if (path === "hidden_layers") {
    return piecesOf(text).map((piece) => {
      const [units, activation] = piece.split(".");
      return { units: readValue(units), activation: decode(activation ?? "") };
    });
  }
  if (path === "dataset.points") {
    return piecesOf(text).map((piece) => {
      const values = piece.split("_").map(readValue);
      return { x: values.slice(0, -1), y: values.at(-1) };
    });
  }
  const isList = LISTS.includes(path) && !["auto", "null"].includes(text);
  return isList ? piecesOf(text).map(readValue) : readValue(text);
}

/**
 * @typedef {object} Reading
 * @property {any} patch A partial spec.
 * @property {string[]} unread Parts that are no "name=value".
 * @property {boolean} isOther Whether it has another version than this page writes.
 */

/**
 * @param {string} hash With or without "#".
 * @returns {Reading}
 */
export function readLink(hash) {
  /** @type {Reading} */
  const reading = { patch: {}, unread: [], isOther: false };
  const text = hash.replace(/^#/, "").slice(0, LONGEST);
  for (const part of text.split("&").filter(Boolean)) {
    const at = part.indexOf("=");
    const path = part.slice(0, Math.max(0, at));
    const names = path.split(".");
    if (path === "v") reading.isOther = part.slice(at + 1) !== VERSION;
    else if (names.length > 2 || !names.every(isName)) reading.unread.push(decode(part));
    else set(reading.patch, names, read(path, part.slice(at + 1)));
  }
  return reading;
}

/** @param {string} name */
const isName = (name) => NAME.test(name) && !REFUSED.includes(name);

/** @param {any} patch @param {string[]} names @param {any} value */
function set(patch, [field, name], value) {
  const key = Object.hasOwn(KINDS, field) && name === undefined ? "key" : name;
  if (key === undefined) patch[field] = value;
  else patch[field] = { ...(isPlain(patch[field]) ? patch[field] : {}), [key]: value };
}

/**
 * Leave out what was refused, so that the rest can be tried.
 * @param {any} patch
 * @param {string[]} paths Dotted, of fields or deeper.
 */
export function without(patch, paths) {
  const rest = structuredClone(patch);
  for (const path of paths) {
    const [field, name] = path.split(".");
    const inner = rest[field];
    const isWhole = name === undefined || name === "key" || !isPlain(inner) || !(name in inner);
    if (isWhole) delete rest[field];
    else delete inner[name];
  }
  return rest;
}
