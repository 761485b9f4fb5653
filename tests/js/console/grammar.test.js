import assert from "node:assert/strict";
import { test } from "node:test";

import { call, registry, town, unit } from "./town.js";
import { served } from "./served.js";

const { parse, withVerb } = await served("grammar.js");

const said = (line, changes) => parse(line, registry, town(changes));
const problems = (line, changes) => said(line, changes).problems.map((problem) => problem.text);

test("spaces and dots separate alike, and the order of units and call is free", () => {
  const expected = [
    { method: "POST", url: "/calls/A26-000142/assignment/", body: { unit: [1, 2] } },
  ];
  for (const line of ["D 4A11 4C10 0142", "d.4a11.4c10.0142", "D 0142 4A11 4C10", "/D 4A 4C 142"]) {
    assert.deepEqual(said(line).requests, expected, line);
  }
});

test("the sentence names the units and the call before Enter", () => {
  assert.equal(
    said("D 1 2").sentence,
    "Dispatch 4A11 and 4C10 to A26-000132 · Vandalism · 1925 North Castle Street",
  );
});

test("the chosen call is implied, and a number is a recommended unit of it", () => {
  assert.deepEqual(said("D 2").requests, [
    { method: "POST", url: "/calls/A26-000132/assignment/", body: { unit: [2] } },
  ]);
  assert.deepEqual(problems("D 1 0142"), [
    "Numbers count in the chosen call. Choose A26-000142 first.",
  ]);
});

test("a status goes to each unit in its own request", () => {
  assert.deepEqual(said("OS 2B10 2C10").requests, [
    { method: "POST", url: "/units/3/status/", body: { status: "OS" } },
    { method: "POST", url: "/units/4/status/", body: { status: "OS" } },
  ]);
});

test("without a unit the only fitting one of the chosen call is meant", () => {
  assert.equal(said("OS", { chosen: "A26-000142" }).sentence, "Mark 2B10 on scene");
  assert.deepEqual(problems("OS", { chosen: "A26-000150" }), ["Name a unit."]);
});

test("a unit that is already rolling is sent and moved on in one request", () => {
  assert.deepEqual(said("DE 4A11").requests, [
    { method: "POST", url: "/calls/A26-000132/assignment/", body: { unit: [1], status: "ER" } },
  ]);
});

test("a new call takes type and place in either order, and the rest is a note", () => {
  const body = { call_type: "NOISE", location: "1925 N CASTLE", notes: "loud music" };
  for (const line of [
    "N NOISE 1925 N CASTLE; loud music",
    "N 1925 N CASTLE NOISE; loud music",
    "N.NOISE.1925.N.CASTLE; loud music",
    "N NOISE COMPLAINT 1925 N CASTLE ; loud music",
    "N NOI 1925 N CASTLE; loud music",
  ]) {
    assert.deepEqual(said(line).requests, [{ method: "POST", url: "/calls/", body }], line);
  }
});

test("who takes calls for several agencies is told for which, and may name another", () => {
  const agencies = [
    { code: "AB", name: "Alder Bay" },
    { code: "MB", name: "Millbrook" },
  ];
  const both = { agencies };
  const alder = said("N NOISE 4 MB ROAD", both);
  assert.equal(alder.sentence, "Take a call for Alder Bay: Noise complaint at 4 MB ROAD");
  assert.equal(alder.requests[0].body.agency, "AB");
  assert.equal(said("N MB NOISE 4 BRIDGE ROAD", both).requests[0].body.agency, "MB");
  assert.equal(said("N NOISE MB ROAD 4").requests[0].body.location, "MB ROAD 4");
});

test("dots inside an address stay where they are", () => {
  assert.equal(said("N NOISE St. Mary's St. 4").requests[0].body.location, "St. Mary's St. 4");
});

test("a type behind the place counts only in full", () => {
  assert.equal(said("N NOISE 12 PARK").requests[0].body.location, "12 PARK");
  assert.deepEqual(problems("N 12 PARK"), ["Say what kind of call."]);
});

test("a new call without its place opens the form instead", () => {
  assert.equal(said("N").dialog, "call");
  assert.equal(said("N NOISE").dialog, "call");
  assert.deepEqual(said("N NOISE").requests, []);
});

test("clearing a unit releases it, with how the call ended if one says so", () => {
  const url = "/calls/A26-000142/release/";
  const onScene = { units: [unit(3, "2B10", "OS", "A26-000142")] };
  assert.deepEqual(said("CL 2B10", onScene).requests, [{ method: "POST", url, body: { unit: 3 } }]);
  assert.deepEqual(said("CL 2B10 REPORT").requests, [
    { method: "POST", url, body: { unit: 3, disposition: ["REPORT"] } },
  ]);
  assert.deepEqual(problems("CL 4A11"), ["4A11 is on no call."]);
});

