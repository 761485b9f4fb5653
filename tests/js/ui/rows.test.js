import assert from "node:assert/strict";
import { test } from "node:test";

import { safetyShare } from "../../../beatbook/ground/ui/static/ui/rows.js";

const due = "2026-11-07T21:20:00Z";
const at = (time) => Date.parse(`2026-11-07T${time}Z`);
const unit = { safety_due_at: due, safety_s: 1200 };

test("a safety timer runs from nothing to its end and beyond", () => {
  assert.deepEqual(
    ["21:00:00", "21:10:00", "21:20:00", "21:30:00"].map((time) => safetyShare(unit, at(time))),
    [0, 0.5, 1, 1.5],
  );
});

test("a unit without a safety timer has no share of it", () => {
  assert.equal(safetyShare({ safety_due_at: null, safety_s: 1200 }, at("21:00:00")), null);
});
