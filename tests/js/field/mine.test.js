import assert from "node:assert/strict";
import { test } from "node:test";

import { served } from "./served.js";
import * as shift from "./shift.js";

const { apply, empty } = await import("../../../beatbook/ground/ui/static/ui/board.js");
const mine = await served("mine.js");

const { CALL, MINE, ORDER, callRow, caseNumber, clear, drawn, line } = shift;
const { asks, note, patches, patchOf, recordOf, safe, tap, unitRow } = shift;

const board = (unit = unitRow(), ...calls) =>
  apply(
    empty(["call", "unit", "report"]),
    patches(patchOf("unit", unit), ...(calls.length ? calls : [callRow()]).map((row) => patchOf("call", row))),
  );
const shown = (state, queue = [], record = null) =>
  mine.picture(state, queue, { unitId: MINE, order: ORDER, record });
const states = (picture) => Object.fromEntries(picture.steps.map((step) => [step.code, step.state]));

test("a dispatched unit is offered the way to the call first", () => {
  assert.deepEqual(states(shown(board())), { ER: "next", OS: "open", TR: "open", clear: "open" });
});

test("a step that the server has stands with its time, the next one comes forward", () => {
  const record = recordOf({ units: [{ unit_id: MINE, en_route_at: "2026-06-15T21:07:00Z" }] });
  const picture = shown(board(unitRow({ status: "OS" })), [], record);
  assert.deepEqual(states(picture), { ER: "done", OS: "now", TR: "open", clear: "next" });
  assert.equal(picture.steps[0].at, "2026-06-15T21:07:00Z");
});

test("a step that was left out is shut and has no time", () => {
  const [enRoute] = shown(board(unitRow({ status: "OS" })), [], recordOf()).steps;
  assert.deepEqual(enRoute, { code: "ER", state: "shut", at: null, back: true });
});

test("one may return to what lies behind for a reason, and to nothing else", () => {
  const back = (status) => shown(board(unitRow({ status }))).steps.filter((step) => step.back);
  assert.deepEqual(
    ["DP", "ER", "OS", "TR"].map((status) => back(status).map((step) => step.code)),
    [[], [], ["ER"], ["ER"]],
  );
  const { unit } = shown(board(unitRow({ status: "OS" })), [tap("ER", { back: "M" })]);
  assert.equal(unit.status, "ER");
});

test("who never arrived has not, whatever others did", () => {
  assert.equal(shown(board(unitRow({ status: "ER" }))).arrived, false);
  assert.equal(shown(board(unitRow({ status: "ST", arrived: true }))).arrived, true);
  assert.equal(shown(board(unitRow({ status: "ER" })), [tap("OS")]).arrived, true);
});

test("a tap shows at once, as sending; the step after it can be tapped already", () => {
  const picture = shown(board(), [tap("ER")]);
  assert.deepEqual(states(picture), { ER: "sending", OS: "next", TR: "open", clear: "open" });
  assert.equal(picture.unit.sending, true);
});

test("a tap that could not be sent says so, also while it is tried again", () => {
  assert.equal(states(shown(board(), [tap("ER", { tries: 1 })])).ER, "unsent");
  assert.equal(states(shown(board(), [tap("ER", { tries: 1, state: "sending" })])).ER, "unsent");
});

test("what waits behind a tap that could not be sent is not called sending", () => {
  const picture = shown(board(), [tap("ER", { tries: 1 }), tap("OS"), note("gate is open")], recordOf());
  assert.deepEqual([states(picture).OS, picture.lines[0].sending], ["unsent", "unsent"]);
});

test("two taps that are on their way both stay in sight", () => {
  assert.deepEqual(states(shown(board(), [tap("ER"), tap("OS")])), {
    ER: "sending",
    OS: "sending",
    TR: "open",
    clear: "next",
  });
});

test("an answered tap is no longer called sending, though its row is not here yet", () => {
  const picture = shown(board(), [tap("ER", { state: "answered" })]);
  assert.equal(states(picture).ER, "now");
  assert.equal(picture.unit.sending, false);
});

