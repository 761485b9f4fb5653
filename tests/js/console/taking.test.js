// Verbs of taking a call and of what is said about it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { registry, town } from "./town.js";
import { served } from "./served.js";

const { parse } = await served("grammar.js");

const said = (line, changes) => parse(line, registry, town(changes));
const problems = (line, changes) => said(line, changes).problems.map(({ text }) => text);

test("how a call came in is corrected by its name or code", () => {
  for (const line of ["SRC WALK-IN", "SRC 0132 walk_in", "SRC #0132 WALK"]) {
    assert.deepEqual(problems(line), [], line);
    assert.deepEqual(said(line).requests[0].body, { source: "walk_in" });
  }
  assert.deepEqual(said("SRC 911 transfer").requests[0].body, { source: "911_transfer" });
});

test("a question of the chosen call is answered with its word and a letter", () => {
  const { requests, sentence } = said("ANS HURT Y");
  assert.deepEqual(requests, [
    {
      method: "POST",
      url: "/calls/A26-000132/answer/",
      body: { question: "HURT", reply: "yes" },
    },
  ]);
  assert.ok(sentence.startsWith("Is anybody hurt? yes"));
  assert.deepEqual(problems("ANS BLOCKED"), ["Say yes, no or unknown."]);
  assert.deepEqual(said("ANS BL").completions.map((each) => each.line), ["ANS BLOCKED "]);
  assert.deepEqual(
    said("ANS BLOCKED ").completions.map((each) => each.line),
    ["ANS BLOCKED yes ", "ANS BLOCKED no ", "ANS BLOCKED unknown "],
  );
});

test("one call is merged into another, and taken out again", () => {
  assert.deepEqual(said("MERGE INTO 0142").requests, [
    { method: "POST", url: "/calls/A26-000132/merge/", body: { other: "A26-000142" } },
  ]);
  assert.deepEqual(said("MERGE #0142 INTO 0132").requests[0].url, "/calls/A26-000142/merge/");
  assert.deepEqual(problems("MERGE 0142"), ["Into which? Write INTO and its number."]);
  assert.deepEqual(said("UNMERGE 0140").requests, [
    { method: "POST", url: "/calls/A26-000140/unmerging/", body: {} },
  ]);
  assert.deepEqual(problems("UNMERGE 0142"), ["Which of the merged calls? Give its number."]);
  assert.equal(said("UNMERGE ").completions[0].line, "UNMERGE 0140 ");
});

test("calls are linked and unlinked, the chosen one with the one that is named", () => {
  const url = "/calls/A26-000132/link/";
  assert.deepEqual(said("LINK 0142").requests, [{ method: "POST", url, body: { other: "A26-000142" } }]);
  const removal = { method: "POST", url: `${url}removal/`, body: { other: "A26-000141" } };
  assert.deepEqual(said("UNLINK 0141").requests, [removal]);
});

test("what the next in line said goes with whom one spoke with", () => {
  const url = "/calls/A26-000132/offer/";
  const body = { service: "tow", outcome: "passed", company: 7, reason: "needs a flatbed" };
  assert.deepEqual(said("TURN TOW PASSED needs a flatbed").requests, [{ method: "POST", url, body }]);
  const accepted = { service: "tow", outcome: "accepted", company: 7 };
  assert.deepEqual(said("TURN TOW ACC #0132").requests[0].body, accepted);
});

test("a call is kept for a unit, for its beat or for another one, with a limit", () => {
  const known = { beats: { AB: { 2: "Harbor" } } };
  const asked = (line) => {
    const [request] = said(line, known).requests;
    return [request?.url, request?.body];
  };
  const stack = "/calls/A26-000132/stack/";
  assert.deepEqual(asked("HOLD 0132 FOR 2C10"), [stack, { unit: 4 }]);
  assert.deepEqual(asked("STACK FOR BEAT UNTIL +1H ring first"), [
    stack,
    { beat: "own", until: "+1H", reason: "ring first" },
  ]);
  assert.deepEqual(asked("HOLD FOR BEAT 2"), [stack, { beat: "2" }]);
  assert.equal(said("HOLD FOR BEAT").sentence, "Keep A26-000132 · Vandalism · 1925 North Castle Street for the units of its beat");
  assert.equal(asked("NEXT 0132")[0], "/calls/A26-000132/stack/first/");
  assert.equal(asked("UNHOLD 0132")[0], "/calls/A26-000132/stack/removal/");
  assert.equal(said("GO").local, "go");
});

test("a call is put off, let wait, and scheduled for later", () => {
  assert.deepEqual(said("HOLD UNTIL 1700 caller is out").requests, [
    {
      method: "POST",
      url: "/calls/A26-000132/hold/",
      body: { until: "1700", reason: "caller is out" },
    },
  ]);
  assert.deepEqual(problems("HOLD 0132"), [
    "Until when, or for whom? Write UNTIL and a time, or FOR and a unit.",
  ]);
  assert.equal(said("DUE 0142").requests[0].url, "/calls/A26-000142/due/");
  assert.deepEqual(said("SCH NOISE 8 MILL LANE AT 5PM; ring twice").requests[0].body, {
    call_type: "NOISE",
    location: "8 MILL LANE",
    due: "5PM",
    notes: "ring twice",
  });
});
