// The calls that are kept for units.

import assert from "node:assert/strict";
import { test } from "node:test";

import { proposals, stackOf } from "../../../beatbook/ground/ui/static/ui/stack.js";

const at = (minute) => `2026-06-15T21:${String(minute).padStart(2, "0")}:00Z`;
const unit = (more) => ({ id: 3, agency: "AB", callsign: "2B10", beat: "2", status: "AV", since: at(9), ...more });
const call = (number, stack, more) => ({
  ...{ number, status: "waiting", agency: "AB", priority: 4, since: at(1) },
  stack: stack && { unit: null, beat: "", place: 1, ...stack },
  ...more,
});
const numbers = (calls) => calls.map((one) => one.number);

test("a unit has what is kept for it in its order, then what is kept for its beat by urgency", () => {
  const calls = [
    call("1", { beat: "2" }),
    call("2", { beat: "2" }, { priority: 2 }),
    call("3", { unit: 3, place: 2 }),
    call("4", { unit: 3, place: -1 }),
    call("5", null),
    call("6", { unit: 7 }),
    call("7", { beat: "2" }, { agency: "MB" }),
    call("8", { unit: 3 }, { status: "active" }),
  ];
  assert.deepEqual(numbers(stackOf(unit(), calls)), ["4", "3", "2", "1"]);
  assert.deepEqual(numbers(stackOf(unit({ id: 9, beat: "" }), calls)), []);
});

test("who is free longest is proposed first, and each call for one unit", () => {
  const units = [unit(), unit({ id: 4, callsign: "2C10", since: at(5) }), unit({ id: 5, status: "BZ" })];
  const calls = [call("1", { beat: "2" }), call("2", { unit: 5 })];
  const said = proposals(units, calls).map((one) => [one.unit.callsign, one.call.number]);
  assert.deepEqual(said, [["2C10", "1"]]);
  const both = proposals(units, [...calls, call("3", { unit: 3 })]);
  assert.deepEqual(both.map((one) => [one.unit.callsign, one.call.number]), [["2C10", "1"], ["2B10", "3"]]);
});