test("a refused tap changes nothing", () => {
  assert.deepEqual(shown(board(), [tap("ER", { state: "refused" })]).steps, shown(board()).steps);
});

test("a tap for a call the unit has been taken off changes nothing", () => {
  const free = board(unitRow({ call: null, status: "AV" }));
  assert.equal(shown(free, [tap("OS")]).unit.status, "AV");
});

test("a unit that is being cleared keeps its call in sight until the server has cleared it", () => {
  const picture = shown(board(unitRow({ status: "OS" })), [clear()]);
  assert.equal(picture.call.number, CALL);
  assert.deepEqual(states(picture), { ER: "shut", OS: "now", TR: "shut", clear: "sending" });
});

test("without a call there are three ways to be", () => {
  const picture = shown(board(unitRow({ call: null, status: "AV" })));
  assert.deepEqual(
    picture.duty.map((one) => [one.code, one.state]),
    [
      ["AV", "now"],
      ["BZ", "open"],
      ["OO", "open"],
    ],
  );
  assert.equal(picture.call, null);
});

test("a unit whose shift has ended has no buttons: it is put on duty by others", () => {
  const picture = shown(board(unitRow({ call: null, status: "OD" })));
  assert.deepEqual([picture.duty, picture.steps], [[], []]);
});

test("a call whose row I do not get is still my call, in the words of my unit's row", () => {
  const state = apply(empty(["call", "unit", "report"]), patches(patchOf("unit", unitRow())));
  assert.deepEqual(
    [shown(state).call.number, shown(state).call.type_name, shown(state).call.priority],
    [CALL, "Vandalism", null],
  );
});

test("the others on the call are named with their status, and I am last when there are none", () => {
  const other = patchOf("unit", unitRow({ id: 13, callsign: "4C10", status: "OS" }));
  const together = board(unitRow(), callRow({ units: ["2B10", "4C10"], primary: "4C10" }));
  const picture = shown(apply(together, patches(other)));
  assert.deepEqual(picture.companions, [{ callsign: "4C10", status: "OS", primary: true }]);
  assert.equal(picture.isLast, false);
  assert.equal(shown(board()).isLast, true);
});

test("somebody arrived when a unit is on scene, was on scene, or tapped that it is", () => {
  const was = recordOf({ units: [{ unit_id: 13, on_scene_at: "2026-06-15T21:10:00Z" }] });
  assert.equal(shown(board()).somebodyArrived, false);
  assert.equal(shown(board(), [], was).somebodyArrived, true);
  assert.equal(shown(board(), [tap("OS")]).somebodyArrived, true);
});

test("the newest notes come first; a struck one is left out", () => {
  const chronology = [
    line("first", { note_id: 1 }),
    line("wrong", { note_id: 2, struck: "T. Ellis: other call" }),
    line("second", { note_id: 3 }),
    line("2B10 en route", { note_id: null, kind: "event" }),
    line("third", { note_id: 4 }),
  ];
  const picture = shown(board(), [], recordOf({ chronology }));
  assert.deepEqual(picture.latest.map((one) => one.text), ["third", "second"]);
  assert.equal(picture.lines.length, 5);
});

test("a note on its way stands at the end, once, until the record has it", () => {
  const written = note("gate is open", { state: "answered", answer: { note: 7 } });
  const before = shown(board(), [written], recordOf());
  const then = shown(board(), [written], recordOf({ chronology: [line("gate is open", { note_id: 7 })] }));
  assert.deepEqual(before.lines.map((one) => [one.text, one.sending]), [["gate is open", ""]]);
  assert.deepEqual(then.lines.map((one) => one.text), ["gate is open"]);
  assert.equal(shown(board(), [note("x")], recordOf()).lines[0].sending, "sending");
});

test("the record of another call is not shown", () => {
  const other = recordOf({ number: "A26-000001", chronology: [line("elsewhere")] });
  assert.deepEqual(shown(board(), [], other).lines, []);
});

