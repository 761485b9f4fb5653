// What an officer's phone shows, derived from the live rows and from what was tapped here and is not
// in the rows yet. Pure.
//
// A tap becomes an event, and events go over the server's rows by the same `apply` as patches of the
// feed. So the rows may change underneath at any time: what was tapped is laid over them anew, and
// what no longer fits them is not shown.

import { apply, rowOf, rowsOf } from "../ui/board.js";
import { t } from "../ui/language.js";
import { stackOf } from "../ui/stack.js";

export const STEPS = ["ER", "OS", "TR"];
export const CLEAR = "clear";
export const SAFE = "safe";
export const CASE_NUMBER = "case number";
export const MEAL = "meal";
export const ON_VIEW = "on view";
export const SENDABLE = "sendable";
export const REPORT = "report";
export const GOT = "got an alert";
export const RAISE = "raise";
export const SERVICE = "service";
export const BACKUP = "backup";
export const SHOWN = "shown";
export const READ = "read a cancellation";
/** While a unit is held it may go as far as staging; what is at the call itself is not offered. */
export const HELD_STEPS = ["ER", "ST"];
const AT_THE_CALL = new Set(["OS", "TR"]);
const NEXT = { DP: "ER", ER: "OS", ST: "OS", OS: CLEAR, TR: CLEAR };
const NEXT_HELD = { DP: "ER", ER: "ST", ST: CLEAR, OS: "ST", TR: CLEAR };
const STAMPS = { ER: "en_route_at", ST: "staging_at", OS: "on_scene_at", TR: "transporting_at" };
const LATEST = 2;
const AT_HAND = 6;
const SOON = 0.75; // of the time between two safety checks

/**
 * The board with everything tapped and not yet seen in its rows. `order` says which status may
 * follow which: {on_call: {DP: ["ER", ...]}, without_call: {...}, course: ["DP", "ER", ...]}.
 */
export function replay(server, queue, order) {
  return queue.reduce((state, item) => {
    const event = eventOf(state, item, order);
    return event ? apply(state, event) : state;
  }, server);
}

/** What a tapped item changes in the rows as they are now; null when it changes nothing. */
export function eventOf(state, item, order) {
  const unit = rowOf(state, "unit", item.unit);
  const change = unit && item.state !== "refused" ? changeOf(unit, item, order) : null;
  if (!change) return null;
  const key = String(item.unit);
  const version = state.unit.get(key).version + 1;
  const row = { ...unit, ...change, sending: isUnconfirmed(unit, item) };
  return { type: "patch", data: [{ kind: "unit", key, version, row }] };
}

/** Only another status takes the place of one that the server has not got. */
function isUnconfirmed(unit, item) {
  const unanswered = item.state !== "answered";
  if (item.kind === "status") return unanswered;
  return Boolean(unit.sending) || (item.kind === CLEAR && unanswered);
}

function changeOf(unit, item, order) {
  if (unit.call !== item.call) return null;
  if (item.kind === CLEAR) return { clearing: true };
  if (item.kind === SAFE) return safeUntil(unit, item.at);
  if (item.kind === MEAL) return { meal: item.act === "ask" ? "asked" : "" };
  if (item.kind === BACKUP) return { backup: item.backup, backup_at: item.backup && item.at, backup_seen_at: null };
  if (item.kind === SENDABLE) return { sendable: item.sendable };
  if (item.kind !== "status") return null;
  const follows = item.call ? order.on_call : order.without_call;
  if (!follows[unit.status]?.includes(item.status) && !item.back) return null;
  if (unit.hold && AT_THE_CALL.has(item.status)) return null;
  return { status: item.status, reason: item.reason ?? "", since: item.at };
}

/** The next check counts from the tap, until the row says from when the server counts. */
function safeUntil(unit, at) {
  if (!unit.safety_due_at) return null;
  return { safety_due_at: new Date(Date.parse(at) + unit.safety_s * 1000).toISOString() };
}

/**
 * Everything the screen shows of my unit. `record` is the server's record of the call, or null
 * while it is not there.
 */
export function picture(server, queue, { unitId, order, record = null, me = null }) {
  const state = replay(server, queue, order);
  const unit = rowOf(state, "unit", unitId);
  const call = callOf(state, unit);
  const mine = record?.number === call?.number ? record : null;
  const pending = pendingOf(queue, call);
  return {
    unit,
    call,
    steps: call ? stepsOf(unit, mine, pending, order) : [],
    duty: unit && !call ? dutyOf(unit, pending, order) : [],
    safety: unit?.safety_due_at ? safetyOf(unit, pending) : null,
    companions: call ? companionsOf(state, call, unit) : [],
    flags: call ? flagsOf(call, pending) : [],
    asked: call ? askedOf(call, pending) : [],
    backup: unit?.backup ? backupOf(unit, pending) : null,
    isLast: call !== null && companionsOf(state, call, unit).length === 0,
    arrived: Boolean(unit?.arrived) || AT_THE_CALL.has(unit?.status),
    somebodyArrived: call !== null && somebodyArrived(state, call, mine),
    record: mine,
    onRecord: call ? onRecord(mine, pending) : null,
    lines: linesOf(mine, pending),
    latest: latestNotes(mine, pending),
    nearby: unit ? nearby(state, unit) : [],
    next: unit ? stackOf(unit, [...rowsOf(state, "call").values()]) : [],
    owed: owedBy(me, state, queue),
    cancelled: cancelledOf(state, unit, queue),
  };
}

