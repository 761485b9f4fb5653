// The record of my call: notes, notes on the place, times, how it may end. It is fetched again when
// the call's row changes; while that fails, the one from before stays.

const AFTER_MS = 60;
const AGAIN_MS = 5000;

/**
 * @param {{fetchRecord: (signal) => Promise<object>, onChange: () => void, timers?}} does
 * @returns {{follow(number, version), current, failed}} `follow(null)` when there is no call.
 */
export function createRecord({ fetchRecord, onChange, timers = globalThis }) {
  let wanted = { number: null, version: 0 };
  let current = null;
  let failed = false;
  let running = null;
  let timer = null;

  function follow(number, version = 0) {
    if (number === wanted.number && version === wanted.version) return;
    if (number !== wanted.number) current = null;
    wanted = { number, version };
    again(AFTER_MS);
  }

  function again(wait) {
    timers.clearTimeout(timer);
    if (wanted.number !== null) timer = timers.setTimeout(load, wait);
  }

  async function load() {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    try {
      const found = await fetchRecord(signal);
      if (signal.aborted) return;
      current = found;
      failed = false;
    } catch {
      if (signal.aborted) return;
      failed = true;
      again(AGAIN_MS);
    }
    onChange();
  }

  return {
    follow,
    reload: () => again(0),
    get current() {
      return current;
    },
    get failed() {
      return failed;
    },
  };
}
