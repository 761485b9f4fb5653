// The way to my call by street. It is asked for again while I am on my way, because I move; what is
// shown says from when it is.

const EVERY_MS = 20_000;
const AGAIN_MS = 5_000; // while there is none
const BENT_MS = 1_000; // the travel times need a moment to hear of a closed street
const ON_THE_WAY = new Set(["DP", "ER"]);

/**
 * @param {{fetchRoute: () => Promise<object>, onChange: () => void, timers?}} does
 * @returns {{follow(picture), moved(), bent(), current, reason}} `reason`: why there is no way, in words.
 */
export function createWay({ fetchRoute, onChange, timers = globalThis }) {
  let number = null;
  let current = null;
  let reason = "";
  let timer = null;

  function follow({ call, unit }) {
    const wanted = call && ON_THE_WAY.has(unit.status) ? call.number : null;
    if (wanted === number) return;
    number = wanted;
    current = null;
    reason = "";
    timers.clearTimeout(timer);
    if (number !== null) load();
  }

  async function load() {
    const asked = number;
    timers.clearTimeout(timer);
    const found = await fetchRoute().catch(() => null);
    if (asked === null || asked !== number) return;
    if (found) current = found.ok && found.number === asked ? found : null;
    if (found) reason = found.ok ? "" : found.message;
    timers.clearTimeout(timer);
    timer = timers.setTimeout(load, found?.ok ? EVERY_MS : AGAIN_MS);
    onChange();
  }

  return {
    follow,
    /** The first position has reached the server: there may be a way now. */
    moved: () => number !== null && current === null && load(),
    /** A street was closed or opened: the way may be another. */
    bent() {
      if (number === null) return;
      timers.clearTimeout(timer);
      timer = timers.setTimeout(load, BENT_MS);
    },
    get current() {
      return current;
    },
    get reason() {
      return reason;
    },
  };
}
