import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import {
  createClock,
  createTicker,
  level,
  stopwatch,
  wallTime,
} from "../../../beatbook/ground/ui/static/ui/clock.js";

const NOON = "2026-11-07T12:00:00Z";
const noon = Date.parse(NOON);
const setting = { rate: 10, real: "2026-11-07T09:00:00Z", operational: NOON };

test("operational time counts on from what the page was told, at its rate", () => {
  let now = 500;
  const clock = createClock(setting, { monotonic: () => now });
  assert.equal(clock.now(), noon);
  now += 2000;
  assert.equal(clock.now(), noon + 20_000);
});

test("another setting takes over at once", () => {
  let now = 0;
  const clock = createClock(setting, { monotonic: () => now });
  now = 9000;
  clock.set({ rate: 1, real: NOON, operational: NOON });
  now += 1000;
  assert.equal(clock.now(), noon + 1000);
});

test("a stopwatch reads as it does on the server", () => {
  const examples = JSON.parse(readFileSync(new URL("stopwatch.json", import.meta.url)));
  for (const [seconds, words] of examples) assert.equal(stopwatch(seconds * 1000), words);
});

test("a stopwatch never shows a negative time", () => {
  assert.equal(stopwatch(-5000), "0:00");
});

test("a waiting time is late from three fifths of its target and over beyond it", () => {
  const seconds = (count) => level(count * 1000, 180);
  assert.deepEqual([seconds(108), seconds(109), seconds(180), seconds(181)], ["", "late", "late", "over"]);
  assert.equal(level(9e9, null), "");
});

test("the time of day is the agency's, whatever machine shows it", () => {
  assert.equal(wallTime("America/New_York")(Date.parse("2026-11-07T05:00:09Z")), "00:00:09");
  assert.equal(wallTime("America/Los_Angeles")(noon), "04:00:00");
});

test("one timer drives every running time, and forgets elements that left the page", () => {
  let tick = null;
  let stopped = false;
  const timers = {
    setInterval: (run) => ((tick = run), 1),
    clearInterval: () => (stopped = true),
  };
  const clock = createClock(setting, { monotonic: () => 0 });
  const ticker = createTicker(clock, { timers });
  const element = { isConnected: false };
  const heard = [];
  ticker.watch(element, (now) => heard.push(now));
  tick(); // not on the page yet: rows are drawn before they are put in
  element.isConnected = true;
  tick();
  element.isConnected = false;
  tick();
  tick();
  assert.deepEqual(heard, [noon, noon, noon]);
  assert.equal(ticker.size, 0);
  ticker.stop();
  assert.equal(stopped, true);
});