test("the other calls on my beat are listed, the most urgent first", () => {
  const calls = [
    callRow(),
    callRow({ number: "A26-000130", priority: 4 }),
    callRow({ number: "A26-000131", priority: 1 }),
    callRow({ number: "A26-000133", beat: "3" }),
    callRow({ number: "M26-000001", agency: "MB" }),
  ];
  assert.deepEqual(
    shown(board(unitRow(), ...calls)).nearby.map((call) => call.number),
    ["A26-000131", "A26-000130"],
  );
});

test("a unit without a beat has no other calls on it", () => {
  assert.deepEqual(shown(board(unitRow({ beat: "" }), callRow({ beat: "" }))).nearby, []);
});

test("at most six ways to end a call are at hand, the usual ones first", () => {
  const all = "ABCDEFGH".split("").map((code) => ({ code, without_arrival: code === "H" }));
  const { atHand, more } = mine.dispositions(all, ["G", "C"], true);
  assert.deepEqual(atHand.map((one) => one.code), ["G", "C", "A", "B", "D", "E"]);
  assert.deepEqual(more.map((one) => one.code), ["F", "H"]);
});

test("where nobody arrived, only the ways that need no arrival are offered", () => {
  const all = [
    { code: "REPORT", without_arrival: false },
    { code: "CANCELED", without_arrival: true },
  ];
  assert.deepEqual(mine.dispositions(all, [], false).atHand.map((one) => one.code), ["CANCELED"]);
});

const onScene = (more = {}) =>
  unitRow({ status: "OS", safety_due_at: "2026-06-15T21:25:00Z", safety_s: 1200, ...more });
const minute = (number) => Date.parse("2026-06-15T21:00:00Z") + number * 60_000;

test("a safety check is asked for in the last quarter of its time, and until it is answered", () => {
  const { safety } = shown(board(onScene()));
  assert.deepEqual(
    [10, 19.9, 20, 24.9, 25, 40].map((at) => mine.asked(safety, minute(at))),
    ["", "", "soon", "soon", "due", "due"],
  );
});

test("without a timer there is no check", () => {
  assert.equal(shown(board()).safety, null);
  assert.equal(shown(board(unitRow({ status: "OS" })), [safe()]).safety, null);
});

test("an answer to the check counts from the tap, and is not called given until it is sent", () => {
  const at = (state) => shown(board(onScene()), [safe({ at: "2026-06-15T21:24:00Z", ...state })]);
  assert.equal(mine.asked(at({}).safety, minute(26)), "sending");
  assert.equal(mine.asked(at({ tries: 1 }).safety, minute(26)), "unsent");
  assert.equal(mine.asked(at({ state: "answered" }).safety, minute(26)), "");
  assert.equal(mine.asked(at({ state: "answered" }).safety, minute(40)), "soon");
  assert.equal(mine.asked(at({ state: "refused" }).safety, minute(26)), "due");
  assert.equal(at({}).unit.sending, false, "the status is not in question");
});

test("a status that could not be sent stays so called when something after it was answered", () => {
  const queue = [tap("OS", { tries: 1 }), clear({ state: "answered" })];
  assert.equal(shown(board(), queue).unit.sending, true);
});

test("a unit that is held is offered staging and not the scene, until it may go in", () => {
  const held = { hold: "wait", order: "stage" };
  assert.deepEqual(states(shown(board(unitRow({ status: "ER", ...held })))), {
    ER: "now",
    ST: "next",
    clear: "open",
  });
  assert.deepEqual(states(shown(board(unitRow({ status: "ST", ...held })))), {
    ER: "shut",
    ST: "now",
    clear: "open",
  });
  assert.deepEqual(states(shown(board(unitRow({ status: "ST", hold: "" })))), {
    ER: "shut",
    OS: "next",
    TR: "open",
    clear: "open",
  });
});

test("told to stand off, a unit on scene is offered to go and stage", () => {
  const picture = shown(board(unitRow({ status: "OS", hold: "stand_off" })));
  assert.deepEqual(states(picture), { ER: "shut", ST: "next", clear: "open" });
});

test("a tap on the scene that waits in the outbox does not put a held unit there", () => {
  const picture = shown(board(unitRow({ status: "ER", hold: "wait" })), [tap("OS")]);
  assert.equal(picture.unit.status, "ER");
});

