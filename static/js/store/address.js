// @ts-check
// The address follows the experiment, so that reload, bookmark and link bring it back; and a link
// that is pasted into the open page is followed. The history keeps its one entry: Back leaves.
import { batch, effect } from "@preact/signals";
import { pathsOf } from "./spec.js";
import { readLink, without, writeLink } from "./link.js";

const PAUSE_MS = 400; // browsers refuse addresses that change more often
const MOST_TRIES = 4; // each leaves out what was refused of the one before

/**
 * @typedef {object} Bar The address of the window.
 * @property {() => string} read What follows "#".
 * @property {(hash: string) => void} write
 * @property {(listener: () => void) => void} onPaste Calls when another hash is there.
 */

/** @returns {Bar} */
export function createBar(view = window) {
  return {
    read: () => view.location.hash.replace(/^#/, ""),
    write(hash) {
      const { pathname, search } = view.location;
      const address = `${pathname}${search}${hash && `#${hash}`}`;
      view.history.replaceState(view.history.state, "", address);
    },
    onPaste: (listener) => view.addEventListener("hashchange", listener),
  };
}

/** What cannot be read is said. @param {import("./store.js").Store} store @param {any} reading */
function tell(store, { unread, isOther }) {
  if (isOther) store.notice.value = { key: "notice.link_version" };
  else if (unread.length > 0) {
    store.notice.value = { key: "notice.link_unread", values: { parts: unread.join(", ") } };
  }
}

/**
 * The experiment that the page is opened with: undefined is the usual one.
 * @param {Bar} bar
 */
export function wishOf(bar) {
  const { patch } = readLink(bar.read());
  return Object.keys(patch).length > 0 ? patch : undefined;
}

/**
 * @param {import("./conductor.js").Desk} desk
 * @param {Bar} bar
 */
export function createAddressActions({ store, push, timers }, bar) {
  let timer = /** @type {any} */ (null);
  let isFirst = true;

  /** Try without what was refused, and say what that was. @param {any} patch */
  async function apply(patch) {
    const { defaults } = store.catalog.value;
    /** @type {string[]} */
    const words = [];
    let rest = patch;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      if (await push({ ...defaults, ...anew(defaults, rest), keep_weights: false })) break;
      const errors = store.errors.peek();
      words.push(...Object.values(errors));
      const refused = Object.keys(errors).filter((path) =>
        pathsOf(rest).some((own) => own === path || own.startsWith(`${path}.`)));
      rest = refused.length > 0 ? without(rest, refused) : {};
    }
    if (words.length === 0) return;
    batch(() => {
      store.errors.value = {};
      store.notice.value = { key: "notice.left_out", values: { why: words.join("\n") } };
    });
  }

  function follow() {
    const reading = readLink(bar.read());
    tell(store, reading);
    if (!store.catalog.value || reading.isOther) return undefined;
    return apply(reading.patch);
  }

  function write() {
    timer = null;
    const [catalog, spec] = [store.catalog.peek(), store.requested.peek()];
    if (!catalog || !spec) return;
    const hash = writeLink(catalog, spec) ?? ""; // too long: the address cannot bring it back
    if (hash !== bar.read()) bar.write(hash);
  }

  effect(() => {
    const spec = store.requested.value;
    if (!spec) return;
    if (isFirst) tell(store, readLink(bar.read()));
    isFirst = false;
    timer ??= timers.schedule(write, PAUSE_MS);
  });
  bar.onPaste(() => store.isUsable.peek() && follow());
  return { follow_link: follow };
}

/**
 * A link says what differs from the defaults; of a choice with a key of its own, the rest is that
 * entry's.
 * @param {any} defaults @param {any} patch
 */
function anew(defaults, patch) {
  return Object.fromEntries(Object.entries(patch).map(([name, value]) => {
    const usual = defaults[name];
    const isPart = value !== null && typeof value === "object" && !Array.isArray(value) &&
      usual !== null && typeof usual === "object" && !("key" in value && value.key !== usual.key);
    return [name, isPart ? { ...usual, ...value } : value];
  }));
}
