// What the command line asks of who follows units: a letter for a step back, a clock behind @.

import assert from "node:assert/strict";
import { test } from "node:test";

import { registry, town, unit } from "./town.js";
import { served } from "./served.js";

const { parse, withVerb } = await served("grammar.js");

const said = (line, changes) => parse(line, registry, town(changes));
const problems = (line, changes) => said(line, changes).problems.map((problem) => problem.text);

test("clearing a unit that never arrived asks for a letter, unless the call's end says why", () => {
  assert.match(problems("R 2B10")[0], /^It never arrived. Say why it leaves: N not needed/);
  assert.deepEqual(said("R 2B10 N").requests[0].body, { unit: 3, left: "N" });
  assert.deepEqual(problems("CL 2B10 GOA"), []);
  const cameBack = { units: [{ ...unit(3, "2B10", "ST", "A26-000142"), arrived: true }] };
  assert.deepEqual(problems("R 2B10", cameBack), []);
  assert.deepEqual(
    said("CL 2B10 ").completions.slice(0, 2).map((each) => each.label),
    ["N", "U"],
  );
});

test("only a step back asks for a letter", () => {
  const at = (status) => ({ units: [unit(3, "2B10", status, "A26-000142")] });
  for (const status of ["DP", "ER"]) assert.deepEqual(problems("OS 2B10", at(status)), [], status);
  assert.match(problems("ER 2B10", at("OS"))[0], /^That is a step back. Say why: M given/);
  const { requests, warnings, sentence } = said("ER 2B10 L", at("OS"));
  assert.deepEqual(requests[0].body, { status: "ER", back: "L" });
  assert.deepEqual(warnings, []);
  assert.equal(sentence, "Mark 2B10 en route: left again");
});

test("a time heard late stands behind @", () => {
  const { requests, sentence } = said("OS 2B10 @2107");
  assert.deepEqual(requests[0].body, { status: "OS", reached: "2107" });
  assert.equal(sentence, "Mark 2B10 on scene at 21:07");
  assert.deepEqual(said("OS 2B10 @9:07pm").requests[0].body, { status: "OS", reached: "9:07pm" });
  assert.deepEqual(problems("OS 2B10 @soon").length, 1);
});

test("an agency's own letters are typed, completed and written, and the standard ones understood", () => {
  const own = registry.map((verb) =>
    verb.status === "OS" ? { ...verb, code: "97", aliases: ["OS", ...verb.aliases] } : verb,
  );
  const typed = (line) => parse(line, own, town());
  const standard = said("OS 2B10 @2107");
  for (const line of ["97 2B10 @2107", "97.2B10.@2107", "OS 2B10 @2107", "ONS 2B10 @2107"]) {
    assert.deepEqual(typed(line).requests, standard.requests, line);
    assert.equal(typed(line).sentence, standard.sentence);
  }
  assert.deepEqual(typed("9").completions, [{ label: "97", detail: "On scene", line: "97 " }]);
  assert.equal(typed("? OS").args.topic.code, "97");
  assert.equal(withVerb("2B10", own.find((verb) => verb.status === "OS"), own), "97 2B10");
  assert.deepEqual(typed("97 2B10 2C10").problems, []);
  assert.match(typed("98 2B10").problems[0].text, /^98: no such command/);
});