test("a call's number with a disposition closes the call", () => {
  const body = { disposition: ["REPORT"], note: "all quiet" };
  for (const line of ["CL 0142 REPORT; all quiet", "C 0142 report taken; all quiet"]) {
    const expected = [{ method: "POST", url: "/calls/A26-000142/closure/", body }];
    assert.deepEqual(said(line).requests, expected, line);
  }
});

test("what becomes of the call that a unit leaves is said before Enter", () => {
  const units = [unit(3, "2B10", "OS", "A26-000142"), unit(4, "2C10", "OS", "A26-000142")];
  assert.deepEqual(said("CL 2B10 N").remarks, ["0142 waits again"]);
  assert.deepEqual(said("CL 2B10 REPORT").remarks, ["closes 0142"]);
  assert.deepEqual(said("CL 2B10 REPORT", { units }).remarks, ["2C10 still on 0142"]);
  assert.deepEqual(said("C 0142 REPORT", { units }).remarks, ["frees 2B10 and 2C10"]);
});

test("closing without a disposition opens the form", () => {
  assert.equal(said("C").dialog, "close");
  assert.equal(said("CL 0142").dialog, "close");
});

test("a note keeps its words, even those that look like units", () => {
  assert.deepEqual(said("NOTE 2B10 says 10 people; one left").requests, [
    {
      method: "POST",
      url: "/calls/A26-000132/note/",
      body: { text: "2B10 says 10 people; one left" },
    },
  ]);
  assert.equal(said("NOTE 0142 all quiet").sentence.includes("A26-000142"), true);
});

test("a reason keeps its words", () => {
  assert.deepEqual(said("BZ 2B10 10 minutes in 2C10's lot").requests, [
    {
      method: "POST",
      url: "/units/3/status/",
      body: { status: "BZ", reason: "10 minutes in 2C10's lot" },
    },
  ]);
});

test("a house number is never taken for a call", () => {
  const calls = [call("A26-001925", "Noise complaint", "1 Elm Street")];
  const asked = said("LOC 1925 N CASTLE", { calls, chosen: "A26-001925" }).requests;
  assert.equal(asked[0].body.location, "1925 N CASTLE");
  assert.equal(said("LOC #0142 1925 N CASTLE").requests[0].url, "/calls/A26-000142/correction/");
});

test("a struck note cannot be struck again", () => {
  assert.equal(said("X 1 wrong call").requests[0].url, "/calls/A26-000132/note/71/strike/");
  assert.deepEqual(said("X 2").requests, []);
});

test("notes are offered by number, with their words", () => {
  const [offer, ...others] = said("X ").completions;
  assert.deepEqual([offer.label, offer.detail], ["1", "Caller hears glass breaking."]);
  assert.deepEqual(others, []);
});

test("what could mean two things is asked, never guessed", () => {
  assert.deepEqual(problems("D 10"), ["10 could be 4C10, 2B10, 2C10, AB/1A10 or MB/1A10."]);
  assert.deepEqual(problems("S 0150"), ["0150 could be A26-000150 or M26-000150."]);
  assert.equal(said("S M150").sentence, "Choose M26-000150 · Animal loose · 4 Bridge Road");
});

test("a shared callsign means the unit of the chosen call's agency", () => {
  assert.deepEqual(said("D 1A10").requests[0].body, { unit: [5] });
  assert.deepEqual(said("D MB/1A10").requests[0].body, { unit: [6] });
});

test("a call's number alone chooses the call", () => {
  assert.equal(said("0142").local, "select");
  assert.equal(said("0142").args.call.number, "A26-000142");
});

test("an empty line does nothing", () => {
  for (const line of ["", "   ", ".", "/"]) {
    assert.deepEqual([said(line).requests, said(line).dialog, said(line).local], [[], "", ""]);
  }
});

test("no verb acts while the picture is stale, but one may still look", () => {
  assert.deepEqual(said("D 1", { live: false }).requests, []);
  assert.equal(said("S 0142", { live: false }).local, "select");
  assert.equal(said("D 1", { live: false }).sentence, said("D 1").sentence);
  assert.equal(said("N", { live: false }).dialog, "call", "a form can be filled in meanwhile");
  assert.equal(said("N NOISE 8 MILL LANE", { live: false }).dialog, "", "a whole line stays");
});

test("a verb that one may not use is refused by name", () => {
  assert.deepEqual(problems("D 1", { grants: { AB: ["call:read"] } }), ["You may not: Dispatch."]);
  const grants = { AB: ["call:read", "call:dispatch"], MB: ["call:read"] };
  assert.deepEqual(problems("D 4A11 M150", { grants }), ["You may not: Dispatch."]);
});

test("a unit in an unexpected status is a warning, not a refusal", () => {
  const asked = said("D 2B10");
  assert.deepEqual(asked.warnings, ["2B10 is en route at 0142"]);
  assert.equal(asked.requests.length, 1);
});

