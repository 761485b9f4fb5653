// What makes a sound: the one table, from the most important on, and how a change of the picture is
// heard. Several at once make one sound, the most important that is not muted.

import { t } from "../ui/language.js";
import { emergencies, overdue, ranOut, unanswered, wantedServices, wantingBackup } from "./picture.js";

/** Notes are [hertz, milliseconds]; 0 hertz is a rest. What is `always` heard cannot be muted. */
export const SOUNDS = [
  {
    code: "emergency",
    name: t("An officer presses the emergency button"),
    always: true,
    notes: [[1319, 180], [880, 180], [1319, 180], [880, 180], [1319, 180], [880, 360]],
  },
  {
    code: "lost",
    name: t("The screen is no longer live"),
    notes: [[440, 160], [330, 160], [247, 320]],
  },
  {
    code: "safety",
    name: t("A safety check is overdue"),
    notes: [[988, 130], [0, 60], [988, 130], [0, 60], [988, 130], [0, 60], [1319, 300]],
  },
  {
    code: "backup",
    name: t("A unit wants back-up; again every half minute until somebody takes it up"),
    notes: [[880, 140], [1175, 140], [0, 60], [880, 140], [1175, 280]],
  },
  {
    code: "raised",
    name: t("A call becomes dangerous"),
    notes: [[784, 120], [1047, 120], [784, 120], [1047, 240]],
  },
  {
    code: "urgent",
    name: t("A call of priority 1 or 2 comes in"),
    notes: [[1047, 110], [0, 40], [1047, 110], [0, 40], [1319, 220]],
  },
  {
    code: "request",
    name: t("A unit wants another service, or nobody accepted a request in time"),
    notes: [[659, 160], [523, 160], [659, 220]],
  },
  {
    code: "timer",
    name: t("A call waits too long, or a unit does not answer, arrive or come back"),
    notes: [[587, 200], [0, 80], [587, 200]],
  },
  { code: "call", name: t("Any other call comes in"), notes: [[659, 120], [880, 200]] },
  { code: "back", name: t("A call waits again"), notes: [[880, 120], [659, 200]] },
];
const URGENT = 2;
const AGAIN_MS = 30_000;

/** What sounds depend on at one moment. */
export function pictureOf({ calls, units, live, now }) {
  return {
    live,
    calls: new Map(calls.map((call) => [call.number, call])),
    emergencies: new Set(emergencies(units).map((unit) => `${unit.id} ${unit.emergency_at}`)),
    ranOut: new Set(ranOut(calls, units, now).map(({ key }) => key)),
    overdue: new Set(overdue(units, now).map((unit) => `${unit.id} ${unit.since}`)),
    backups: new Set(wantingBackup(units).map((unit) => `${unit.id} ${unit.backup_at} ${times(unit, now)}`)),
    unanswered: new Set(
      [...unanswered(calls), ...wantedServices(calls)].map(
        ({ call, request }) => `${call.number} ${request.service} ${request.overdue}`,
      ),
    ),
  };
}

/** How often the sound of a wanted back-up has been due again. */
function times(unit, now) {
  return Math.floor((now - Date.parse(unit.backup_at)) / AGAIN_MS);
}

/** @returns {string[]} the codes of what happened between two pictures, in the table's order. */
export function heard(before, after) {
  const happened = new Set();
  if (hasNew(before.emergencies, after.emergencies)) happened.add("emergency");
  if (before.live && !after.live) happened.add("lost");
  if (hasNew(before.overdue, after.overdue)) happened.add("safety");
  if (hasNew(before.backups, after.backups)) happened.add("backup");
  if (hasNew(before.ranOut, after.ranOut)) happened.add("timer");
  if (hasNew(before.unanswered, after.unanswered)) happened.add("request");
  for (const call of after.calls.values()) {
    const was = before.calls.get(call.number);
    if (!was) happened.add(call.priority <= URGENT ? "urgent" : "call");
    else if (hasNew(new Set(was.flags), new Set(call.flags))) happened.add("raised");
    else if (was.status === "active" && call.status === "waiting") happened.add("back");
  }
  return SOUNDS.map(({ code }) => code).filter((code) => happened.has(code));
}

function hasNew(before, after) {
  return [...after].some((each) => !before.has(each));
}
