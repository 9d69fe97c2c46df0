// @ts-check
// Says what the network makes of a probe that keys have moved, once it rests.
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { html } from "../../html.js";
import { spokenProbe } from "./probe_card.js";

const REST_MS = 400;

/** @param {{store: any}} props */
export function SpokenProbe({ store }) {
  const words = useSignal("");
  const probe = store.probe.value;
  useEffect(() => {
    if (!probe?.spoken) {
      words.value = "";
      return undefined;
    }
    const timer = setTimeout(() => { words.value = spokenProbe(store); }, REST_MS);
    return () => clearTimeout(timer);
  }, [probe]);
  return html`<p class="unseen" role="status" data-spoken="probe">${words}</p>`;
}
