// The verbs for look-ups in local records and for the queue of checks.

import assert from "node:assert/strict";
import { test } from "node:test";

import { registry, town } from "./town.js";
import { served } from "./served.js";

const { parse } = await served("grammar.js");

const said = (line, changes) => parse(line, registry, town(changes));
const problems = (line, changes) => said(line, changes).problems.map((problem) => problem.text);

test("the chosen call is why a plate is looked up, or another one, or what stands behind the semicolon", () => {
  assert.deepEqual(said("PL 4ABC123 CA").requests, [
    {
      method: "POST",
      url: "/look-ups/",
      body: { kind: "plate", asked: "4ABC123 CA", call: "A26-000132" },
    },
  ]);
  assert.equal(said("PL 4ABC123 CA CALL 0142").requests[0].body.call, "A26-000142");
  const { body } = said("PN ROMERO, ANA; welfare check", { chosen: null }).requests[0];
  assert.deepEqual(body, { kind: "person", asked: "ROMERO, ANA", purpose: "welfare check" });
});

test("a look-up says that it searches local records only", () => {
  assert.equal(
    said("PL 4ABC123 CA; stolen", { chosen: null }).sentence,
    "Look up the plate 4ABC123 CA in local records: stolen",
  );
  assert.deepEqual(problems("PL"), ["Which plate? Write it."]);
});

test("a check is answered with a code, and a possible hit is settled", () => {
  assert.deepEqual(said("CKA 7 CLEAR").requests, [
    { method: "POST", url: "/checks/7/answer/", body: { result: "clear" } },
  ]);
  assert.equal(said("CKA 7 HIT").sentence, "Answer check 7 (4ABC123 CA): Possible hit");
  assert.deepEqual(said("HC 7").requests[0].body, { confirmed: "yes" });
  assert.deepEqual(said("HN 7").requests[0].body, { confirmed: "no" });
  assert.deepEqual(problems("HC 8"), ["8: no such check.", "Which check? Give its number."]);
});
