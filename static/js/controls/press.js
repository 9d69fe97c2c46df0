// @ts-check
// A button that cannot act now keeps its place in the order of Tab, and the focus if it has it:
// `disabled` would drop both, in the middle of a walk by keyboard.

/**
 * Attributes of a button.
 * @param {boolean} off Whether it cannot act now.
 * @param {() => void} act
 */
export function press(off, act) {
  return { "aria-disabled": off ? "true" : undefined, onClick: off ? undefined : act };
}
