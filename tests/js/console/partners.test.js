import assert from "node:assert/strict";
import { test } from "node:test";
import { served } from "./served.js";

const { unanswered } = await served("picture.js");

const request = (service, overdue, chase_at = "2026-06-15T16:03:00Z") => ({ service, overdue, chase_at });

test("what nobody accepted in time is named, the longest first, and nothing else is", () => {
  const calls = [
    { number: "1", requests: [request("police", false), request("ems", true)] },
    { number: "2", requests: [request("police", true, "2026-06-15T16:01:00Z")] },
    { number: "3" },
  ];
  const late = unanswered(calls).map(({ call, request: one }) => [call.number, one.service]);
  assert.deepEqual(late, [
    ["2", "police"],
    ["1", "ems"],
  ]);
});
