// What has run out and nobody has seen yet.

import assert from "node:assert/strict";
import { test } from "node:test";
import { served } from "./served.js";

const { emergencies, hungry, ranOut } = await served("picture.js");

const at = (minute) => `2026-06-15T21:${String(minute).padStart(2, "0")}:00Z`;
const NOW = Date.parse(at(10));
const call = (more) => ({ number: "A26-000132", short: "0132", type_name: "Noise", wait_seen: false, ...more });
const unit = (more) => ({ id: 3, agency: "AB", callsign: "2B10", call: null, timers: {}, seen: [], ...more });
const words = (calls, units) => ranOut(calls, units, NOW).map((one) => one.words);

test("the longest overdue comes first, and what has time left is not there", () => {
  const late = unit({ timers: { ack: at(8), arrive: at(12) } });
  assert.deepEqual(words([call({ wait_due_at: at(9) })], [late]), [
    "2B10 has not answered",
    "0132 Noise waits too long",
  ]);
});

test("a call that is kept for somebody longer than was said says for whom", () => {
  const kept = call({ wait_due_at: at(8), stack: { for: "2B10", until: at(8) } });
  assert.deepEqual(words([kept], []), ["0132 Noise still waits for 2B10"]);
  const more = call({ wait_due_at: at(9), stack: { for: "2B10", until: at(12) } });
  assert.deepEqual(words([more], []), ["0132 Noise waits too long"]);
});

test("what was seen alarms nobody any more", () => {
  assert.deepEqual(words([call({ wait_due_at: at(9), wait_seen: true })], []), []);
  assert.deepEqual(words([], [unit({ timers: { ack: at(8), back: at(9) }, seen: ["ack"] })]), [
    "2B10 is not back",
  ]);
});

test("each is said as the command line takes it", () => {
  const subjects = ranOut([call({ wait_due_at: at(9) })], [unit({ timers: { ack: at(9) } })], NOW);
  assert.deepEqual(subjects.map((one) => one.subject), ["#A26-000132", "AB/2B10"]);
});

test("the queue for a meal and the emergencies stand in the order in which they began", () => {
  const [first, second] = [unit({ id: 1, meal: "asked", meal_since: at(1) }), unit({ meal: "asked", meal_since: at(2) })];
  assert.deepEqual(hungry([second, unit({ id: 9 }), first]).map(({ id }) => id), [1, 3]);
  const helped = [unit({ emergency_at: at(3) }), unit({ id: 2, emergency_at: at(2) }), unit({ id: 9, emergency_at: null })];
  assert.deepEqual(emergencies(helped).map(({ id }) => id), [2, 3]);
});
