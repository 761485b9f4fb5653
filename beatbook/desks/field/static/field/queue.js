// The queue of what was tapped here: `after(queue, event)` is the only way it changes. Pure.
//
//   waiting   to be sent             sending   on its way, answer not here yet
//   answered  the server has it, the rows do not show it yet
//   refused   the server said no; stays until a person has read it

import { hasGot } from "../ui/alerts.js";
import { rowOf } from "../ui/board.js";
import { CASE_NUMBER, CLEAR, GOT, isUnsent, RAISE, READ, REPORT, SERVICE, SHOWN } from "./mine.js";

const MOST_TRIES = 6; // for an error of the server; without an answer there is no limit
const LONGEST_ECHO = 10_000;
const TRY_AGAIN = new Set([0, 401, 408, 425, 429]);

/**
 * The queue after an event:
 *   {type: "put", item}                       {type: "sending", id}
 *   {type: "answer", id, answer, seen, now}   seen: the version of the unit's row at that moment
 *   {type: "again", id}  {type: "drop", id}   what a person decides about a refused one
 *   {type: "rows", server, record, now}       the rows have changed, or time has passed
 */
export function after(queue, event) {
  switch (event.type) {
    case "put":
      return [...queue, { ...event.item, state: "waiting", tries: 0 }];
    case "sending":
      return changed(queue, event.id, (item) => ({ ...item, state: "sending" }));
    case "answer":
      return changed(queue, event.id, (item) => answered(item, event));
    case "again":
      return changed(queue, event.id, (item) => ({ ...item, state: "waiting", tries: 0 }));
    case "drop":
      return queue.filter((item) => item.id !== event.id);
    case "rows":
      return settled(queue, event);
    default:
      return queue;
  }
}

/** The first that the server has not got: things happen in the order in which they were tapped. */
export function first(queue) {
  return queue.find(isUnsent) ?? null;
}

export function unsent(queue) {
  return queue.filter(isUnsent);
}

export function refused(queue) {
  return queue.filter((item) => item.state === "refused");
}

/** What an answer means for an item: "answered", "waiting" (try again) or "refused". */
export function outcome(answer, tries = 0) {
  if (answer.ok) return "answered";
  if (TRY_AGAIN.has(answer.status)) return "waiting";
  if (answer.status >= 500) return tries + 1 < MOST_TRIES ? "waiting" : "refused";
  return "refused";
}

function answered(item, { answer, seen, now }) {
  const state = outcome(answer, item.tries);
  if (state === "waiting") return { ...item, state, tries: item.tries + 1 };
  if (state === "refused") return { ...item, state, message: answer.message };
  return { ...item, state, answer, seen, answeredAt: now };
}

/** Without the answered items that the rows show, or would show by now. */
function settled(queue, { server, record, now }) {
  const left = queue.filter(
    (item) =>
      item.state !== "answered" ||
      (now - item.answeredAt < LONGEST_ECHO && !isShown(item, server, record)),
  );
  return left.length === queue.length ? queue : left;
}

function isShown(item, server, record) {
  if (item.kind === "note") return hasNote(record, item);
  if (item.kind === REPORT) return rowOf(server, "report", item.report) === null;
  if (item.kind === CASE_NUMBER) return hasCaseNumber(record, item);
  if (item.kind === GOT) return isGot(server, item);
  if (item.kind === RAISE || item.kind === SERVICE) return isOnTheCall(server, item);
  const unit = rowOf(server, "unit", item.unit);
  if (item.kind === READ) return rowOf(server, "cancellation", item.unit)?.call !== item.call;
  if (item.kind === SHOWN) return unit?.call !== item.call || unit.shown;
  if (!unit || unit.call !== item.call) return true;
  if (item.kind !== CLEAR && unit.status === item.status) return true;
  return server.unit.get(String(item.unit)).version > item.seen;
}

function hasNote(record, item) {
  if (record && record.number !== item.call) return true;
  return record?.chronology.some((line) => line.note_id === item.answer.note) ?? false;
}

/** The row says so, or the alert is over. */
function isGot(server, item) {
  const alert = rowOf(server, "alert", item.alert);
  return !alert || hasGot(alert, item.member);
}

/** The call's row says so, or is not here any more. */
function isOnTheCall(server, { call, flag, service }) {
  const row = rowOf(server, "call", call);
  if (!row) return true;
  return flag ? row.flags.includes(flag) : row.requests.some((one) => one.service === service);
}

function hasCaseNumber(record, item) {
  if (record && record.number !== item.call) return true;
  return record?.case_numbers.some((one) => one.number === item.answer.case_number) ?? false;
}

function changed(queue, id, change) {
  return queue.map((item) => (item.id === id ? change(item) : item));
}
