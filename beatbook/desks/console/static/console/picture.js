// What the console shows, derived from the live rows. Pure: rows and a moment in, lists out.

import { t } from "../ui/language.js";

const URGENT_FIRST = (left, right) =>
  left.priority - right.priority || Date.parse(left.since) - Date.parse(right.since);

/** Working units first, as a dispatcher reads the board; then those that are free. */
const READING_ORDER = ["OS", "TR", "ST", "ER", "DP", "BZ", "AV", "CA", "OO"];
const OFF_DUTY = "OD";

export function waitingCalls(calls) {
  return calls.filter((call) => call.status === "waiting").sort(URGENT_FIRST);
}

export function activeCalls(calls) {
  return calls.filter((call) => call.status === "active").sort(URGENT_FIRST);
}

/** What was put off, the first that is due first. */
export function heldCalls(calls) {
  const soonest = (left, right) => Date.parse(left.due_at) - Date.parse(right.due_at);
  return calls.filter((call) => call.status === "held").sort(soonest);
}

export function unitsOnDuty(units) {
  return units.filter((unit) => unit.status !== OFF_DUTY);
}

/**
 * Units on duty by beat, in beat order; agencies apart when there are several. `names` gives the
 * name of a beat by agency and code.
 * @returns {{key, name, agency, free, units}[]}
 */
export function beats(units, names = {}) {
  const onDuty = unitsOnDuty(units);
  const several = new Set(onDuty.map((unit) => unit.agency)).size > 1;
  const groups = new Map();
  for (const unit of onDuty) {
    const key = `${unit.agency}/${unit.beat ?? ""}`;
    if (!groups.has(key)) groups.set(key, newBeat(key, unit, several, names));
    groups.get(key).units.push(unit);
  }
  const sorted = [...groups.values()].sort((left, right) => compare(left.key, right.key));
  for (const group of sorted) {
    group.units.sort((left, right) => rank(left) - rank(right) || byCallsign(left, right));
    group.free = group.units.filter(isFree).length;
  }
  return sorted;
}

function newBeat(key, unit, several, names) {
  const beat = unit.beat ? t("Beat {beat}", { beat: unit.beat }) : t("No beat");
  const name = [several ? unit.agency : "", beat, names[unit.agency]?.[unit.beat] ?? ""];
  return { key, agency: unit.agency, name: name.filter(Boolean).join(" · "), free: 0, units: [] };
}

function rank(unit) {
  const index = READING_ORDER.indexOf(unit.status);
  return index < 0 ? READING_ORDER.length : index;
}

const compare = (left, right) => left.localeCompare(right, "en", { numeric: true });
const byCallsign = (left, right) => compare(left.callsign, right.callsign);

export function isFree(unit) {
  return unit.status === "AV" || unit.status === "CA" || Boolean(unit.sendable);
}

/** @returns {{waiting, active, free, units}} the numbers at the head of the screen. */
export function figures(calls, units) {
  const onDuty = unitsOnDuty(units);
  return {
    waiting: calls.filter((call) => call.status === "waiting").length,
    active: calls.filter((call) => call.status === "active").length,
    free: onDuty.filter(isFree).length,
    units: onDuty.length,
  };
}

/** @returns {{share: number, due: boolean}|null} how far a unit's safety timer has run, 0 to 1. */
export function safety(unit, now) {
  if (!unit.safety_due_at || !unit.safety_s) return null;
  const left = (Date.parse(unit.safety_due_at) - now) / 1000;
  const share = 1 - left / unit.safety_s;
  return { share: Math.min(1, Math.max(0, share)), due: left <= 0 };
}

/** Units whose safety timer has run out, the longest first. */
export function overdue(units, now) {
  return units
    .filter((unit) => safety(unit, now)?.due)
    .sort((left, right) => Date.parse(left.safety_due_at) - Date.parse(right.safety_due_at));
}

/** The call to choose when the chosen one has gone: the most urgent that waits, else that runs. */
export function nextCall(calls) {
  return waitingCalls(calls)[0] ?? activeCalls(calls)[0] ?? null;
}

/** @returns the calls with a service that nobody accepted in time, the longest first. */
export function unanswered(calls) {
  return calls
    .flatMap((call) => (call.requests ?? []).map((request) => ({ call, request })))
    .filter(({ request }) => request.overdue)
    .sort((one, other) => Date.parse(one.request.chase_at) - Date.parse(other.request.chase_at));
}

/** The queue for a meal: who asked first comes first. */
export function hungry(units) {
  return units
    .filter((unit) => unit.meal === "asked")
    .sort((one, other) => Date.parse(one.meal_since) - Date.parse(other.meal_since));
}

/** Units whose crew needs help, the longest first. */
export function emergencies(units) {
  return units
    .filter((unit) => unit.emergency_at)
    .sort((one, other) => Date.parse(one.emergency_at) - Date.parse(other.emergency_at));
}

/** Units that want back-up which nobody has taken up yet: urgent ones first, then the longest. */
export function wantingBackup(units) {
  const urgent = (unit) => (unit.backup === "urgent" ? 0 : 1);
  return units
    .filter((unit) => unit.backup && !unit.backup_seen_at)
    .sort((one, other) => urgent(one) - urgent(other) || Date.parse(one.backup_at) - Date.parse(other.backup_at));
}

/** Services that a unit on the call wants, and that nobody has asked yet, the longest first. */
export function wantedServices(calls) {
  return calls
    .flatMap((call) => (call.requests ?? []).map((request) => ({ call, request })))
    .filter(({ request }) => request.wanted_by && request.state === "requested" && !request.overdue)
    .sort((one, other) => Date.parse(one.request.since) - Date.parse(other.request.since));
}

/** Tagged vehicles that somebody must look at again, the longest due first. */
export function dueTags(tags) {
  return [...tags].sort((one, other) => Date.parse(one.due_at) - Date.parse(other.due_at) || one.id - other.id);
}

const RAN_OUT = { ack: t("has not answered"), arrive: t("has not arrived"), back: t("is not back") };

function waitsWords({ short, type_name: type, stack }, now) {
  const over = stack && Date.parse(stack.until) <= now;
  if (over) return t("{short} {type} still waits for {unit}", { short, type, unit: stack.for });
  return t("{short} {type} waits too long", { short, type });
}

/**
 * What has run out and nobody has seen yet, the longest first.
 * @returns {{key, subject, words, due, number, unit}[]} `subject` is how the command line says it.
 */
export function ranOut(calls, units, now) {
  const waits = calls
    .filter((call) => call.wait_due_at && !call.wait_seen)
    .map((call) => ({
      key: `${call.number} wait`,
      subject: `#${call.number}`,
      words: waitsWords(call, now),
      due: Date.parse(call.wait_due_at),
      number: call.number,
      unit: null,
    }));
  const late = units.flatMap((unit) =>
    Object.entries(unit.timers ?? {})
      .filter(([code]) => !unit.seen.includes(code))
      .map(([code, at]) => ({
        key: `${unit.id} ${code} ${at}`,
        subject: `${unit.agency}/${unit.callsign}`,
        words: `${unit.callsign} ${RAN_OUT[code]}`,
        due: Date.parse(at),
        number: unit.call,
        unit,
      })),
  );
  return [...waits, ...late].filter(({ due }) => due <= now).sort((one, other) => one.due - other.due);
}
