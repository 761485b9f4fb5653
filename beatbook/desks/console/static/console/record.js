// The record of the chosen call: what the server knows beyond the live row, fetched again whenever
// the row's version or the state of a unit changes. An answer that comes late is dropped.

const AFTER_MS = 60;

/**
 * @param {{board, choice, ask: (path: string, signal: AbortSignal) => Promise<object>}} does
 * @returns listen, detail(), ranking(), notes(), recommended(): the last two for the grammar
 */
export function createRecord({ board, choice, ask }) {
  const listeners = new Set();
  let detail = null;
  let ranking = null;
  let running = null;
  let timer = 0;

  function say() {
    for (const listener of listeners) listener();
  }

  function reset() {
    detail = null;
    ranking = null;
    say();
    refetch();
  }

  function refetch() {
    clearTimeout(timer);
    timer = setTimeout(fetchBoth, AFTER_MS);
  }

  async function fetchBoth() {
    running?.abort();
    const { number } = choice;
    if (number === null) return;
    running = new AbortController();
    const { signal } = running;
    await Promise.all([
      fetchOne(`/calls/${number}/detail.json`, signal, (found) => (detail = found)),
      fetchOne(`/calls/${number}/recommendation/`, signal, (found) => (ranking = found)),
    ]);
  }

  /** A failed answer keeps the last one: the connection's state says that it may be old. */
  async function fetchOne(path, signal, keep) {
    try {
      const found = await ask(path, signal);
      if (signal.aborted) return;
      keep(found);
      say();
    } catch (error) {
      if (!signal.aborted) console.warn(`${path}: ${error.message}`);
    }
  }

  choice.listen(reset);
  board.subscribe("call", (changes) => {
    if (changes.some(([, key]) => key === choice.number)) refetch();
  });
  board.subscribe("unit", refetch);
  refetch();

  return {
    listen: (listener) => listeners.add(listener),
    detail: () => detail,
    ranking: () => ranking,
    notes: () => notesOf(detail),
    recommended: () => (ranking?.units ?? []).filter((unit) => unit.able && unit.available),
  };
}

/** The notes of the chronology, in its order: the numbers that strike them count these. */
export function notesOf(detail) {
  return (detail?.chronology ?? [])
    .filter((line) => line.note_id)
    .map((line) => ({ id: line.note_id, text: line.text, struck: Boolean(line.struck) }));
}
