// @ts-check
// In a hand the buttons of the training are fixed to the foot of the page: what is as high as they
// are, is told in the style sheet as `--dock`, in a wide window 0.

/** @param {HTMLElement} dock */
export function measureDock(dock) {
  const root = document.documentElement;
  const measure = () => {
    const isFixed = getComputedStyle(dock).position === "fixed";
    root.style.setProperty("--dock", `${isFixed ? dock.offsetHeight : 0}px`);
  };
  new ResizeObserver(measure).observe(dock);
  measure();
}
