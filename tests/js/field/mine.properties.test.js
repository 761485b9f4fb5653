// Whatever is tapped and whatever the server does meanwhile, the screen says no more than is so.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";

import { served } from "./served.js";
import { CALL, MINE, ORDER, callRow, clear, note, patches, patchOf, safe, tap, unitRow } from "./shift.js";

const { apply, empty, rowsOf } = await import("../../../beatbook/ground/ui/static/ui/board.js");
const mine = await served("mine.js");
const queues = await served("queue.js");

const STATUSES = ["AV", "DP", "ER", "OS", "TR", "BZ", "OO", "OD"];
const calls = fc.constantFrom(CALL, "A26-000200", null);
const itemState = fc.constantFrom("waiting", "sending", "answered", "refused");
const taps = fc
  .record({
    kind: fc.constantFrom("status", "note", "clear", "safe"),
    status: fc.constantFrom(...STATUSES),
    call: calls,
    state: itemState,
    tries: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ kind, status, ...more }) => {
    const answered = { ...more, answer: { note: 7 }, seen: 1, answeredAt: 0 };
    if (kind === "note") return note("words", answered);
    if (kind === "safe") return safe(answered);
    return kind === "clear" ? clear(answered) : tap(status, answered);
  });
const queue = fc.array(taps, { maxLength: 6 });
const mineRow = fc
  .record({
    status: fc.constantFrom(...STATUSES),
    call: calls,
    beat: fc.constantFrom("", "2"),
    safety_due_at: fc.constantFrom(null, "2026-06-15T21:25:00Z"),
    safety_s: fc.constant(1200),
  })
  .map(unitRow);
const otherRow = fc
  .record({ status: fc.constantFrom(...STATUSES), call: calls })
  .map((row) => unitRow({ ...row, id: 13, callsign: "4C10" }));
const boards = fc.tuple(mineRow, otherRow).map(([unit, other]) =>
  apply(
    empty(["call", "unit", "report"]),
    patches(
      patchOf("unit", unit),
      patchOf("unit", other),
      patchOf("call", callRow({ units: ["2B10", "4C10"] })),
      patchOf("call", callRow({ number: "A26-000200" })),
    ),
  ),
);
const plain = (state) => JSON.stringify([[...state.unit], [...state.call]]);
const shown = (state, items) => mine.picture(state, items, { unitId: MINE, order: ORDER });

test("taps never change the server's rows, nor any row but that of my unit", () => {
  fc.assert(
    fc.property(boards, queue, (state, items) => {
      const before = plain(state);
      const laid = mine.replay(state, items, ORDER);
      assert.equal(plain(state), before);
      assert.deepEqual(laid.call, state.call);
      assert.deepEqual(laid.unit.get("13"), state.unit.get("13"));
    }),
  );
});

test("an empty queue shows exactly what the server says", () => {
  fc.assert(fc.property(boards, (state) => assert.equal(mine.replay(state, [], ORDER), state)));
});

test("a status that the server has not given is always called sending, or was answered", () => {
  fc.assert(
    fc.property(boards, queue, (state, items) => {
      const said = rowsOf(state, "unit").get(String(MINE)).status;
      const { unit } = shown(state, items);
      const answered = items.some((item) => item.state === "answered" && item.status === unit.status);
      assert.ok(unit.status === said || unit.sending || answered);
    }),
  );
});

test("no step is called done, or now, by a tap that the server has not answered", () => {
  fc.assert(
    fc.property(boards, queue, (state, items) => {
      const said = rowsOf(state, "unit").get(String(MINE)).status;
      const picture = shown(state, items);
      for (const step of [...picture.steps, ...picture.duty]) {
        if (step.state !== "now" && step.state !== "done") continue;
        const answered = items.some(
          (item) => item.state === "answered" && (item.status === step.code || item.kind === step.code),
        );
        assert.ok(step.code === said || answered, `${step.code} is ${step.state}`);
      }
    }),
  );
});

test("my call never leaves the screen because of a tap", () => {
  fc.assert(
    fc.property(boards, queue, (state, items) => {
      assert.equal(shown(state, items).call?.number, shown(state, []).call?.number);
    }),
  );
});

test("every tap that is not sent stays in the queue whatever the rows become", () => {
  fc.assert(
    fc.property(boards, queue, fc.integer({ min: 0, max: 60_000 }), (server, items, now) => {
      const left = queues.after(items, { type: "rows", server, record: null, now });
      const kept = items.filter((item) => item.state !== "answered");
      assert.deepEqual(left.filter((item) => item.state !== "answered"), kept);
    }),
  );
});

