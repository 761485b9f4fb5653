// The record of the chosen call: what the server knows beyond the live row. It is fetched again
// when the call's row changes; the order of units also when units change. A late answer is dropped.

import { notesOf } from "./chronology.js";

const AFTER_MS = 60;
const RANK_EVERY_MS = 5_000; // units change all the time: an order a few seconds old is still good
const MOVED_AFTER_MS = 20_000; // and they drive on
const BENT_AFTER_MS = 1_000; // the travel times need a moment to hear of a closed street

/**
 * @param {{board, choice, ask: (path: string, signal: AbortSignal) => Promise<object>}} does
 * @returns listen, detail(), ranking(), and for the grammar notes() and recommended()
 */
export function createRecord({ board, choice, ask }) {
  const listeners = new Set();
  const found = { detail: null, ranking: null };
  const timers = { detail: 0, ranking: 0 };
  let rankedAt = 0;
  let running = new AbortController();

  function say() {
    for (const listener of listeners) listener();
  }

  /** Another call: nothing of the last one may stand beside it. */
  function reset() {
    running.abort();
    running = new AbortController();
    found.detail = null;
    found.ranking = null;
    say();
    fetchAll();
  }

  function fetchAll() {
    fetchSoon("detail", "detail.json", AFTER_MS);
    fetchSoon("ranking", "recommendation/", AFTER_MS);
  }

  function rankAgain() {
    const wait = Math.max(AFTER_MS, rankedAt + RANK_EVERY_MS - performance.now());
    fetchSoon("ranking", "recommendation/", wait);
  }

  function fetchSoon(what, path, wait) {
    clearTimeout(timers[what]);
    timers[what] = setTimeout(() => fetchNow(what, path), wait);
  }

  /** A failed answer keeps the last one: the connection's state says that it may be old. */
  async function fetchNow(what, path) {
    const { number } = choice;
    const { signal } = running;
    if (number === null) return;
    if (what === "ranking") rankedAt = performance.now();
    try {
      const answer = await ask(`/calls/${number}/${path}`, signal);
      if (signal.aborted) return;
      found[what] = answer;
      say();
    } catch (error) {
      if (!signal.aborted) console.warn(`${number} ${path}: ${error.message}`);
    }
  }

  choice.listen(reset);
  board.subscribe("call", (changes) => {
    if (changes.some(([, key]) => key === choice.number)) fetchAll();
  });
  board.subscribe("alert", () => fetchSoon("detail", "detail.json", AFTER_MS));
  board.subscribe("unit", rankAgain);
  board.subscribe("closure", () => fetchSoon("ranking", "recommendation/", BENT_AFTER_MS));
  setInterval(rankAgain, MOVED_AFTER_MS);
  fetchAll();

  return {
    listen: (listener) => listeners.add(listener),
    detail: () => found.detail,
    ranking: () => found.ranking,
    notes: () => notesOf(found.detail),
    recommended: () => (found.ranking?.units ?? []).filter((unit) => unit.recommended),
  };
}
