import assert from "node:assert/strict";
import { test } from "node:test";

import { served } from "./served.js";
import { alertRow, asks, CALL, callRow, caseNumber, clear, drawn, got, line, note, patches, patchOf, recordOf, safe, tap, unitRow } from "./shift.js";

const { apply, empty } = await import("../../../beatbook/ground/ui/static/ui/board.js");
const { after, first, outcome, refused, unsent } = await served("queue.js");

const OK = { ok: true, status: 200, message: "2B10 en route." };
const board = (unit, version = 1) =>
  apply(empty(["call", "unit", "report"]), patches(patchOf("unit", unit, version), patchOf("call", callRow())));
const answer = (id, given, seen = 1) => ({ type: "answer", id, answer: given, seen, now: 1000 });
const rows = (server, more = {}) => ({ type: "rows", server, record: null, now: 1500, ...more });

test("what is tapped first is sent first", () => {
  const [one, two] = [tap("ER"), tap("OS")];
  const queue = [one, two].reduce((all, item) => after(all, { type: "put", item }), []);
  assert.equal(first(queue).id, one.id);
  assert.equal(first(after(queue, answer(one.id, OK))).id, two.id);
});

test("an answer that says no is kept with its sentence, until a person has read it", () => {
  const item = tap("ER");
  const queue = after([item], answer(item.id, { ok: false, status: 422, message: "2B10 is on scene." }));
  assert.deepEqual(
    [unsent(queue).length, refused(queue)[0].message],
    [0, "2B10 is on scene."],
  );
  assert.equal(after(queue, { type: "drop", id: item.id }).length, 0);
  assert.equal(first(after(queue, { type: "again", id: item.id })).id, item.id);
});

test("no answer, no session and a busy server are reasons to try again, for ever", () => {
  for (const status of [0, 401, 408, 429]) {
    assert.equal(outcome({ ok: false, status }, 1000), "waiting");
  }
});

test("an error of the server is tried six times, then it is said", () => {
  assert.equal(outcome({ ok: false, status: 500 }, 4), "waiting");
  assert.equal(outcome({ ok: false, status: 500 }, 5), "refused");
});

test("a rule, a missing call and another body are answers, not reasons to try again", () => {
  for (const status of [403, 404, 409, 413, 422]) {
    assert.equal(outcome({ ok: false, status }), "refused");
  }
});

test("an answered status goes when the row shows it", () => {
  const item = tap("ER");
  const queue = after([item], answer(item.id, OK, 1));
  assert.equal(after(queue, rows(board(unitRow(), 1))).length, 1);
  assert.equal(after(queue, rows(board(unitRow({ status: "ER" }), 2))).length, 0);
});

test("an answered safety check goes when the row counts from it", () => {
  const item = safe();
  const queue = after([item], answer(item.id, OK, 1));
  assert.equal(after(queue, rows(board(unitRow({ status: "OS" }), 1))).length, 1);
  assert.equal(after(queue, rows(board(unitRow({ status: "OS" }), 2))).length, 0);
});

test("an answered status goes when the row has moved on", () => {
  const item = tap("ER");
  const queue = after([item], answer(item.id, OK, 1));
  assert.equal(after(queue, rows(board(unitRow({ status: "TR" }), 3))).length, 0);
  assert.equal(after(queue, rows(board(unitRow({ call: null, status: "AV" }), 1))).length, 0);
});

test("an answered clear goes when the unit has left the call", () => {
  const item = clear();
  const queue = after([item], answer(item.id, OK, 4));
  assert.equal(after(queue, rows(board(unitRow({ status: "OS" }), 4))).length, 1);
  assert.equal(after(queue, rows(board(unitRow({ call: null, status: "AV" }), 5))).length, 0);
});

test("an answered note goes when the record has it", () => {
  const item = note("gate is open");
  const queue = after([item], answer(item.id, { ...OK, note: 7 }));
  const record = recordOf({ chronology: [line("gate is open", { note_id: 7 })] });
  assert.equal(after(queue, rows(board(unitRow()), { record: recordOf() })).length, 1);
  assert.equal(after(queue, rows(board(unitRow()), { record })).length, 0);
});

test("an answered case number goes when the record has it", () => {
  const item = caseNumber();
  const queue = after([item], answer(item.id, { ...OK, case_number: "26-00002" }));
  const record = recordOf({ case_numbers: [drawn("26-00002")] });
  assert.equal(after(queue, rows(board(unitRow()), { record: recordOf() })).length, 1);
  assert.equal(after(queue, rows(board(unitRow()), { record })).length, 0);
});

test("an answered item does not stay for ever, whatever the rows are", () => {
  const item = tap("ER");
  const queue = after([item], answer(item.id, OK, 1));
  assert.equal(after(queue, rows(board(unitRow(), 1), { now: 12_000 })).length, 0);
});

test("the same queue comes back when nothing has settled", () => {
  const queue = [tap("ER", { call: CALL })];
  assert.equal(after(queue, rows(board(unitRow()))), queue);
});

test("an answered “Got it” goes when the alert's row names me, or the alert is over", () => {
  const item = got(12);
  const queue = after([item], answer(item.id, OK, 1));
  const told = apply(empty(["alert", "unit"]), patches(patchOf("unit", unitRow())));
  const stands = (acknowledged) => apply(told, patches(patchOf("alert", alertRow({ acknowledged }), 2)));
  assert.equal(after(queue, rows(stands([]))).length, 1);
  assert.equal(after(queue, rows(stands([{ member: 8 }]))).length, 1);
  assert.equal(after(queue, rows(stands([{ member: 7 }]))).length, 0);
  assert.equal(after(queue, rows(told)).length, 0);
});

test("what is asked for a call waits until its row says so, or the call is gone", () => {
  const raised = asks("raise", { flag: "weapon", state: "answered", answeredAt: 1000, seen: 1 });
  const wanted = asks("service", { service: "tow", state: "answered", answeredAt: 1000, seen: 1 });
  const left = (row) => {
    const server = apply(board(unitRow()), patches({ ...patchOf("call", callRow(), 2), row }));
    return after([raised, wanted], rows(server)).map(({ kind }) => kind);
  };
  assert.deepEqual(left(callRow()), ["raise", "service"]);
  assert.deepEqual(left(callRow({ flags: ["weapon"], requests: [{ service: "tow" }] })), []);
  assert.deepEqual(left(null), []);
});
