// Where this phone is, told to the server while its unit is on duty and this page is open.

import { t } from "../ui/language.js";

const SEND_EVERY = 3000;
const MOVED_M = 10;
const STILL_MS = 15_000; // also a phone that stands still says so now and then
const URGENT_MS = 2000;
const MOST_HELD = 500;
const MPH_PER_MPS = 2.236936;
const METERS_PER_DEGREE = 111_195;
const WATCH = { enableHighAccuracy: true, maximumAge: 2000, timeout: 30_000 };
const DENIED = 1;

/** What each state is called, and why there is no position, for whoever looks at the phone. */
export const STATES = {
  "off-duty": [t("Position off"), t("You are off duty, so your position is not sent.")],
  off: [t("Position off"), t("You switched it off here. Dispatch sees where you were last.")],
  ready: [t("Position off"), t("Tap “Position off” so that dispatch sees where you are while on duty.")],
  finding: [t("Finding you"), ""],
  on: [t("Position on"), ""],
  unknown: [t("No position"), t("This phone cannot tell where it is now. Dispatch sees where you were last.")],
  denied: [
    t("Position off"),
    t("The browser does not tell this page where you are. Allow location for this site in the " +
      "browser’s settings, then tap “Position off”."),
  ],
  insecure: [t("Position off"), t("A browser tells its place only to pages with a secure (https) address.")],
};

/** A fix of the browser as the server takes it; `now` is the operational time, `wall` the device's. */
export function pointOf({ coords, timestamp }, { now, wall }) {
  const age = Math.max(0, wall - timestamp);
  const point = {
    lat: coords.latitude,
    lon: coords.longitude,
    at: new Date(now - age).toISOString(),
  };
  if (Number.isFinite(coords.accuracy)) point.accuracy_m = Math.round(coords.accuracy);
  if (Number.isFinite(coords.heading)) point.heading = Math.round(coords.heading);
  if (Number.isFinite(coords.speed)) point.speed_mph = Math.round(coords.speed * MPH_PER_MPS);
  return point;
}

/** Is a point worth sending after the last one? It moved, or some time has passed. */
export function isNews(last, point) {
  if (last === null) return true;
  const time = Date.parse(point.at) - Date.parse(last.at);
  return time > 0 && (time >= STILL_MS || meters(last, point) >= MOVED_M);
}

function meters(one, other) {
  const north = (other.lat - one.lat) * METERS_PER_DEGREE;
  const east = (other.lon - one.lon) * METERS_PER_DEGREE * Math.cos((one.lat * Math.PI) / 180);
  return Math.hypot(north, east);
}

/**
 * @param {{
 *   geolocation, isSecure: boolean,
 *   permission: () => Promise<"granted"|"denied"|"prompt">,
 *   choice: {get: () => string|null, set: (word) => void},
 *   times: () => {now: number, wall: number},
 *   send: (points) => Promise<{ok, status, refused?}>,
 *   onState: (state: string, reason: string) => void,
 *   onFix: (point) => void, onSent: () => void,
 *   timers?: {setInterval, clearInterval},
 * }} does
 */
export function createPosition({
  geolocation,
  isSecure,
  permission,
  choice,
  times,
  send,
  onState,
  onFix,
  onSent,
  timers = globalThis,
}) {
  let held = [];
  let last = null;
  let watch = null;
  let timer = null;
  let sending = false;
  let onDuty = null;
  let beat = null;

  function say(state, reason = STATES[state][1]) {
    onState(state, reason);
  }

  /** On duty the phone goes on as it was left; off duty nothing is watched and nothing is sent. */
  async function setDuty(duty) {
    if (duty === onDuty) return;
    onDuty = duty;
    if (!duty) return stop("off-duty");
    if (!isSecure || !geolocation) return say("insecure");
    if (choice.get() === "off") return say("off");
    const allowed = choice.get() === "on" ? "granted" : await permission();
    if (!onDuty || watch !== null) return;
    if (allowed === "granted") start();
    else say(allowed === "denied" ? "denied" : "ready");
  }

  function toggle() {
    if (!onDuty) return say("off-duty");
    if (!isSecure || !geolocation) return say("insecure");
    choice.set(watch === null ? "on" : "off");
    if (watch === null) start();
    else stop("off");
  }

  function start() {
    say("finding");
    watch = geolocation.watchPosition(found, failed, WATCH);
    timer = timers.setInterval(flush, SEND_EVERY);
  }

  function stop(state) {
    if (watch !== null) geolocation.clearWatch(watch);
    timers.clearInterval(timer);
    watch = null;
    held = [];
    last = null;
    say(state);
  }

  function found(position) {
    if (watch === null) return;
    const point = pointOf(position, times());
    say("on");
    if (!isNews(last, point)) return;
    last = point;
    held = [...held, point].slice(-MOST_HELD);
    onFix(point);
    flush();
  }

  function failed(error) {
    if (watch === null) return;
    if (error.code !== DENIED) return say("unknown");
    choice.set("");
    stop("denied");
  }

  /** Points that could not be sent are kept for the next time. */
  async function flush() {
    if (sending || held.length === 0) return;
    sending = true;
    const batch = held;
    const answer = await send(batch);
    sending = false;
    if (!answer.ok && (answer.status === 0 || answer.status === 401 || answer.status >= 500)) return;
    held = held.filter((point) => !batch.includes(point));
    const refusal = answer.ok ? answer.refused?.at(-1)?.reason : answer.message;
    if (refusal && watch !== null) say("unknown", refusal);
    else onSent();
  }

  /** In an emergency the newest fix is sent every two seconds, also by a phone that stands still. */
  function setUrgent(urgent) {
    if (urgent === (beat !== null)) return;
    timers.clearInterval(beat);
    beat = urgent ? timers.setInterval(repeat, URGENT_MS) : null;
    if (urgent && watch === null && isSecure && geolocation) start();
  }

  function repeat() {
    if (last === null) return;
    last = { ...last, at: new Date(times().now).toISOString() };
    held = [...held, last].slice(-MOST_HELD);
    flush();
  }

  return { setDuty, setUrgent, toggle };
}
