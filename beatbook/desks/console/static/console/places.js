// Known places for what is being typed. It never blocks and an answer that comes late is dropped.

const AFTER_MS = 140;
const SHORTEST = 3;

/** @param {(query: string, signal: AbortSignal) => Promise<object[]>} ask */
export function createPlaces(ask) {
  let timer = 0;
  let running = null;

  function cancel() {
    clearTimeout(timer);
    running?.abort();
    running = null;
  }

  /** Calls `found(places, text)` later, unless something else is asked or cancelled first. */
  function suggest(text, found) {
    cancel();
    if (text.length < SHORTEST) return;
    timer = setTimeout(() => fetchPlaces(text, found), AFTER_MS);
  }

  async function fetchPlaces(text, found) {
    running = new AbortController();
    const { signal } = running;
    try {
      const places = await ask(text, signal);
      if (!signal.aborted) found(places, text);
    } catch (error) {
      if (!signal.aborted) found([], text);
    }
  }

  return { suggest, cancel };
}
