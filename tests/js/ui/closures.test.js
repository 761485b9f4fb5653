import assert from "node:assert/strict";
import { test } from "node:test";

import {
  closureFeatures,
  effectOf,
  inOrder,
  nameOf,
  stands,
  timesOf,
} from "../../../beatbook/ground/ui/static/ui/closures.js";

const at = (hour) => Date.parse(`2026-06-15T${hour}:00:00Z`);
const row = (id, street, from, until, more = {}) => ({
  id,
  street,
  between: "",
  shape: { type: "LineString", coordinates: [[0, 0], [1, 1]] },
  direction: "both",
  heading: "",
  percent: null,
  starts_at: `2026-06-15T${from}:00:00Z`,
  ends_at: until && `2026-06-15T${until}:00:00Z`,
  ...more,
});
const BANK = row(1, "Bank Street", "10", "12");
const CASA = row(2, "Casa Street", "11", null, { percent: 40, direction: "with" });

test("a closure stands from its beginning until its end, by the clock", () => {
  const told = ["09", "10", "11", "12"].map((hour) => stands(BANK, at(hour)));
  assert.deepEqual(told, [false, true, true, false]);
  assert.equal(stands(CASA, at("23")), true);
});

test("the map shows what stands, and says what is closed and which way", () => {
  const shown = (hour) => closureFeatures([CASA, BANK], at(hour)).features.map((one) => one.properties);
  assert.deepEqual(shown("10"), [{ id: 1, closed: true, direction: "both" }]);
  assert.deepEqual(shown("12"), [{ id: 2, closed: false, direction: "with" }]);
});

test("a list has what is to come, and nothing that is over", () => {
  assert.deepEqual(inOrder([CASA, BANK], at("09")), [BANK, CASA]);
  assert.deepEqual(inOrder([CASA, BANK], at("12")), [CASA]);
});

test("a closure is told in words", () => {
  const write = {
    wall: (ms) => new Date(ms).toISOString().slice(11, 16),
    day: (ms) => new Date(ms).toISOString().slice(5, 10),
  };
  assert.equal(nameOf({ ...BANK, between: "1st and 2nd" }), "Bank Street between 1st and 2nd");
  assert.equal(effectOf({ ...CASA, heading: "eastbound" }), "slowed to 40% eastbound");
  assert.equal(effectOf(BANK), "closed");
  assert.equal(timesOf(BANK, at("11"), write), "until 12:00");
  assert.equal(timesOf(BANK, at("09"), write), "from 10:00 until 12:00");
  assert.equal(timesOf(CASA, at("12"), write), "until it is opened again");
  const tomorrow = { ...BANK, ends_at: "2026-06-16T06:00:00Z" };
  assert.equal(timesOf(tomorrow, at("11"), write), "until 06-16 06:00");
});
