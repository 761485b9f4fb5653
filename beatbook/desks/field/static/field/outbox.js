// Sends what was tapped, in order, each under its own id until the server has answered, and keeps it
// on this device until then: through a lost network, a reload, a session that has ended.

import { after, first, outcome } from "./queue.js";

const WAITS = [1000, 2000, 5000, 10_000, 20_000];

/**
 * @param {{
 *   store: {all: () => object[], keep: (item) => void, drop: (id: string) => void},
 *   send: (url, body, {commandId}) => Promise<{ok, status, message}>,
 *   seen: (item) => number,
 *   now: () => number,
 *   onChange: (queue, answer) => void,
 *   onAnswer?: (answer, item) => void,
 *   timers?: {setTimeout, clearTimeout},
 * }} does
 */
export function createOutbox({
  store,
  send,
  seen,
  now,
  onChange,
  onAnswer = () => {},
  timers = globalThis,
}) {
  let queue = store.all().map(asLeft);
  let running = false;
  let failures = 0;
  let timer = null;

  function move(event) {
    const before = queue;
    queue = after(queue, event);
    if (queue === before) return;
    persist(before, queue);
    onChange(queue);
  }

  function persist(before, next) {
    const left = new Map(next.map((item) => [item.id, item]));
    for (const item of next) {
      if (item.state === "answered") store.drop(item.id);
      else if (!before.includes(item)) store.keep(item);
    }
    for (const { id } of before) if (!left.has(id)) store.drop(id);
  }

  /** Take a tap: it is kept first, then sent. */
  function put(item) {
    move({ type: "put", item });
    flush();
  }

  async function flush() {
    if (running) return;
    running = true;
    timers.clearTimeout(timer);
    try {
      for (let item = first(queue); item; item = first(queue)) {
        if (!(await sent(item))) return later();
      }
    } finally {
      running = false;
    }
  }

  /** Send one; false when it must be tried again later. */
  async function sent(item) {
    move({ type: "sending", id: item.id });
    const answer = await send(item.url, item.body, { commandId: item.id });
    const again = outcome(answer, item.tries) === "waiting";
    failures = again ? failures + 1 : 0;
    move({ type: "answer", id: item.id, answer, seen: seen(item), now: now() });
    onAnswer(answer, item);
    return !again;
  }

  function later() {
    const wait = WAITS[Math.min(failures, WAITS.length) - 1];
    timer = timers.setTimeout(flush, wait);
  }

  return {
    put,
    flush,
    move,
    get queue() {
      return queue;
    },
  };
}

/** An item as an earlier page left it: what was under way then may not have arrived. */
function asLeft(item) {
  return item.state === "sending" ? { ...item, state: "waiting" } : item;
}