test("after a unit to clear, completion offers how the call ended", () => {
  const labels = said("CL 2C10 ").completions.map((completion) => completion.label);
  assert.deepEqual(labels.slice(0, 2), ["REPORT", "GOA"]);
  assert.deepEqual(
    said("CL 2B10 RE").completions.map((each) => each.label),
    ["REPORT"],
  );
});

test("completion offers able units first and never one already named", () => {
  const labels = said("D 4A11 ").completions.map((completion) => completion.label);
  assert.deepEqual(labels.slice(0, 3), ["4C10", "AB/1A10", "MB/1A10"]);
  assert.equal(labels.includes("4A11"), false);
});

test("places offered by the server replace the place that was typed", () => {
  const places = [{ label: "1925 North Castle Street", detail: "Beat 2" }];
  const [offer] = said("N NOISE 1925 N C", { places }).completions;
  assert.equal(offer.line, "N NOISE 1925 North Castle Street");
});

test("what the server says of all its places is said in the preview", () => {
  const placesSaid = "2 streets are called Castle: North Castle Street and South Castle Street";
  assert.deepEqual(said("N NOISE CASTLE", { placesSaid }).remarks, [placesSaid]);
  assert.deepEqual(said("N NOISE CASTLE", { placesSaid: "" }).remarks, []);
});

test("a function key puts its verb in front of what is typed", () => {
  const verb = (code) => registry.find((each) => each.code === code);
  assert.equal(withVerb("", verb("D"), registry), "D 1");
  assert.equal(withVerb("2B10", verb("OS"), registry), "OS 2B10");
  assert.equal(withVerb("ER 2B10", verb("OS"), registry), "OS 2B10");
  assert.equal(withVerb("", verb("ER"), registry), "ER ");
});

test("callsigns of digits only are units when they match in full", () => {
  const units = [unit(9, "101"), unit(10, "102")];
  assert.deepEqual(said("D 101 0142", { units }).requests[0].body, { unit: [9] });
});

test("a number that no open call has is not called nonsense, and leads to the history", () => {
  for (const line of ["S 0999", "C 0999 GOA", "0999", "D 4A11 A26-000999"]) {
    const [problem] = said(line).problems;
    assert.match(problem.text, /999: no open call has that number\.$/, line);
    assert.match(problem.history, /999$/);
  }
  assert.equal(said("XYZZY").problems[0].text, "XYZZY: no such command.");
});

test("sending against the rules asks for the letter of the reason, and takes one key", () => {
  const asked = said("OVR 4A11 0142 ");
  assert.deepEqual(problems("OVR 4A11 0142"), ["Why? Give the letter of the reason."]);
  assert.deepEqual(
    asked.completions.filter((each) => each.label.length === 1).map((each) => each.detail),
    ["nobody else is free", "life in danger"],
  );
  assert.deepEqual(said("OVR 4A11 0142 L").requests, [
    {
      method: "POST",
      url: "/calls/A26-000142/assignment/",
      body: { unit: [1], override: "L" },
    },
  ]);
});

test("a street is closed with its cross streets, until when, and why", () => {
  const url = "/closures/";
  const [request] = said("RC HARBOR 3RD/5TH EB UNTIL 5:30 PM WATER MAIN; two crews").requests;
  assert.deepEqual(request, {
    method: "POST",
    url,
    body: { stretch: "HARBOR 3RD/5TH EB", until: "5:30 PM", reason: "WATER MAIN; two crews" },
  });
  assert.deepEqual(said("rs 40% mill lane; parade").requests, [
    { method: "POST", url, body: { stretch: "mill lane", reason: "parade", speed_percent: 40 } },
  ]);
  assert.equal(said("RS 40% MILL LANE; parade").sentence, "Slow MILL LANE to 40%: parade");
});

test("a share of the speed that no slowed street can have is said to be so", () => {
  const refusal = "a slowed street has 5% to 95% of its speed left. RC closes it.";
  assert.deepEqual(problems("RS 0% MILL LANE; ice"), [`0%: ${refusal}`]);
  assert.deepEqual(problems("RS 150% MILL LANE; ice"), [`150%: ${refusal}`]);
});

test("what a closure lacks is asked for, and the form opens with the rest", () => {
  assert.deepEqual(problems("RC HARBOR 3RD/5TH"), ["Say why, after the time or a semicolon."]);
  assert.deepEqual(problems("RC HARBOR UNTIL soon x")[0], "Until when? Write 1700, 5PM or +2H.");
  assert.equal(said("RC HARBOR 3RD/5TH").dialog, "closure");
  assert.equal(said("RO").dialog, "closures");
});

