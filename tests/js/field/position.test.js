import assert from "node:assert/strict";
import { test } from "node:test";

import { served } from "./served.js";

const { createPosition, isNews, pointOf } = await served("position.js");

const NOON = Date.parse("2026-06-15T16:00:00Z");
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A phone whose places, permission and network the test decides. */
function phone({ permission = "granted", choice = null, isSecure = true, answers = [] } = {}) {
  const world = { states: [], sent: [], fixes: [], chosen: choice, watching: false, now: NOON };
  let hear = null;
  let fail = null;
  let tick = null;
  const position = createPosition({
    geolocation: {
      watchPosition(found, failed) {
        [hear, fail, world.watching] = [found, failed, true];
        return 1;
      },
      clearWatch: () => (world.watching = false),
    },
    isSecure,
    permission: async () => permission,
    choice: { get: () => world.chosen, set: (word) => (world.chosen = word) },
    times: () => ({ now: world.now, wall: world.now }),
    send: async (points) => {
      world.sent.push(points);
      return answers.shift() ?? { ok: true, status: 200, refused: [] };
    },
    onState: (state, reason) => world.states.push([state, reason]),
    onFix: (point) => world.fixes.push(point),
    onSent: () => {},
    timers: { setInterval: (run) => (tick = run), clearInterval: () => (tick = null) },
  });
  return Object.assign(world, {
    position,
    state: () => world.states.at(-1)[0],
    reason: () => world.states.at(-1)[1],
    async moves(latitude, seconds = 0) {
      world.now += seconds * 1000;
      hear({ coords: { latitude, longitude: -69.2, accuracy: 9.6 }, timestamp: world.now });
      await settle();
    },
    fails: (code) => fail({ code }),
    async pass() {
      tick?.();
      await settle();
    },
  });
}

async function onDuty(options) {
  const one = phone(options);
  await one.position.setDuty(true);
  return one;
}

test("a fix is told in operational time, whatever the clock of the phone says", () => {
  const fix = { coords: { latitude: 41.5, longitude: -69.2, accuracy: 9.6, speed: 10 }, timestamp: 5000 };
  assert.deepEqual(pointOf(fix, { now: NOON, wall: 7000 }), {
    lat: 41.5,
    lon: -69.2,
    at: "2026-06-15T15:59:58.000Z",
    accuracy_m: 10,
    speed_mph: 22,
  });
});

test("a point is news when it is somewhere else, or a while later, never when it is older", () => {
  const at = (seconds) => new Date(NOON + seconds * 1000).toISOString();
  const here = { lat: 41.5, lon: -69.2, at: at(0) };
  assert.equal(isNews(null, here), true);
  assert.equal(isNews(here, { ...here, at: at(5) }), false);
  assert.equal(isNews(here, { ...here, lat: 41.5002, at: at(5) }), true);
  assert.equal(isNews(here, { ...here, at: at(16) }), true);
  assert.equal(isNews(here, { ...here, lat: 41.6, at: at(-5) }), false);
});

test("on duty and allowed, it is on and sends", async () => {
  const one = await onDuty();
  await one.moves(41.5);
  assert.equal(one.state(), "on");
  assert.deepEqual(one.sent.map((points) => points.length), [1]);
});

test("off duty nothing is watched and what was held is forgotten", async () => {
  const one = await onDuty({ answers: [{ ok: false, status: 0 }] });
  await one.moves(41.5);
  await one.position.setDuty(false);
  await one.pass();
  assert.deepEqual([one.state(), one.watching, one.sent.length], ["off-duty", false, 1]);
});

test("points that could not be sent are sent with the next", async () => {
  const one = await onDuty({ answers: [{ ok: false, status: 0 }] });
  await one.moves(41.5);
  await one.moves(41.6, 10);
  assert.deepEqual(one.sent.map((points) => points.length), [1, 2]);
  await one.pass();
  assert.equal(one.sent.length, 2);
});

test("it does not ask the browser before the officer has tapped", async () => {
  const one = await onDuty({ permission: "prompt" });
  assert.deepEqual([one.state(), one.watching], ["ready", false]);
  one.position.toggle();
  assert.deepEqual([one.state(), one.watching, one.chosen], ["finding", true, "on"]);
});

test("a denial is named, and the next tap asks again", async () => {
  const one = await onDuty({ choice: "on" });
  one.fails(1);
  assert.deepEqual([one.state(), one.watching], ["denied", false]);
  one.position.toggle();
  assert.equal(one.watching, true);
});

test("switched off it stays off on the next page", async () => {
  const one = await onDuty();
  one.position.toggle();
  assert.deepEqual([one.state(), one.chosen], ["off", "off"]);
  const next = await onDuty({ choice: one.chosen });
  assert.deepEqual([next.state(), next.watching], ["off", false]);
});

test("a place that cannot be found is said, and found again later", async () => {
  const one = await onDuty();
  one.fails(2);
  assert.equal(one.state(), "unknown");
  await one.moves(41.5);
  assert.equal(one.state(), "on");
});

test("why the server keeps no position is said in its own words", async () => {
  const reason = "You are not on duty on a unit, so your position is not kept.";
  const one = await onDuty({ answers: [{ ok: true, status: 200, refused: [{ index: 0, reason }] }] });
  await one.moves(41.5);
  assert.deepEqual([one.state(), one.reason()], ["unknown", reason]);
});

test("an address that is not secure gets no position from the browser, and says so", async () => {
  const one = await onDuty({ isSecure: false });
  assert.equal(one.state(), "insecure");
});
