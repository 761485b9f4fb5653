// The words of the field screen that depend on numbers and states. Pure.

const MINUTE = 60_000;
const FEET_PER_METER = 1 / 0.3048;
const METERS_PER_MILE = 1609.344;
const FEET_BELOW_MILES = 0.1;
const BY = { car: "by car", motorcycle: "by motorcycle", bike: "by bike", foot: "on foot", boat: "by boat" };

/** A duration to the minute: "under 1 min", "4 min", "1 h 5 min". The server says it the same way. */
export function minutes(milliseconds) {
  if (milliseconds < MINUTE) return "under 1 min";
  const whole = Math.floor(milliseconds / MINUTE + 0.5);
  if (whole < 60) return `${whole} min`;
  return whole % 60 ? `${Math.floor(whole / 60)} h ${whole % 60} min` : `${whole / 60} h`;
}

export function shift(since, now) {
  return since ? `On shift ${minutes(now - Date.parse(since))}` : "";
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
  if (stuck) return { tone: "warn", icon: "wifi-off", text: `${unsent.length} not sent` };
  if (unsent.length) return { tone: "busy", icon: "cloud-upload", text: `Sending ${unsent.length}` };
  if (feed === "signed-out") return { tone: "warn", icon: "log-in", text: "Signed out" };
  if (feed === "live") return { tone: "good", icon: "badge-check", text: "All sent" };
  if (feed === "stale") return { tone: "warn", icon: "wifi-off", text: "Not live" };
  return { tone: "warn", icon: "refresh-cw", text: "Connecting" };
}

/** What stands under the location: ["Corner of Orleans Street", "Beat 2 Harbor"], as far as known. */
export function whereabouts({ corner, beat, beatName }) {
  const parts = [corner && `Corner of ${corner}`, beat && `Beat ${beat} ${beatName ?? ""}`.trim()];
  return parts.filter(Boolean);
}

/**
 * What a unit that may not be at the call is told: {title, words}; null when it is not held. Where
 * to stage: where the dispatcher says, else near by.
 */
export function order({ hold, order: until }, { staging, corner, location } = {}) {
  if (!hold) return null;
  const near = corner ? `near ${corner}, out of sight of ${location}` : "near by, out of sight";
  const where = `Where: ${staging || near}.`;
  const sentence = `${until.charAt(0).toUpperCase()}${until.slice(1)}.`;
  return { title: hold === "stand_off" ? "STAND OFF" : "STAGE", words: `${sentence} ${where}` };
}

const BACKUP = { routine: "Back-up", urgent: "URGENT back-up" };
const ARRIVED = new Set(["OS", "TR"]);
const COMING = new Set(["DP", "ER", "ST"]);

/**
 * What becomes of the back-up that is wanted: {tone, title, words}. `companions` are the other units
 * on the call, {callsign, status}.
 */
export function backup({ kind, at, seen_at: seen, way }, companions, wall) {
  const said = BACKUP[kind];
  const clock = (moment) => wall(Date.parse(moment)).slice(0, 5);
  if (way === "unsent") return { tone: "bad", title: `${said}: NOT SENT`, words: "Use the radio. Still trying." };
  if (way) return { tone: "warn", title: `${said}: sending…`, words: "" };
  const named = (statuses) =>
    companions.filter(({ status }) => statuses.has(status)).map(({ callsign }) => callsign).join(", ");
  const [here, coming] = [named(ARRIVED), named(COMING)];
  const words = [
    seen ? `Dispatch took it up ${clock(seen)}.` : "Dispatch has not taken it up yet.",
    coming && `Coming: ${coming}.`,
    here && `Here: ${here}.`,
    seen && !coming && !here && "Nobody is sent yet.",
  ];
  return { tone: seen ? "note" : "warn", title: `${said} asked ${clock(at)}`, words: words.filter(Boolean).join(" ") };
}

/** How far a service is that was asked to come: "Police accepted 21:09". */
export function serviceWords({ name, state_name: state, since, way }, wall) {
  if (way === "unsent") return `${name}: not sent yet`;
  return way ? `${name}: sending…` : `${name} ${state} ${wall(Date.parse(since)).slice(0, 5)}`;
}

/** The small words on a status button. */
export function said(step, wall) {
  if (step.state === "sending") return "sending…";
  if (step.state === "unsent") return "not sent yet";
  return step.at ? wall(Date.parse(step.at)).slice(0, 5) : "";
}

/** A number of things: "1 call", "3 calls". */
export function count(number, thing) {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
