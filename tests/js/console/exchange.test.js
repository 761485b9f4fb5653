import assert from "node:assert/strict";
import { test } from "node:test";

import { served } from "./served.js";
import { call, registry, town } from "./town.js";

const { parse } = await served("grammar.js");

const said = (line, changes) => parse(line, registry, town(changes));
const problems = (line, changes) => said(line, changes).problems.map((problem) => problem.text);

test("a call is found by the number of another center, however it is written", () => {
  const theirs = { ...call("A26-000142", "Welfare check", "2659 Bank Street"), elsewhere: ["2026-0004711"] };
  const send = (number) => said(`D 4A11 ${number}`, { calls: [theirs] });
  for (const typed of ["2026-0004711", "20260004711", "2026-4711"]) {
    assert.equal(send(typed).requests[0].url, "/calls/A26-000142/assignment/", typed);
  }
  assert.deepEqual(send("2026-4712").requests, []);
});

test("a call is handed on in one line: how, to whom, what was said, and when", () => {
  const { requests, sentence } = said(
    "XFER 0142 RADIO @2107 STATE POLICE, CPL RAY AS REPORT; theirs from here",
  );
  const body = { center: "STATE POLICE, CPL RAY", means: "radio", said: "theirs from here" };
  assert.deepEqual(requests, [
    {
      method: "POST",
      url: "/calls/A26-000142/transfer/",
      body: { ...body, reached: "2107", disposition: ["REPORT"] },
    },
  ]);
  assert.match(sentence, /at 21:07, closed as Report taken/);
  const open = said("XFER PHONE ALDER COUNTY 911; they send a deputy").requests;
  assert.deepEqual(open[0].body, { center: "ALDER COUNTY 911", means: "phone", said: "they send a deputy" });
  assert.deepEqual(problems("XFER PHONE ALDER COUNTY"), ["What was said? Write it behind a semicolon."]);
});
