// The verbs for the tow log: each tow in one line.

import assert from "node:assert/strict";
import { test } from "node:test";

import { registry, town } from "./town.js";
import { served } from "./served.js";

const { parse } = await served("grammar.js");

const said = (line, changes) => parse(line, registry, town(changes));
const problems = (line, changes) => said(line, changes).problems.map((problem) => problem.text);

test("a private tow is one line: plate, from where, by whom", () => {
  const parsed = said("PT 4ABC123/CA 400 Main Street; Harbor Towing");
  assert.equal(
    parsed.sentence,
    "Log the private tow of 4ABC123 CA from 400 Main Street, by Harbor Towing",
  );
  assert.deepEqual(parsed.requests, [
    {
      method: "POST",
      url: "/tows/",
      body: {
        kind: "private",
        plate: "4ABC123 CA",
        company: "Harbor Towing",
        address: "400 Main Street",
      },
    },
  ]);
  assert.equal(said("PT 4ABC123/CA").sentence, "Log the private tow of 4ABC123 CA");
});

test("a repossession is logged as one, and a plate without its state is asked for", () => {
  assert.equal(said("REPO 4ABC123/CA; First Recovery").requests[0].body.kind, "repossession");
  assert.deepEqual(problems("REPO 4ABC123"), ["Which plate? Write it with its state: 4ABC123/CA."]);
});

test("a tow that was ordered says why, and is on the chosen call", () => {
  assert.deepEqual(said("TOW 4ABC123/CA blocks a hydrant; Harbor Towing").requests[0].body, {
    kind: "ordered",
    plate: "4ABC123 CA",
    company: "Harbor Towing",
    reason: "blocks a hydrant",
    call: "A26-000132",
  });
  assert.deepEqual(problems("TOW 4ABC123/CA"), ["Why is it towed? Write it behind the plate."]);
});
