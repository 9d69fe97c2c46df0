// @ts-check
// A short tour of the page: on the very first visit, and whenever it is asked for. It shows places
// and says what they are for; the page stays as it is, and the space bar plays as always.
import { readPreference, writePreference } from "../store/preferences.js";
import { t } from "../texts/texts.js";

const NAME = "tour"; // of the preference
const SEEN = "seen";
const STYLES = "static/css/tour.css";

/** Place → the words of its step, in the order of the tour. @type {readonly [string, string][]} */
const STOPS = Object.freeze([
  ["[data-action=play]", "play"],
  ["#data", "data"],
  ["#network", "network"],
  ["[data-output]", "output"],
  ["#footer", "more"],
]);

/** Who cannot be known again is not greeted: it would be every time. */
function isFirstVisit() {
  if (readPreference(NAME, "") === SEEN || window.top !== window) return false;
  writePreference(NAME, SEEN);
  return readPreference(NAME, "") === SEEN;
}

function loadStyles() {
  if (document.querySelector(`link[href="${STYLES}"]`)) return undefined;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: STYLES });
  const loaded = new Promise((done, failed) => {
    link.addEventListener("load", done);
    link.addEventListener("error", failed);
  });
  document.head.append(link);
  return loaded;
}

/** @returns {import("driver.js").DriveStep[]} */
const steps = () => STOPS.map(([element, name]) => ({
  element,
  popover: { title: t(`tour.${name}.title`), description: t(`tour.${name}`) },
}));

const walksByKeyboard = () => document.querySelector(".tour :focus-visible") !== null;

/**
 * The library takes the focus into its box. Here it stays where it was, so that the space bar
 * plays, unless someone walks on with the keyboard. Screen readers are told of each step.
 * @param {any} popover @param {boolean} byKeyboard
 */
function tell({ wrapper, closeButton, nextButton, title, footer }, byKeyboard) {
  for (const part of [title, footer]) part.setAttribute("role", "none"); // the page has its own
  closeButton.setAttribute("aria-label", t("tour.close"));
  closeButton.title = t("tour.close");
  wrapper.setAttribute("aria-live", "polite");
  const before = /** @type {HTMLElement} */ (document.activeElement);
  queueMicrotask(() => {
    if (byKeyboard) nextButton.focus();
    else if (before !== document.body) before.focus();
    else closeButton.blur();
  });
}

/**
 * Whoever does something else has seen enough.
 * @param {any} tour @returns {() => void} An end to this.
 */
function endElsewhere(tour) {
  const look = (/** @type {MouseEvent} */ { target }) => {
    const place = /** @type {Element} */ (target);
    if (!place.closest(".tour, .driver-active-element")) tour.destroy();
  };
  addEventListener("click", look, true);
  return () => removeEventListener("click", look, true);
}

export async function startTour() {
  const [{ driver }] = await Promise.all([import("driver.js"), loadStyles()]);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let byKeyboard = false;
  const walk = (/** @type {"moveNext" | "movePrevious"} */ way) =>
    () => {
      byKeyboard = walksByKeyboard();
      tour[way]();
    };
  let forget = () => {};
  const tour = driver({
    steps: steps(),
    animate: !calm,
    showProgress: true,
    progressText: t("tour.progress", { current: "{{current}}", total: "{{total}}" }),
    nextBtnText: t("tour.next"), prevBtnText: t("tour.back"), doneBtnText: t("tour.done"),
    popoverClass: "tour",
    stagePadding: 4,
    stageRadius: 10,
    overlayOpacity: 0.28,
    onNextClick: walk("moveNext"),
    onPrevClick: walk("movePrevious"),
    onPopoverRender: (popover) => tell(popover, byKeyboard),
    onDestroyed: () => forget(),
  });
  forget = endElsewhere(tour);
  tour.drive();
}

/** Show the tour to who is here for the first time, once there is a network to see. */
export function greet(/** @type {import("../store/store.js").Store} */ store) {
  const stop = store.network.subscribe((network) => {
    if (!network) return;
    queueMicrotask(() => stop());
    if (isFirstVisit()) startTour().catch(() => undefined); // the page does without
  });
}
