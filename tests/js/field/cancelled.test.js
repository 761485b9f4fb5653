// What the phone says of a call that its unit was called off from, and that it has shown a call.

import assert from "node:assert/strict";
import { test } from "node:test";

import { served } from "./served.js";
import { CALL, callRow, MINE, ORDER, patches, patchOf, unitRow } from "./shift.js";

const { apply, empty } = await import("../../../beatbook/ground/ui/static/ui/board.js");
const { createShown } = await served("cancelled.js");
const { picture, READ, SHOWN } = await served("mine.js");
const { after } = await served("queue.js");

const CANCELLED = { unit: MINE, call: CALL, call_type_name: "Vandalism", where: "1925 North Castle Street" };
const rows = (unit, cancelled = CANCELLED) =>
  apply(
    empty(["unit", "call", "report", "cancellation"]),
    patches(
      patchOf("unit", unitRow(unit)),
      patchOf("call", callRow()),
      { kind: "cancellation", key: String(MINE), version: 1, row: cancelled },
    ),
  );
const FREE = { call: null, status: "AV" };
const shown = (state, queue = []) => picture(state, queue, { unitId: MINE, order: ORDER });
const read = (state) => ({ id: "a", kind: READ, unit: MINE, call: CALL, state });

test("it stands until somebody taps that it was read", () => {
  assert.equal(shown(rows(FREE)).cancelled.call, CALL);
  assert.equal(shown(rows(FREE), [read("waiting")]).cancelled, null);
  assert.equal(shown(rows(FREE), [read("refused")]).cancelled.call, CALL);
});

test("a unit that is sent there again goes there", () => {
  assert.equal(shown(rows({ call: CALL })).cancelled, null);
});

test("what was read is forgotten once the server shows it no more", () => {
  const queue = [{ ...read("answered"), answeredAt: 0, seen: 1 }];
  const event = { type: "rows", record: null, now: 1 };
  assert.equal(after(queue, { ...event, server: rows(FREE) }).length, 1);
  assert.equal(after(queue, { ...event, server: rows(FREE, null) }).length, 0);
});

test("the server is told once of a call that was to be seen", () => {
  const put = [];
  const queue = () => put.map((call) => ({ kind: SHOWN, call }));
  const page = { hidden: true };
  const draw = createShown({ put: (call) => put.push(call), queue, page });
  draw(shown(rows({})));
  assert.deepEqual(put, []);
  page.hidden = false;
  draw(shown(rows({ shown: true })));
  draw(shown(rows(FREE)));
  assert.deepEqual(put, []);
  draw(shown(rows({})));
  draw(shown(rows({})));
  assert.deepEqual(put, [CALL]);
});
