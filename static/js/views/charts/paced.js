// @ts-check
// Renders again when the network has moved on, but not more often than it is worth, and not while
// nobody can see it.
import { useEffect, useState } from "preact/hooks";
import { effect } from "@preact/signals";

/**
 * @param {any} store
 * @param {number} everyMs
 * @returns {number} Another number each time.
 */
export function usePace(store, everyMs) {
  const [count, setCount] = useState(0);
  useEffect(() => {
    let [timer, last] = [0, -Infinity];
    const turn = () => {
      timer = 0;
      last = performance.now();
      setCount((before) => before + 1);
    };
    const ask = () => {
      if (timer !== 0 || document.hidden) return;
      timer = window.setTimeout(turn, Math.max(0, last + everyMs - performance.now()));
    };
    const stop = effect(() => {
      store.frameCount.value;
      store.now.value;
      store.network.value;
      if (store.charts.seen.value) ask();
    });
    document.addEventListener("visibilitychange", ask);
    return () => {
      stop();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, []);
  return count;
}
