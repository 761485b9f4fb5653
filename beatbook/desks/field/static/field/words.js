// The words of the field screen that depend on numbers and states. Pure.

import { t } from "../ui/language.js";

const MINUTE = 60_000;
const FEET_PER_METER = 1 / 0.3048;
const METERS_PER_MILE = 1609.344;
const FEET_BELOW_MILES = 0.1;
const BY = { car: t("by car"), motorcycle: t("by motorcycle"), bike: t("by bike"), foot: t("on foot"), boat: t("by boat") };

/** A duration to the minute: "under 1 min", "4 min", "1 h 5 min". The server says it the same way. */
export function minutes(milliseconds) {
  if (milliseconds < MINUTE) return t("under 1 min");
  const whole = Math.floor(milliseconds / MINUTE + 0.5);
  if (whole < 60) return t("{minutes} min", { minutes: whole });
  return whole % 60 ? t("{hours} h {minutes} min", { hours: Math.floor(whole / 60), minutes: whole % 60 }) : `${whole / 60} h`;
}

export function shift(since, now) {
  return since ? t("On shift {since}", { since: minutes(now - Date.parse(since)) }) : "";
}

/** A length on the road: "450 ft", "0.3 mi", "12 mi". */
export function distance(meters) {
  const miles = meters / METERS_PER_MILE;
  if (miles < FEET_BELOW_MILES) return `${Math.round((meters * FEET_PER_METER) / 10) * 10} ft`;
  return `${miles.toFixed(miles < 9.95 ? 1 : 0)} mi`;
}

/** How far the call is, from the route the server found: {time: "4 min", way: "0.8 mi by car"}. */
export function arrival({ seconds, meters, kind }) {
  return { time: minutes(seconds * 1000), way: `${distance(meters)} ${BY[kind] ?? ""}`.trim() };
}

/**
 * The pill at the top: {tone, icon, text}. Good is only said when the feed is live and the server
 * has answered to everything that was tapped.
 */
export function pill(feed, unsent) {
  const stuck = unsent.some((item) => item.tries > 0);
  if (stuck) return { tone: "warn", icon: "wifi-off", text: t("{count} not sent", { count: unsent.length }) };
  if (unsent.length) return { tone: "busy", icon: "cloud-upload", text: t("Sending {count}", { count: unsent.length }) };
  if (feed === "signed-out") return { tone: "warn", icon: "log-in", text: t("Signed out") };
  if (feed === "live") return { tone: "good", icon: "badge-check", text: t("All sent") };
  if (feed === "stale") return { tone: "warn", icon: "wifi-off", text: t("Not live") };
  return { tone: "warn", icon: "refresh-cw", text: t("Connecting") };
}

/** What stands under the location: ["Corner of Orleans Street", "Beat 2 Harbor"], as far as known. */
export function whereabouts({ corner, beat, beatName }) {
  const parts = [corner && t("Corner of {corner}", { corner }), beat && t("Beat {beat} {beatName}", { beat, beatName: beatName ?? "" }).trim()];
  return parts.filter(Boolean);
}

/**
 * What a unit that may not be at the call is told: {title, words}; null when it is not held. Where
 * to stage: where the dispatcher says, else near by.
 */
export function order({ hold, order: until }, { staging, corner, location } = {}) {
  if (!hold) return null;
  const near = corner ? t("near {corner}, out of sight of {location}", { corner, location }) : t("near by, out of sight");
  const where = t("Where: {near}.", { near: staging || near });
  const told = t(until);
  const sentence = `${told.charAt(0).toUpperCase()}${told.slice(1)}.`;
  return { title: hold === "stand_off" ? t("STAND OFF") : t("STAGE"), words: `${sentence} ${where}` };
}

const BACKUP = { routine: t("Back-up"), urgent: t("URGENT back-up") };
const ARRIVED = new Set(["OS", "TR"]);
const COMING = new Set(["DP", "ER", "ST"]);

/**
 * What becomes of the back-up that is wanted: {tone, title, words}. `companions` are the other units
 * on the call, {callsign, status}.
 */
export function backup({ kind, at, seen_at: seen, way }, companions, wall) {
  const said = BACKUP[kind];
  const clock = (moment) => wall(Date.parse(moment)).slice(0, 5);
  if (way === "unsent") return { tone: "bad", title: t("{said}: NOT SENT", { said }), words: t("Use the radio. Still trying.") };
  if (way) return { tone: "warn", title: t("{said}: sending…", { said }), words: "" };
  const named = (statuses) =>
    companions.filter(({ status }) => statuses.has(status)).map(({ callsign }) => callsign).join(", ");
  const [here, coming] = [named(ARRIVED), named(COMING)];
  const words = [
    seen ? t("Dispatch took it up {seen}.", { seen: clock(seen) }) : t("Dispatch has not taken it up yet."),
    coming && t("Coming: {coming}.", { coming }),
    here && t("Here: {here}.", { here }),
    seen && !coming && !here && t("Nobody is sent yet."),
  ];
  return { tone: seen ? "note" : "warn", title: t("{said} asked {clock}", { said, clock: clock(at) }), words: words.filter(Boolean).join(" ") };
}

/** How far a service is that was asked to come: "Police accepted 21:09". */
export function serviceWords({ name, state_name: state, since, way }, wall) {
  if (way === "unsent") return t("{name}: not sent yet", { name });
  return way ? t("{name}: sending…", { name }) : `${name} ${state} ${wall(Date.parse(since)).slice(0, 5)}`;
}

/** The small words on a status button. */
export function said(step, wall) {
  if (step.state === "sending") return t("sending…");
  if (step.state === "unsent") return t("not sent yet");
  return step.at ? wall(Date.parse(step.at)).slice(0, 5) : "";
}
