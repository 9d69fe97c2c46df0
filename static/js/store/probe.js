// @ts-check
// One sample that flows through the network: what every unit makes of it, by the newest weights.
import { computed, signal } from "@preact/signals";
import { createForward } from "../nn/forward.js";

/**
 * @typedef {object} Probe
 * @property {number[]} sample A raw value for every column of the data.
 * @property {"map" | "digit" | "walk"} from Where it was chosen.
 * @property {number} [target] Of a sample of the data.
 * @property {number} [row] Which sample of the data it is.
 * @property {boolean} [held] Whether it stays when the pointer leaves.
 * @property {boolean} [spoken] Whether to say aloud what the network makes of it.
 */

/**
 * @param {any} session Signals of the session: network, frameCount; parameters.
 */
export function createProbe(session) {
  /** @type {import("@preact/signals").Signal<Probe | null>} */
  const probe = signal(null);
  const forward = computed(() => {
    const network = session.network.value;
    return network && createForward(network);
  });
  /** {features, layers: [{z, a}]} of the probe, or null. */
  const flow = computed(() => {
    session.frameCount.value; // the weights of a network come with frames
    const at = probe.value;
    const { parameters } = session;
    const columns = session.network.value?.preprocessing.columns?.length ?? 2;
    if (!at || parameters.length === 0 || at.sample.length !== columns) return null;
    return forward.value?.point(parameters, at.sample) ?? null;
  });
  return { probe, flow };
}
