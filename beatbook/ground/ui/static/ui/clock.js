// The operational clock, and every running time on the page, driven by one timer.

import { locale } from "./language.js";

const SECOND = 1000;
const LATE_FROM = 0.6; // of the target: time to look; over the target: too late

/**
 * The clock people see. `state` is {rate, real, operational}, ISO times: the two clocks showed
 * these at the same instant. `real` is the server's; only the time since then is taken from this
 * machine, whose own clock may be wrong.
 */
export function createClock(state, { monotonic = () => performance.now() } = {}) {
  let rate = 1;
  let operational = 0;
  let from = 0;

  /** Follow another setting of the clock. `sent`: how long ago it was true, in ms. */
  function set(next, sent = 0) {
    rate = next.rate;
    operational = Date.parse(next.operational);
    from = monotonic() - sent;
  }

  set(state);
  return { set, now: () => operational + (monotonic() - from) * rate };
}

/** Whole seconds as a running timer: 0:07, 4:12, 1:04:12. Never negative. */
export function stopwatch(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / SECOND));
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** "", "late" or "over": how a waiting time stands against its target. */
export function level(milliseconds, targetSeconds) {
  if (!targetSeconds) return "";
  const share = milliseconds / SECOND / targetSeconds;
  if (share > 1) return "over";
  return share > LATE_FROM ? "late" : "";
}

/** A formatter for the time of day in the agency's time zone: wallTime("America/New_York")(ms). */
export function wallTime(timeZone) {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return (milliseconds) => format.format(milliseconds);
}

/**
 * One timer for the page. `watch(element, tick)` calls tick(now) at once and then every second
 * until the element leaves the page; watching the same element again replaces its tick.
 */
export function createTicker(clock, { every = SECOND, timers = globalThis } = {}) {
  const watched = new Map();

  function watch(element, tick) {
    watched.set(element, { tick, seen: element.isConnected });
    tick(clock.now());
  }

  function tickAll() {
    const now = clock.now();
    for (const [element, entry] of watched) {
      if (element.isConnected) entry.seen = true;
      if (entry.seen && !element.isConnected) watched.delete(element);
      else entry.tick(now);
    }
  }

  const timer = timers.setInterval(tickAll, every);
  return {
    watch,
    forget: (element) => watched.delete(element),
    tickAll,
    stop: () => timers.clearInterval(timer),
    get size() {
      return watched.size;
    },
  };
}
