// @ts-check
// What the map and the chart say in words, for screen readers: politely, at most every 2 s.
import { effect } from "@preact/signals";
import { formatCount, formatLoss, formatMistakes, formatPercent } from "../store/format.js";
import { t } from "../texts/texts.js";

const INTERVAL_MS = 2000;

/** Of a neuron that counts mistakes. @param {any} metrics */
function spokenMistakes({ train_loss, test_loss }) {
  return [
    t("output.spoken.train_mistakes", { share: formatMistakes(train_loss) }),
    test_loss !== null && t("output.spoken.test_mistakes", { share: formatMistakes(test_loss) }),
  ];
}

/** Of a network. @param {any} metrics */
function spokenLosses({ train_loss, test_loss, train_accuracy, test_accuracy }) {
  const accuracy = test_accuracy ?? train_accuracy;
  return [
    t("output.spoken.loss", { loss: formatLoss(train_loss) }),
    test_loss !== null && t("output.spoken.test", { loss: formatLoss(test_loss) }),
    accuracy !== null && t("output.spoken.accuracy", { accuracy: formatPercent(accuracy) }),
  ];
}

/** @param {any} store @returns {string} */
export function spokenNumbers(store) {
  const metrics = store.metrics.value;
  if (!metrics) return "";
  const parts = store.model.value.isNetwork ? spokenLosses(metrics) : spokenMistakes(metrics);
  return parts.filter(Boolean).join(" ");
}

/** @param {any} store */
function spokenState(store) {
  const numbers = spokenNumbers(store);
  if (numbers === "") return "";
  const step = store.step.peek();
  return step === 0 ? t("output.spoken.start", { numbers })
    : t("output.spoken", { step: formatCount(step), numbers });
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
    const text = spokenState(store);
    // Before the first step there is nothing to say, unless it is another start.
    if (store.step.peek() === 0 && !region.textContent) return;
    if (region.textContent !== text) region.textContent = text;
  }

  effect(() => {
    store.metrics.value;
    store.state.value;
    store.network.value;
    const wait = Math.max(0, spokenAt + INTERVAL_MS - performance.now());
    if (timer === 0) timer = window.setTimeout(speak, wait);
  });
}
