import assert from "node:assert/strict";
import { test } from "node:test";
import { served } from "./served.js";

const picture = await served("picture.js");

const NOON = Date.parse("2026-11-07T12:00:00Z");
const ago = (seconds) => new Date(NOON - seconds * 1000).toISOString();
const NAMES = { AB: { 1: "Old Town", 2: "Harbor" }, MB: { 1: "Mill" } };
const call = (number, status, priority, waited) => ({
  number,
  status,
  priority,
  since: ago(waited),
  target_s: 180,
});
const unit = (callsign, status, beat = "1", more = {}) => ({
  callsign,
  status,
  beat,
  agency: "AB",
  ...more,
});

test("calls stand by priority, then by how long they have lasted; closed ones are gone", () => {
  const calls = [
    call("1", "waiting", 3, 10),
    call("2", "waiting", 1, 5),
    call("3", "waiting", 3, 90),
    call("4", "active", 2, 5),
    call("5", "closed", 1, 5),
  ];
  assert.deepEqual(
    picture.waitingCalls(calls).map((each) => each.number),
    ["2", "3", "1"],
  );
  assert.deepEqual(
    picture.activeCalls(calls).map((each) => each.number),
    ["4"],
  );
  assert.equal(picture.nextCall(calls).number, "2");
});

test("beats list working units first, count the free ones and leave out who is off duty", () => {
  const units = [unit("1A10", "AV"), unit("1B2", "OS"), unit("1C1", "OD"), unit("2A1", "AV", "2")];
  const [first, second] = picture.beats(units, NAMES);
  assert.deepEqual(
    first.units.map((each) => each.callsign),
    ["1B2", "1A10"],
  );
  assert.deepEqual(
    [first.name, first.free, second.name],
    ["Beat 1 · Old Town", 1, "Beat 2 · Harbor"],
  );
});

test("beats of several agencies are kept apart by name", () => {
  const units = [unit("1A10", "AV"), unit("1A10", "AV", "1", { agency: "MB" })];
  assert.deepEqual(
    picture.beats(units, NAMES).map((each) => each.name),
    ["AB · Beat 1 · Old Town", "MB · Beat 1 · Mill"],
  );
});

test("the figures count what is on duty", () => {
  const calls = [call("1", "waiting", 3, 10), call("4", "active", 2, 5)];
  const units = [unit("1A10", "AV"), unit("1B2", "OS"), unit("1C1", "OD")];
  assert.deepEqual(picture.figures(calls, units), { waiting: 1, active: 1, free: 1, units: 2 });
});

test("a safety timer runs from its start to its due time", () => {
  const timed = (left) => unit("1A10", "OS", "1", { safety_due_at: ago(-left), safety_s: 1200 });
  assert.deepEqual(picture.safety(timed(600), NOON), { share: 0.5, due: false });
  assert.deepEqual(picture.safety(timed(-10), NOON), { share: 1, due: true });
  assert.equal(picture.safety(unit("1A10", "AV"), NOON), null);
  assert.deepEqual(
    picture.overdue([timed(-10), timed(5), timed(-90)], NOON).map((each) => each.safety_due_at),
    [ago(90), ago(10)],
  );
});

test("tagged vehicles to look at again come in the order in which they fell due", () => {
  const due = (id, time) => ({ id, due_at: `2026-06-15T${time}:00Z` });
  const sorted = picture.dueTags([due(3, "12:00"), due(2, "11:00"), due(1, "12:00")]);
  assert.deepEqual(sorted.map(({ id }) => id), [2, 1, 3]);
});
