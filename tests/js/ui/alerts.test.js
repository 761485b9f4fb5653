import assert from "node:assert/strict";
import { test } from "node:test";

import {
  hasGot,
  headline,
  inForce,
  receipt,
  sourceWords,
  untilWords,
} from "../../../beatbook/ground/ui/static/ui/alerts.js";

const at = (time) => Date.parse(`2026-06-15T${time}:00Z`);
const write = {
  wall: (ms) => new Date(ms).toISOString().slice(11, 16),
  day: (ms) => new Date(ms).toISOString().slice(5, 10),
};
const alert = (id, more = {}) => ({
  id,
  agency: "AB",
  kind_name: "Stolen or recovered",
  title: "4ABC123 CA",
  source: "County Sheriff",
  verified_at: "2026-06-15T14:05:00Z",
  expires_at: "2026-06-15T18:00:00Z",
  need_to_know: "open",
  acknowledged: [],
  ...more,
});
const unit = (callsign, ids, more = {}) => ({
  callsign,
  agency: "AB",
  status: "AV",
  crew: "J. Park",
  crew_ids: ids,
  ...more,
});

test("an alert is in force until it expires by the clock, the newest first", () => {
  const rows = [alert(1), alert(2), alert(3, { expires_at: "2026-06-15T16:00:00Z" })];
  assert.deepEqual(inForce(rows, at("15:00")).map(({ id }) => id), [3, 2, 1]);
  assert.deepEqual(inForce(rows, at("16:00")).map(({ id }) => id), [2, 1]);
});

test("its words say what, from whom and until when", () => {
  assert.equal(headline(alert(1)), "Stolen or recovered: 4ABC123 CA");
  assert.equal(headline(alert(1, { title: "" })), "Stolen or recovered");
  assert.equal(untilWords(alert(1), at("15:00"), write), "until 18:00");
  const tomorrow = alert(1, { expires_at: "2026-06-16T06:00:00Z" });
  assert.equal(untilWords(tomorrow, at("15:00"), write), "until 06-16 06:00");
  assert.equal(sourceWords(alert(1), at("15:00"), write), "County Sheriff, verified 14:05");
});

test("whoever crews a unit on duty is waited for until all of its crew have got it", () => {
  const got = alert(1, { acknowledged: [{ member: 7 }, { member: 8 }] });
  const units = [
    unit("2B10", [7, 9]),
    unit("1A10", [8]),
    unit("1A11", [10]),
    unit("1A12", [11], { status: "OD" }),
    unit("1A13", []),
    unit("1A14", [12], { agency: "MB" }),
  ];
  const found = receipt(got, units);
  assert.deepEqual(found.got.map(({ callsign }) => callsign), ["1A10"]);
  assert.deepEqual(
    found.waiting.map(({ callsign, members, of }) => [callsign, members, of]),
    [
      ["1A11", 0, 1],
      ["2B10", 1, 2],
    ],
  );
  assert.deepEqual([hasGot(got, 7), hasGot(got, 9)], [true, false]);
});

test("of a restricted one nobody is waited for: it is not for everybody", () => {
  const restricted = alert(1, { need_to_know: "juvenile" });
  assert.deepEqual(receipt(restricted, [unit("2B10", [7])]).waiting, []);
});
