// The verbs for alerts: a lookout in one line, other kinds, ending them by number.

import assert from "node:assert/strict";
import { test } from "node:test";

import { registry, town } from "./town.js";
import { served } from "./served.js";

const { parse } = await served("grammar.js");

const said = (line, changes) => parse(line, registry, town(changes));
const problems = (line, changes) => said(line, changes).problems.map((problem) => problem.text);

test("a lookout names a plate with its state, and from whom after the semicolon", () => {
  const line = "BOLO 4ABC123/CA white Civic, two men UNTIL +8H; County Sheriff";
  assert.equal(
    said(line).sentence,
    "Tell everybody to look out for 4ABC123 CA: white Civic, two men, from County Sheriff, until +8H",
  );
  assert.deepEqual(said(line).requests, [
    {
      method: "POST",
      url: "/alerts/",
      body: {
        kind: "bolo",
        plate: "4ABC123 CA",
        text: "white Civic, two men",
        source: "County Sheriff",
        until: "+8H",
      },
    },
  ]);
});

test("of a lookout nothing typed is lost, and what looks like a plate without a state is a word", () => {
  const { args } = said("BOLO 4ABC123 white van UNTIL +8H tan roof; 2B10");
  assert.deepEqual([args.text, args.note], ["4ABC123 white van tan roof", "2B10"]);
  assert.equal(said("BOLO A26/ZZ van; 2B10").args.plate, undefined);
});

test("a lookout without its source is asked from whom, and Enter opens the form with the rest", () => {
  assert.deepEqual(problems("BOLO white van"), ["Say from whom, after a semicolon."]);
  assert.equal(said("BOLO white van").dialog, "alert");
  assert.deepEqual(problems("ALERT white van; 2B10"), [
    "What kind of alert? ATL, SAFETY, TRESPASS, ORDER, WARRANT, WELFARE or STOLEN.",
  ]);
  assert.deepEqual(said("ALERT STOLEN 4ABC123/CA Civic; 2B10").requests[0].body.kind, "stolen");
});

test("an alert is ended by its number, also one that is on no screen", () => {
  assert.equal(
    said("ALX 12 found at home").sentence,
    "Cancel alert no. 12 (Stolen or recovered, 4ABC123 CA): found at home",
  );
  assert.deepEqual(said("ALX 7 found").requests, [
    { method: "POST", url: "/alerts/7/cancellation/", body: { reason: "found" } },
  ]);
  assert.deepEqual(said("ALE 12 +8H").requests[0].body, { until: "+8H" });
  assert.deepEqual(problems("ALX found"), ["Which alert? Give its number."]);
  const grants = { AB: ["alert:read"] };
  assert.deepEqual(problems("ALX 12 found", { grants }), ["You may not: Cancel alert."]);
});
