// The board: rows by kind and key, and the one rule by which an event changes them.
//
// `apply(state, event)` is pure and is the only way a row changes, on the console and on the phone.
// Each key remembers the newest version it has seen, also when the row is gone, so patches may
// arrive late, twice or in any order and every screen still ends with the same rows.

const REMOVED_FOR_GOOD = null; // a removal whose version the server could not know any more

/** An empty board. Patches of other kinds are ignored. */
export function empty(kinds = ["call", "unit"]) {
  const rows = {};
  for (const kind of [...kinds, "position"]) rows[kind] = new Map();
  return rows;
}

/**
 * The board after an event. The same object comes back when nothing changed.
 *
 * Events: {type: "patch", data: [{kind, key, version, row}]},
 *         {type: "positions", data: [[unit id, lat, lon, ISO time]]}; all others change nothing.
 */
export function apply(state, event) {
  if (event.type === "patch") return applyPatches(state, event.data);
  if (event.type === "positions") return applyPatches(state, event.data.map(asPatch));
  return state;
}

/** The rows of one kind that are there, as a Map from key to row. */
export function rowsOf(state, kind) {
  const found = new Map();
  for (const [key, entry] of state[kind]) if (entry.row !== null) found.set(key, entry.row);
  return found;
}

/** One row, or null. */
export function rowOf(state, kind, key) {
  return state[kind]?.get(String(key))?.row ?? null;
}

/** Where a unit was last seen: the newer of its row and the stream of positions, or null. */
export function positionOf(state, key) {
  const unit = rowOf(state, "unit", key);
  const seen = rowOf(state, "position", key);
  if (!unit) return null;
  const fromRow = Number.isFinite(unit.lat) && Number.isFinite(unit.lon);
  const rowTime = fromRow ? Date.parse(unit.position_at ?? "") || 0 : -1;
  if (seen && Date.parse(seen.at) > rowTime) return seen;
  return fromRow ? { lat: unit.lat, lon: unit.lon, at: unit.position_at } : seen;
}

/** The keys that differ between two boards: [[kind, key, row or null]]. */
export function changes(before, after) {
  const changed = [];
  for (const kind of Object.keys(after)) {
    if (before[kind] === after[kind]) continue;
    for (const [key, entry] of after[kind]) {
      if (before[kind]?.get(key)?.row !== entry.row) changed.push([kind, key, entry.row]);
    }
  }
  return changed;
}

/** A board that tells who listens what changed. Every kind's listener gets (changes, state). */
export function createBoard(kinds) {
  const listeners = new Map();
  let state = empty(kinds);

  function dispatch(event) {
    move(apply(state, event));
  }

  /** Begin anew from the rows a page was delivered with, or has fetched again. */
  function load(patches) {
    move(apply(empty(kinds), { type: "patch", data: patches }));
  }

  function move(next) {
    const before = state;
    state = next;
    const changed = [...changes(before, next), ...vanished(before, next)];
    for (const [kind, heard] of listeners) {
      const mine = changed.filter(([changedKind]) => changedKind === kind);
      if (mine.length) for (const listener of heard) listener(mine, state);
    }
  }

  /** Listen to changes of one kind; the answer stops it. */
  function subscribe(kind, listener) {
    if (!listeners.has(kind)) listeners.set(kind, new Set());
    listeners.get(kind).add(listener);
    return () => listeners.get(kind).delete(listener);
  }

  return {
    dispatch,
    load,
    subscribe,
    get state() {
      return state;
    },
    rows: (kind) => rowsOf(state, kind),
    row: (kind, key) => rowOf(state, kind, key),
    position: (key) => positionOf(state, key),
  };
}

function applyPatches(state, patches) {
  let next = state;
  for (const patch of patches) {
    const table = next[patch.kind];
    if (!table || !isNewer(patch, table.get(patch.key))) continue;
    if (next === state) next = { ...state };
    if (next[patch.kind] === state[patch.kind]) next[patch.kind] = new Map(table);
    next[patch.kind].set(patch.key, entryOf(patch, table.get(patch.key)));
  }
  return next;
}

function isNewer(patch, known) {
  if (patch.version === REMOVED_FOR_GOOD) return known !== undefined && known.row !== null;
  return known === undefined || patch.version > known.version;
}

function entryOf(patch, known) {
  const version = patch.version === REMOVED_FOR_GOOD ? known.version : patch.version;
  return { version, row: patch.row };
}

function asPatch([unitId, lat, lon, at]) {
  return { kind: "position", key: String(unitId), version: Date.parse(at), row: { lat, lon, at } };
}

/** Keys that were there before and are not known at all after a fresh load. */
function vanished(before, after) {
  const gone = [];
  for (const kind of Object.keys(before)) {
    if (before[kind] === after[kind]) continue;
    for (const [key, entry] of before[kind]) {
      if (entry.row !== null && !after[kind].has(key)) gone.push([kind, key, null]);
    }
  }
  return gone;
}
