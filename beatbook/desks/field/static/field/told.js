// Alerts on the pages of the phone that are not about a unit: whoever is signed in is told, and says
// “Got it” the same way. What an earlier page left to be sent goes from here too.

import { headline } from "../ui/alerts.js";
import { createBoard } from "../ui/board.js";
import { createClock, createTicker, wallTime } from "../ui/clock.js";
import { text } from "../ui/dom.js";
import { createAlerts } from "./alerts.js";
import { createOutbox } from "./outbox.js";
import { send } from "./server.js";
import { createStore, itemStore } from "./store.js";
import { tapsOf } from "./taps.js";

const KINDS = ["call", "unit", "report", "alert"]; // what the taps of an earlier page are about
const BUZZ = [200, 100, 200, 100, 400];

/**
 * @param {{clock, alerts, me}} state  @param {{member, time_zone}} book
 * @returns {{hear: (event) => void, load: (state) => void, connected: (now) => void}}
 */
export function tellAlerts(state, book) {
  const clock = createClock(state.clock);
  const board = createBoard(KINDS);
  const outbox = createOutbox({
    store: itemStore(createStore(`beatbook.field.${book.member}`)),
    send,
    seen: () => 0,
    now: clock.now,
    onChange: settle,
  });
  const { got } = tapsOf({ unit: null, names: {}, now: clock.now });
  const draw = createAlerts({
    ...{ board, clock, book },
    wall: wallTime(book.time_zone),
    queue: () => outbox.queue,
    got(alert) {
      const isTapped = outbox.queue.some((item) => item.alert === alert.id && item.state !== "refused");
      if (!isTapped) outbox.put(got(alert.id, book.member));
    },
    told(alert) {
      text(document.getElementById("announced"), `${headline(alert)}. ${alert.text}`);
      navigator.vibrate?.(BUZZ);
    },
  });

  function settle() {
    outbox.move({ type: "rows", server: board.state, record: null, now: clock.now() });
    draw();
  }

  board.load(state.alerts);
  board.subscribe("alert", settle);
  createTicker(clock).watch(document.getElementById("alerts"), draw); // some expire meanwhile
  settle();
  outbox.flush();
  return {
    hear: (event) => (event.type === "clock" ? clock.set(event.data) : board.dispatch(event)),
    load: (fresh) => board.load(fresh.alerts),
    connected(now) {
      document.documentElement.dataset.feed = now;
      if (now === "live") outbox.flush();
    },
  };
}