/**
 * What was tapped for this call, or for being without one. `way`: "sending", "unsent" once the first
 * of them has failed (those behind it wait for it), "" when the server has answered.
 */
function pendingOf(queue, call) {
  const isStuck = queue.some((item) => isUnsent(item) && item.tries > 0);
  const wayOf = (item) => (isUnsent(item) ? (isStuck ? "unsent" : "sending") : "");
  return queue
    .filter((item) => item.call === (call?.number ?? null))
    .map((item) => ({ ...item, way: wayOf(item) }));
}

/** The call my unit is on. Of one whose row I do not get, what the unit's row says of it. */
function callOf(state, unit) {
  if (!unit?.call) return null;
  return (
    rowOf(state, "call", unit.call) ?? {
      number: unit.call,
      short: unit.call_short,
      type_name: unit.call_type_name,
      location: unit.where,
      priority: null,
      units: [unit.callsign],
    }
  );
}

/**
 * The steps of a call: {code, state, at}. `state` is one of
 *   done     the server has its time                now    the server has it as the status
 *   sending  tapped, on its way                     unsent tapped, could not be sent yet
 *   next     what usually comes now                 open   may be tapped too
 *   shut     cannot follow any more
 * `back`: it lies behind, and one may return to it for a reason.
 */
function stepsOf(unit, record, pending, order) {
  const times = record?.units.find((sent) => sent.unit_id === unit.id && !sent.cleared_at);
  const codes = unit.hold ? HELD_STEPS : STEPS;
  const steps = codes.map((code) => ({
    ...stepOf(code, { unit, times, pending, order }),
    back: isBack(unit, code, order),
  }));
  return [...steps, { code: CLEAR, state: clearOf(unit, pending), at: null }];
}

function stepOf(code, { unit, times, pending, order }) {
  const waiting = pending.find((item) => item.status === code && item.way);
  const at = times?.[STAMPS[code]] ?? null;
  if (waiting) return { code, state: waiting.way, at: null };
  if (unit.status === code) return { code, state: "now", at: at ?? unit.since };
  if (unit.clearing) return { code, state: at ? "done" : "shut", at };
  if (order.on_call[unit.status]?.includes(code)) {
    return { code, state: nextOf(unit) === code ? "next" : "open", at };
  }
  return { code, state: at ? "done" : "shut", at };
}

function isBack({ status, clearing }, code, { course, on_call: follows }) {
  const behind = course.indexOf(code) < course.indexOf(status) && course.includes(code);
  return behind && !clearing && !follows[status].includes(code);
}

function clearOf(unit, pending) {
  const waiting = pending.find((item) => item.kind === CLEAR && item.way);
  if (waiting) return waiting.way;
  if (unit.clearing) return "now";
  return nextOf(unit) === CLEAR && !unit.hold ? "next" : "open";
}

function nextOf(unit) {
  return (unit.hold ? NEXT_HELD : NEXT)[unit.status];
}

/** The safety check: when it is due, and `way`, the answer that was tapped and is on its way. */
function safetyOf(unit, pending) {
  const tapped = pending.find((item) => item.kind === SAFE && item.way);
  return { due: Date.parse(unit.safety_due_at), every: unit.safety_s * 1000, way: tapped?.way ?? "" };
}

/**
 * Under which case numbers the call is on record: those that stand, and `way`, the one that was
 * asked for and is on its way. `mayDraw` once it is known that none of our own stands.
 */
function onRecord(record, pending) {
  const tapped = pending.find((item) => item.kind === CASE_NUMBER && item.state !== "refused");
  const standing = (record?.case_numbers ?? []).filter((one) => !one.voided_at);
  const drawn = standing.some((one) => !one.issued_by);
  return {
    numbers: [
      ...standing.map(({ number, issued_by }) => `${issued_by || "Case"} ${number}`),
      ...(record?.elsewhere ?? []).map(({ number, center }) => `${center} ${number}`),
    ],
    way: !drawn && tapped ? tapped.way || "sending" : "",
    mayDraw: record !== null && !drawn && !tapped,
  };
}

/** What makes the call dangerous: {code, way}. */
function flagsOf(call, pending) {
  const raised = (call.flags ?? []).map((code) => ({ code, way: "" }));
  const known = new Set(call.flags);
  const tapped = pending.filter((item) => item.kind === RAISE && item.state !== "refused" && !known.has(item.flag));
  return [...raised, ...tapped.map((item) => ({ code: item.flag, way: item.way || "sending" }))];
}

