import assert from "node:assert/strict";
import { test } from "node:test";

import { served } from "./served.js";
import { tap } from "./shift.js";

const words = await served("words.js");

const MINUTE = 60_000;

test("durations read as the server writes them", () => {
  assert.deepEqual([0, 59_999, 90_000, 59.4 * MINUTE, 60 * MINUTE, 312 * MINUTE].map(words.minutes), [
    "under 1 min",
    "under 1 min",
    "2 min",
    "59 min",
    "1 h",
    "5 h 12 min",
  ]);
});

test("lengths are feet below a tenth of a mile, then miles", () => {
  assert.deepEqual([0, 137.2, 160, 483, 19_312].map(words.distance), [
    "0 ft",
    "450 ft",
    "520 ft",
    "0.3 mi",
    "12 mi",
  ]);
});

test("the shift is said by its length", () => {
  const now = Date.parse("2026-06-15T21:12:00Z");
  assert.equal(words.shift("2026-06-15T16:00:00Z", now), "On shift 5 h 12 min");
  assert.equal(words.shift(null, now), "");
});

test("all is only called sent when the feed is live and nothing waits", () => {
  assert.deepEqual(words.pill("live", []).text, "All sent");
  for (const feed of ["reconnecting", "stale", "signed-out", null]) {
    assert.notEqual(words.pill(feed, []).tone, "good");
  }
  assert.notEqual(words.pill("live", [tap("ER")]).tone, "good");
});

test("what could not be sent is counted, whatever the feed is", () => {
  const stuck = [tap("ER", { tries: 1 }), tap("OS")];
  assert.equal(words.pill("live", stuck).text, "2 not sent");
  assert.equal(words.pill("stale", stuck).text, "2 not sent");
  assert.equal(words.pill("live", [tap("ER")]).text, "Sending 1");
});

test("the way is told by time and by length", () => {
  assert.deepEqual(words.arrival({ seconds: 240, meters: 1290, kind: "car" }), {
    time: "4 min",
    way: "0.8 mi by car",
  });
});

test("where it is: the corner and the beat, as far as they are known", () => {
  const known = { corner: "Orleans Street", beat: "2", beatName: "Harbor" };
  assert.deepEqual(words.whereabouts(known), ["Corner of Orleans Street", "Beat 2 Harbor"]);
  assert.deepEqual(words.whereabouts({ beat: "2" }), ["Beat 2"]);
  assert.deepEqual(words.whereabouts({ beat: "" }), []);
});

test("a button says its time, or that its tap is on the way", () => {
  const wall = () => "21:07:30";
  assert.equal(words.said({ state: "now", at: "2026-06-15T21:07:30Z" }, wall), "21:07");
  assert.equal(words.said({ state: "sending", at: null }, wall), "sending…");
  assert.equal(words.said({ state: "unsent", at: null }, wall), "not sent yet");
  assert.equal(words.said({ state: "open", at: null }, wall), "");
});

test("a unit that may not go in is told where to be and until when", () => {
  const held = { hold: "wait", order: "stage until a sworn unit is on scene" };
  const known = { corner: "Mill Lane", location: "8 Bank Street" };
  assert.equal(words.order({ hold: "" }, known), null);
  assert.deepEqual(words.order(held, known), {
    title: "STAGE",
    words:
      "Stage until a sworn unit is on scene. Where: near Mill Lane, out of sight of 8 Bank Street.",
  });
  const off = { hold: "stand_off", order: "stand off until the police said it is safe" };
  assert.deepEqual(words.order(off, { staging: "the church lot" }), {
    title: "STAND OFF",
    words: "Stand off until the police said it is safe. Where: the church lot.",
  });
  assert.match(words.order(held).words, /Where: near by, out of sight\.$/);
});

test("back-up says whether dispatch took it up, who is coming and who is here", () => {
  const wall = (at) => new Date(at).toISOString().slice(11, 19);
  const wanted = { kind: "urgent", at: "2026-06-15T21:07:00Z", seen_at: null, way: "" };
  const said = (more, companions = []) => words.backup({ ...wanted, ...more }, companions, wall);
  assert.deepEqual(said({}), {
    tone: "warn",
    title: "URGENT back-up asked 21:07",
    words: "Dispatch has not taken it up yet.",
  });
  const seen = { seen_at: "2026-06-15T21:08:00Z" };
  assert.equal(said(seen).words, "Dispatch took it up 21:08. Nobody is sent yet.");
  const companions = [{ callsign: "4C10", status: "ER" }, { callsign: "2B20", status: "OS" }];
  assert.equal(said(seen, companions).words, "Dispatch took it up 21:08. Coming: 4C10. Here: 2B20.");
  assert.equal(said({ way: "unsent" }).title, "URGENT back-up: NOT SENT");
});
