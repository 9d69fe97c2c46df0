// @ts-check
// On a narrow screen a part of the page that opens and closes; on a wide one it is simply there.
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { html } from "../html.js";
import { Icon } from "./icons.js";

/** @param {{title: string, id: string, children?: any}} props */
export function Disclosure({ title, id, children }) {
  const open = useSignal(false);
  const button = useRef(/** @type {any} */ (null));
  useEffect(() => {
    if (open.value) button.current.scrollIntoView({ block: "start" }); // what it opened is below
  }, [open.value]);
  return html`
    <button type="button" class="disclosure-button" ref=${button} aria-expanded=${open.value} aria-controls=${id}
      onClick=${() => { open.value = !open.value; }}>${title}<${Icon} name="down" /></button>
    <div class="disclosure-body" id=${id} data-open=${open.value}>${children}</div>`;
}
