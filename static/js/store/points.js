// @ts-check
// The points of a session where they do not come with the stream, being many: fetched, unless they
// are outdated by then.

const RETRY_MS = 1000;
const KEY = "notice.no_points";

/**
 * @param {object} parts
 * @param {import("./store.js").Store} parts.store
 * @param {any} parts.api
 * @param {import("./entrance.js").Timers} parts.timers
 * @param {() => {id: string} | null} parts.session
 */
export function createPointsLoader({ store: { network, notice }, api, timers, session }) {
  /** @param {number} [retries] */
  async function load(retries = 1) {
    const [asked, owner] = [network.value, session()];
    if (asked.points || !owner) return;
    const isCurrent = () => session() === owner && network.value.generation === asked.generation;
    try {
      const { inputs, targets, split } = await api.data(owner.id);
      if (!isCurrent()) return;
      network.value = { ...network.value, points: { inputs, targets, split } };
      if (notice.value?.key === KEY) notice.value = null;
    } catch (error) {
      if (!isCurrent()) return;
      if (retries > 0) {
        timers.schedule(() => isCurrent() && load(retries - 1), RETRY_MS);
        return;
      }
      const button = { label: "notice.again", action: { type: "try_again" } };
      const why = /** @type {Error} */ (error).message;
      notice.value = { key: KEY, values: { why }, button };
    }
  }

  return {
    load,
    /** Whether the page says that they are missing. */
    isMissing: () => notice.value?.key === KEY,
  };
}
