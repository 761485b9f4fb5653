// The live feed: server-sent events from a cursor, and an honest word on whether the page is live.
//
//   live          an event or a heartbeat came in the last seconds
//   reconnecting  the connection was lost a moment ago; what is shown was true until then
//   stale         nothing was heard for longer: what is shown may be wrong
//   signed-out    the server no longer knows this session
//
// Only an event from the server ever makes the state live, never an open connection alone.

import { pageData } from "./dom.js";
import { reviver } from "./language.js";

const QUIET = 12_000; // the server beats every 5 s; two missed and the connection is dead
const STALE = 15_000;
const LONGEST_WAIT = 10_000;
const SIGNED_OUT_WAIT = 30_000;
const CHECK_EVERY = 1_000;

/**
 * Open the feed. Events of type patch, positions and clock go to `onEvent({type, data})`, every
 * change of state to `onState(state, heardAt)`. On resync `refetch()` must load the page's state
 * anew and answer its cursor. The answer is {state, close()}.
 */
export function openFeed({
  url = "/feed",
  cursor,
  onEvent,
  onState = () => {},
  refetch,
  environment = globalThis,
  now = () => performance.now(),
}) {
  let source = null;
  let state = null;
  let heardAt = now();
  let openedAt = 0;
  let resyncedAt = -Infinity;
  let failures = 0;
  let retry = null;
  let closed = false;

  function connect() {
    drop();
    if (closed) return;
    openedAt = now();
    source = new environment.EventSource(`${url}?cursor=${encodeURIComponent(cursor)}`);
    source.onerror = () => (source.readyState === environment.EventSource.CLOSED ? refused() : lost());
    for (const type of ["patch", "positions", "clock"]) {
      source.addEventListener(type, (message) => {
        heard(message);
        onEvent({ type, data: JSON.parse(message.data, reviver) });
      });
    }
    source.addEventListener("beat", heard);
    source.addEventListener("resync", resync);
  }

  function heard(message) {
    if (message.lastEventId) cursor = message.lastEventId;
    heardAt = now();
    failures = 0;
    become("live");
  }

  /** The browser is already trying again by itself, with the id of the last event. */
  function lost() {
    if (state !== "signed-out") become(now() - heardAt > STALE ? "stale" : "reconnecting");
  }

  /** The server answered, but not with a feed: find out why, then try again later. */
  async function refused() {
    drop();
    const status = await statusOf(url, environment);
    if (status === 401 || status === 403) {
      become("signed-out");
      again(SIGNED_OUT_WAIT);
    } else {
      if (state === "signed-out") state = null;
      lost();
      again();
    }
  }

  /** The page's rows are of no use any more. Asked again soon, it waits: never a tight circle. */
  async function resync() {
    drop();
    lost();
    const soon = now() - resyncedAt < LONGEST_WAIT;
    resyncedAt = now();
    if (soon) await new Promise((go) => environment.setTimeout(go, LONGEST_WAIT * Math.random()));
    try {
      cursor = await refetch();
      connect();
    } catch {
      refused();
    }
  }

  /** Try again after a while: longer each time, never all screens at the same moment. */
  function again(wait = Math.min(LONGEST_WAIT, 1000 * 2 ** failures)) {
    failures += 1;
    environment.clearTimeout(retry);
    retry = environment.setTimeout(connect, wait * (0.5 + Math.random() / 2));
  }

  /** A dead connection gives no error, and a machine that slept hears nothing: watch the silence. */
  function watch() {
    if (state === "signed-out") return;
    const silent = now() - heardAt;
    if (silent > STALE) become("stale");
    if (silent > QUIET && state === "live") become("reconnecting");
    if (silent > QUIET && source && now() - openedAt > QUIET) connect();
  }

  /** The machine says it is online again: do not wait for the next try. */
  function hurry() {
    if (state !== "live") connect();
  }

  function become(next) {
    if (next === state) return;
    state = next;
    onState(state, heardAt);
  }

  function drop() {
    source?.close();
    source = null;
  }

  const watchdog = environment.setInterval(watch, CHECK_EVERY);
  environment.addEventListener("online", hurry);
  connect();
  become("reconnecting");

  return {
    get state() {
      return state;
    },
    close() {
      closed = true;
      environment.removeEventListener("online", hurry);
      environment.clearInterval(watchdog);
      environment.clearTimeout(retry);
      drop();
    },
  };
}

/** The state of this page as the server would deliver it now. Throws when it does not. */
export async function refetchPage(id = "state", address = location.href) {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(`The page answered ${response.status}.`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const state = pageData(id, page);
  if (!state) throw new Error("The page came without its state.");
  return state;
}

async function statusOf(url, environment) {
  const abort = new AbortController();
  try {
    const response = await environment.fetch(url, {
      headers: { Accept: "text/event-stream" },
      signal: abort.signal,
    });
    return response.status;
  } catch {
    return 0;
  } finally {
    abort.abort();
  }
}
