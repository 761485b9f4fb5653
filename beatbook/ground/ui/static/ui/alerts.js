// Alerts as data: which are in force at a moment, their words, and who on duty has not got them. Pure.

import { t } from "./language.js";

/** Those in force, newest first. The clock of the screen tells when one expires. */
export function inForce(rows, now) {
  return [...rows]
    .filter((row) => Date.parse(row.expires_at) > now)
    .sort((left, right) => right.id - left.id);
}

/** "Stolen or recovered: 4ABC123 CA" */
export function headline({ kind_name: kind, title }) {
  return title ? `${kind}: ${title}` : kind;
}

/** "until 17:00", "until Tue Nov 24 06:00"; `wall(ms)` and `day(ms)` write a time and its day. */
export function untilWords({ expires_at: expires }, now, { wall, day }) {
  const at = Date.parse(expires);
  return t("until {time}", { time: day(at) === day(now) ? wall(at) : `${day(at)} ${wall(at)}` });
}

/** From whom, and when that was verified: "County Sheriff, verified 14:05". */
export function sourceWords({ source, verified_at: verified }, now, { wall, day }) {
  const at = Date.parse(verified);
  return t("{source}, verified {time}", { source, time: day(at) === day(now) ? wall(at) : `${day(at)} ${wall(at)}` });
}

export function hasGot(alert, member) {
  return alert.acknowledged.some((one) => one.member === member);
}

/**
 * The units of the alert's agency on duty: {got, waiting}, each a list of {callsign, crew, members,
 * of}: `members` of its `of` members have got it. A restricted alert is not for everybody, so nobody
 * is waited for.
 */
export function receipt(alert, units) {
  const acknowledged = new Set(alert.acknowledged.map(({ member }) => member));
  const crews = [...units]
    .filter((unit) => unit.agency === alert.agency && unit.status !== "OD" && unit.crew_ids?.length)
    .map(({ callsign, crew, crew_ids: ids }) => ({
      callsign,
      crew,
      members: ids.filter((id) => acknowledged.has(id)).length,
      of: ids.length,
    }))
    .sort((left, right) => left.callsign.localeCompare(right.callsign));
  const isOpen = alert.need_to_know === "open";
  return {
    got: crews.filter(({ members, of }) => members === of),
    waiting: isOpen ? crews.filter(({ members, of }) => members < of) : [],
  };
}
