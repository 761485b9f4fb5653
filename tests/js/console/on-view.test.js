// What officers come upon, in one line.

import assert from "node:assert/strict";
import { test } from "node:test";

import { registry, town } from "./town.js";
import { served } from "./served.js";

const { parse } = await served("grammar.js");

const said = (line) => parse(line, registry, town());
const body = (line) => said(line).requests[0]?.body;

test("a unit, a type, a place and a note begin a call on scene", () => {
  assert.deepEqual(body("OV 4A11 PARKING 400 MAIN; blocks the drive"), {
    unit: [1],
    call_type: "PARKING",
    location: "400 MAIN",
    notes: "blocks the drive",
  });
  assert.match(said("OV 4A11 PARKING 400 MAIN").sentence, /^4A11 on view: Parking at 400 MAIN/);
});

test("a stop has a plate, the plate's state and a place", () => {
  assert.deepEqual(body("TS 4A11 4ABC123 CA 4TH/MAIN"), {
    unit: [1],
    plate: "4ABC123",
    plate_state: "CA",
    location: "4TH/MAIN",
  });
});

test("two letters are a state only behind the plate and before a place", () => {
  assert.deepEqual(body("TS 4A11 4ABC123 400 CA ST"), {
    unit: [1],
    plate: "4ABC123",
    location: "400 CA ST",
  });
  assert.equal(body("TS 4A11 MYCAR 400 MAIN").plate, "MYCAR");
});

test("what is missing is asked for", () => {
  assert.deepEqual(said("TS 4A11").problems.map(({ slot }) => slot), ["stopped", "place"]);
});
