// @ts-check
// What the map and the chart say in words, for screen readers: politely, at most every 2 s.
import { effect } from "@preact/signals";
import { formatCount, formatLoss, formatPercent } from "../store/format.js";
import { t } from "../texts/texts.js";

const INTERVAL_MS = 2000;

/** @param {any} store @returns {string} */
export function spokenNumbers(store) {
  const metrics = store.metrics.value;
  if (!metrics) return "";
  const accuracy = metrics.test_accuracy ?? metrics.train_accuracy;
  return [
    t("output.spoken.loss", { loss: formatLoss(metrics.train_loss) }),
    metrics.test_loss !== null && t("output.spoken.test", { loss: formatLoss(metrics.test_loss) }),
    accuracy !== null && t("output.spoken.accuracy", { accuracy: formatPercent(accuracy) }),
  ].filter(Boolean).join(" ");
}

/**
 * @param {any} store
 * @param {HTMLElement} region A polite live region.
 */
export function startSpeaking(store, region) {
  let [spokenAt, timer] = [-Infinity, 0];

  function speak() {
    timer = 0;
    spokenAt = performance.now();
    if (store.step.peek() === 0) return;
    const step = formatCount(store.step.peek());
    const text = t("output.spoken", { step, numbers: spokenNumbers(store) });
    if (region.textContent !== text) region.textContent = text;
  }

  effect(() => {
    store.metrics.value;
    store.state.value;
    const wait = Math.max(0, spokenAt + INTERVAL_MS - performance.now());
    if (timer === 0) timer = window.setTimeout(speak, wait);
  });
}