test("what the server found for a stretch is said, or refused with its choices", () => {
  const answer = { ok: true, words: "Mill Lane, all of it, 450 ft" };
  const found = { stretch: "MILL LANE", until: "", answer };
  assert.deepEqual(said("RC MILL LANE; x", { stretch: found }).remarks, [answer.words]);
  assert.deepEqual(said("RC MILL; x", { stretch: found }).remarks, [], "it is of other words");

  const choices = ["North Castle Street", "South Castle Street"];
  const refused = { ok: false, message: "Which street?", choices };
  const asked = { stretch: "CASTLE", until: "1700", answer: refused };
  const line = said("RC CASTLE UNTIL 1700 x", { stretch: asked });
  assert.equal(line.problems[0].text, "Which street?");
  assert.deepEqual(line.requests, []);
  const [offer] = said("RC CASTLE UNTIL 1700", { stretch: asked }).completions;
  assert.equal(offer.line, "RC North Castle Street UNTIL 1700");
});

test("a closed street is opened by its number or the beginnings of its name", () => {
  const opens = [{ method: "POST", url: "/closures/12/lifting/", body: {} }];
  for (const line of ["RO 12", "RO HARBOR", "ro harb ro", "RO HARBOR ROAD BETWEEN"]) {
    assert.deepEqual(said(line).requests, opens, line);
  }
  assert.deepEqual(problems("RO CASTLE"), ["CASTLE: no such closure.", "Which street? Give its name."]);
  assert.deepEqual(said("RO ").completions.map((each) => each.line), ["RO 12", "RO 13"]);
  assert.deepEqual(problems("RO 12", { grants: { AB: ["call:read"] } }), ["You may not: Open street."]);
});

test("what another service said goes to the call's request, the police unless another is named", () => {
  const url = "/calls/A26-000132/request/";
  const bodies = ["ASK", "ASK fire Capt. Ruiz", "ACC POLICE Unit 12; 26-04471", "SAID #0132"].map(
    (line) => {
      const { requests } = said(line);
      assert.equal(requests[0].url, url, line);
      return requests[0].body;
    },
  );
  assert.deepEqual(bodies, [
    { service: "police", state: "asked" },
    { service: "fire", state: "asked", who: "Capt. Ruiz" },
    { service: "police", state: "accepted", who: "Unit 12", number: "26-04471" },
    { service: "police", state: "safe" },
  ]);
  assert.deepEqual(problems("UNREQ EMS"), ["Write the text."]);
});

test("a case number is drawn for the chosen call, or for another by its number", () => {
  const draw = (number) => [
    { method: "POST", url: `/incidents/${number}/case-numbers/`, body: {} },
  ];
  assert.deepEqual(said("CN").requests, draw("A26-000132"));
  assert.deepEqual(said("CN 0142").requests, draw("A26-000142"));
  assert.deepEqual(problems("CN", { chosen: null }), ["Choose a call, or give its number."]);
});

test("another agency's case number is noted with who issued it, also on a call said with #", () => {
  const body = { case_number: "cr26-00123", issued_by: "county sheriff 2nd district" };
  for (const [line, number] of [
    ["CNF cr26-00123 county sheriff 2nd district", "A26-000132"],
    ["CNF #0142 cr26-00123 county sheriff 2nd district", "A26-000142"],
  ]) {
    const url = `/incidents/${number}/case-numbers/foreign/`;
    assert.deepEqual(said(line).requests, [{ method: "POST", url, body }], line);
  }
  assert.deepEqual(problems("CNF CR26-00123"), ["Say which agency issued it."]);
  assert.deepEqual(problems("CNF SHERIFF"), ["Which case number? Type it."]);
});

test("a case number that looks like a call's is the case number, and its voiding asks why", () => {
  assert.equal(
    said("CNV 26-00142 drawn twice").sentence,
    "Void 26-00142 of A26-000132 · Vandalism · 1925 North Castle Street: drawn twice",
  );
  assert.deepEqual(said("CNV 26-00142 drawn twice").requests[0].body, {
    case_number: "26-00142",
    reason: "drawn twice",
  });
  assert.deepEqual(problems("CNV 26-00142"), ["Why? Write it behind the number."]);
});

test("a call is raised by one word, and that is taken back for a reason", () => {
  assert.deepEqual(said("UP WEAPON").requests, [
    { method: "POST", url: "/calls/A26-000132/flag/", body: { flag: "weapon" } },
  ]);
  assert.deepEqual(said("UP IN PROGRESS 0142").requests[0].body, { flag: "in_progress" });
  assert.deepEqual(said("DOWN WEAPON it was an umbrella").requests, [
    {
      method: "POST",
      url: "/calls/A26-000132/flag/removal/",
      body: { flag: "weapon", reason: "it was an umbrella" },
    },
  ]);
  assert.deepEqual(problems("UP"), ["What is it? In progress, weapon, injury or person down."]);
});