test("a case number is offered once the record says that there is none", () => {
  const asking = (record, queue = []) => shown(board(), queue, record).onRecord;
  assert.deepEqual(asking(null), { numbers: [], way: "", mayDraw: false });
  assert.deepEqual(asking(recordOf()), { numbers: [], way: "", mayDraw: true });
  const sheriff = drawn("CR26-7", { issued_by: "Sheriff" });
  const voided = drawn("26-00001", { voided_at: "2026-06-15T21:08:00Z" });
  assert.deepEqual(asking(recordOf({ case_numbers: [drawn("26-00002"), voided, sheriff] })), {
    numbers: ["Case 26-00002", "Sheriff CR26-7"],
    way: "",
    mayDraw: false,
  });
});

test("a case number that was asked for is on its way, and is not asked for twice", () => {
  const asking = (item, record = recordOf()) => shown(board(), [item], record).onRecord;
  assert.deepEqual(asking(caseNumber()), { numbers: [], way: "sending", mayDraw: false });
  assert.equal(asking(caseNumber({ tries: 1 })).way, "unsent");
  assert.equal(asking(caseNumber({ state: "refused" })).mayDraw, true);
  const here = recordOf({ case_numbers: [drawn("26-00002")] });
  assert.equal(asking(caseNumber({ state: "answered" }), here).way, "");
});

const report = (id, more = {}) => ({
  kind: "report",
  key: String(id),
  version: 1,
  row: { id, number: CALL, member_id: 7, owed_at: `2026-06-15T0${id}:00:00Z`, ...more },
});
const owed = (queue = []) => {
  const reports = patches(report(2), report(1), report(3, { member_id: 8 }));
  const state = apply(board(), reports);
  return mine.picture(state, queue, { unitId: MINE, order: ORDER, me: 7 }).owed.map(({ id }) => id);
};

test("the reports I owe stand, the longest owed first, until I say that one is written", () => {
  assert.deepEqual(owed(), [1, 2]);
  assert.deepEqual(owed([{ kind: mine.REPORT, report: 1, call: CALL }]), [2]);
  assert.deepEqual(owed([{ kind: mine.REPORT, report: 1, call: CALL, state: "refused" }]), [1, 2]);
});

test("what makes the call dangerous and who is asked shows at once, and then as the server has it", () => {
  const tapped = [asks("raise", { flag: "weapon" }), asks("service", { service: "tow", name: "Tow" })];
  const before = shown(board(), tapped);
  assert.deepEqual(before.flags, [{ code: "weapon", way: "sending" }]);
  assert.deepEqual([before.asked[0].name, before.asked[0].way], ["Tow", "sending"]);
  const police = { service: "tow", name: "Tow", state: "accepted", state_name: "accepted", since: "" };
  const server = board(unitRow(), callRow({ flags: ["weapon"], requests: [police] }));
  const after = shown(server, tapped);
  assert.deepEqual(after.flags, [{ code: "weapon", way: "" }]);
  assert.deepEqual(after.asked, [{ ...police, way: "" }]);
});

test("back-up shows at once, as not sent while it is not, and goes with a tap", () => {
  const { backup, unit } = shown(board(), [asks("backup", { backup: "urgent", tries: 1 })]);
  assert.deepEqual(backup, { kind: "urgent", at: "2026-06-15T21:07:00Z", seen_at: null, way: "unsent" });
  assert.equal(unit.sending, false);
  const standing = board(unitRow({ backup: "urgent", backup_at: "2026-06-15T21:06:00Z" }));
  assert.equal(shown(standing, [asks("backup", { backup: "" })]).backup, null);
});

test("a unit looks again at what stands on its beat, and at what no beat is known of", async () => {
  const { duesOf } = await served("dues.js");
  const tag = (id, beat, agency = "AB") => ({ id, beat, agency, due_at: "2026-06-15T12:00:00Z" });
  const tags = [tag(1, "2"), tag(2, "3"), tag(3, ""), tag(4, "2", "MB")];
  assert.deepEqual(duesOf(unitRow(), tags).map(({ id }) => id), [1, 3]);
});
