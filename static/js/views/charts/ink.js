// @ts-check
// Colors of the charts, as a canvas wants them: read from the tokens of the style sheet.

/** Hidden layers, told apart at a glance; none looks like the output's, which is that of text. */
const LAYER_TOKENS = ["--class-2", "--class-8", "--class-5", "--class-0", "--class-3", "--class-9"];

/** The tokens as they are now. @param {HTMLElement} place Where they are used. */
export function readInk(place) {
  const probe = document.createElement("span");
  probe.hidden = true;
  place.append(probe);
  /** @param {string} name */
  const color = (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const text = color("--text");
  const hidden = LAYER_TOKENS.map(color);
  const ink = {
    text,
    quiet: color("--quiet"),
    line: color("--line"),
    edge: color("--edge"),
    surface: color("--surface"),
    accent: color("--accent"),
    negative: color("--data-negative"),
    positive: color("--data-positive"),
    /** One color a layer, from the first to the output. @param {number} count */
    layers: (count) => Array.from({ length: count }, (_, at) =>
      (at === count - 1 ? text : hidden[at % hidden.length])),
  };
  probe.remove();
  return ink;
}

/** @typedef {ReturnType<typeof readInk>} Ink */
