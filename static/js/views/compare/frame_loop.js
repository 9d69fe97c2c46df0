// @ts-check
// Draws at most once a drawn frame, not more often than it may, and never on a hidden page.

const CALM_MS = 250; // prefers-reduced-motion: four times a second

/**
 * @param {() => void} draw
 * @param {number} [leastMs] Between two drawings.
 */
export function createFrameLoop(draw, leastMs = 0) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let [asked, timer, drawnAt] = [0, 0, -Infinity];
  let stopped = false;

  const paint = (/** @type {number} */ now) => {
    asked = 0;
    drawnAt = now;
    draw();
  };

  function ask() {
    if (stopped || asked !== 0 || timer !== 0 || document.hidden) return;
    const least = calm.matches ? Math.max(CALM_MS, leastMs) : leastMs;
    const rest = drawnAt + least - performance.now();
    if (rest <= 0) asked = requestAnimationFrame(paint);
    else timer = window.setTimeout(() => { timer = 0; ask(); }, rest);
  }

  document.addEventListener("visibilitychange", ask); // what came while hidden
  return {
    ask,
    stop() {
      stopped = true;
      document.removeEventListener("visibilitychange", ask);
      cancelAnimationFrame(asked);
      clearTimeout(timer);
    },
  };
}
