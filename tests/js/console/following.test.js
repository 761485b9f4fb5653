// What the command line asks of who follows units: a letter for a step back, a clock behind @.

import assert from "node:assert/strict";
import { test } from "node:test";

import { registry, town, unit } from "./town.js";
import { served } from "./served.js";

const { parse } = await served("grammar.js");

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
