// Where to and the odometer behind it; the radio log.

import assert from "node:assert/strict";
import { test } from "node:test";

import { registry, town } from "./town.js";
import { served } from "./served.js";

const { parse } = await served("grammar.js");

const body = (line) => parse(line, registry, town()).requests[0]?.body;
const problems = (line) => parse(line, registry, town()).problems.map(({ slot }) => slot);

test("a transport has a destination of several words and ends in the odometer", () => {
  assert.deepEqual(body("TR 2C10 COUNTY JAIL 41022; one adult"), {
    destination: "COUNTY JAIL",
    odometer: 41022,
    who: "one adult",
  });
  assert.equal(parse("TR 2C10 HOSP 41022", registry, town()).sentence, "2C10 TR HOSP 41022");
});

test("what is missing of it is asked for", () => {
  assert.deepEqual(problems("TR 2C10 HOSP"), ["odometer"]);
  assert.deepEqual(problems("TR 2C10"), ["odometer", "text"]);
  assert.deepEqual(body("TA 2C10 41030"), { odometer: 41030 });
});

test("a line of the radio log has a unit or none", () => {
  assert.deepEqual(body("RL 2C10 checking the pier"), { unit: [4], text: "checking the pier" });
  assert.deepEqual(body("RL all units, storm warning"), { text: "all units, storm warning" });
});