/** The services that were asked to come, and how far they are: {service, name, state_name, since, way}. */
function askedOf(call, pending) {
  const known = new Set((call.requests ?? []).map(({ service }) => service));
  const tapped = pending.filter((item) => item.kind === SERVICE && item.state !== "refused" && !known.has(item.service));
  return [
    ...(call.requests ?? []).map((one) => ({ ...one, way: "" })),
    ...tapped.map(({ service, name, at, way }) => ({ service, name, state_name: "", since: at, way: way || "sending" })),
  ];
}

/** The back-up that is wanted: how urgently, since when, when dispatch took it up, and its way. */
function backupOf(unit, pending) {
  const tapped = pending.find((item) => item.kind === BACKUP && item.way);
  return { kind: unit.backup, at: unit.backup_at, seen_at: unit.backup_seen_at, way: tapped?.way ?? "" };
}

/** What is asked now: "sending", "unsent", "due", "soon", or "" while there is time. */
export function asked({ due, every, way }, now) {
  if (way) return way;
  if (now >= due) return "due";
  return due - now <= (1 - SOON) * every ? "soon" : "";
}

/** The statuses without a call, in the same words as the steps. Whose shift has ended has none. */
function dutyOf(unit, pending, order) {
  if (unit.status === "OD") return [];
  return ["AV", "BZ", "OO"].map((code) => {
    const waiting = pending.find((item) => item.status === code && item.way);
    if (waiting) return { code, state: waiting.way, at: null };
    if (unit.status === code) return { code, state: "now", at: unit.since };
    return { code, state: order.without_call[unit.status]?.includes(code) ? "open" : "shut", at: null };
  });
}

export function isUnsent(item) {
  return item.state === "waiting" || item.state === "sending";
}

/** The other units on the call: {callsign, status, primary}. */
function companionsOf(state, call, unit) {
  const statuses = new Map([...rowsOf(state, "unit").values()].map((one) => [one.callsign, one.status]));
  return call.units
    .filter((callsign) => callsign !== unit.callsign)
    .map((callsign) => ({
      callsign,
      status: statuses.get(callsign) ?? null,
      primary: call.primary === callsign,
    }));
}

function somebodyArrived(state, call, record) {
  if (record?.units.some((sent) => sent.on_scene_at)) return true;
  const units = [...rowsOf(state, "unit").values()];
  return units.some((unit) => unit.call === call.number && unit.status === "OS");
}

/** The chronology, oldest first, and at its end the notes that are still on their way. */
function linesOf(record, pending) {
  const known = record?.chronology ?? [];
  const there = new Set(known.map((line) => line.note_id));
  const onTheWay = pending
    .filter((item) => item.kind === "note" && item.state !== "refused" && !there.has(item.answer?.note))
    .map((item) => ({
      key: item.id,
      at: item.at,
      by: t("You"),
      text: item.text,
      kind: "note",
      struck: "",
      sending: item.way,
    }));
  return [...known.map((line, index) => ({ key: String(index), sending: "", ...line })), ...onTheWay];
}

/** The newest notes first; a struck one is no news. */
function latestNotes(record, pending) {
  const notes = linesOf(record, pending).filter((line) => line.kind === "note" && !line.struck);
  return notes.reverse().slice(0, LATEST);
}

/** The call that my unit was called off from, until somebody has read it: {call, call_type_name, where, at}. */
function cancelledOf(state, unit, queue) {
  const row = unit && rowOf(state, "cancellation", unit.id);
  if (!row || row.call === unit.call) return null;
  const isRead = queue.some((item) => item.kind === READ && item.call === row.call && item.state !== "refused");
  return isRead ? null : row;
}

/** The reports I owe, the longest owed first, without those I just said are written. */
function owedBy(me, state, queue) {
  const written = queue.filter((item) => item.kind === REPORT && item.state !== "refused");
  return [...rowsOf(state, "report").values()]
    .filter((row) => me !== null && row.member_id === me)
    .filter((row) => !written.some((item) => item.report === row.id))
    .sort((one, other) => Date.parse(one.owed_at) - Date.parse(other.owed_at));
}

/** The other calls on my beat, the most urgent first, then the one that has lasted longest. */
function nearby(state, unit) {
  return [...rowsOf(state, "call").values()]
    .filter((call) => unit.beat && call.beat === unit.beat && call.agency === unit.agency)
    .filter((call) => call.number !== unit.call && call.status !== "closed")
    .sort((one, other) => one.priority - other.priority || Date.parse(one.since) - Date.parse(other.since));
}

/**
 * How the call may end: at most six at hand, the usual ones first, the others under "more". Where
 * nobody arrived only those that need no arrival are offered.
 */
export function dispositions(all, usual, arrived) {
  const possible = all.filter((one) => arrived || one.without_arrival);
  const rank = (one) => (usual.includes(one.code) ? usual.indexOf(one.code) : usual.length);
  const ranked = [...possible].sort((one, other) => rank(one) - rank(other));
  return { atHand: ranked.slice(0, AT_HAND), more: ranked.slice(AT_HAND) };
}
