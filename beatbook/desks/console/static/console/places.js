// What the server knows of what is being typed. It never blocks, and an answer that comes late is
// dropped; one that does not come at all is an empty list.

const AFTER_MS = 140;
const SHORTEST = 3;

/** @param {(query: string, signal: AbortSignal, agency: string) => Promise<object>} ask */
export function createPlaces(ask) {
  let timer = 0;
  let running = null;

  function cancel() {
    clearTimeout(timer);
    running?.abort();
    running = null;
  }

  /**
   * Calls `found(answer, text)` later, unless something else is asked or cancelled first. The beats
   * are those of the agency with this code; "" where there is but one.
   */
  function suggest(text, found, agency = "") {
    cancel();
    if (text.length < SHORTEST) return;
    timer = setTimeout(() => fetchPlaces(text, found, agency), AFTER_MS);
  }

  async function fetchPlaces(text, found, agency) {
    running = new AbortController();
    const { signal } = running;
    try {
      const answer = await ask(text, signal, agency);
      if (!signal.aborted) found(answer, text);
    } catch (error) {
      if (!signal.aborted) found([], text);
    }
  }

  return { suggest, cancel };
}
