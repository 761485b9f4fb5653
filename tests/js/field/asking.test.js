// What the phone asks for by itself: the record of its call, and the way to it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { served } from "./served.js";

const { createRecord } = await served("record.js");
const { createWay } = await served("way.js");

const settle = () => new Promise((resolve) => setImmediate(resolve));

function timers() {
  const due = new Map();
  let next = 0;
  return {
    setTimeout: (run, wait) => due.set((next += 1), { run, wait }) && next,
    clearTimeout: (id) => due.delete(id),
    waits: () => [...due.values()].map(({ wait }) => wait),
    async pass() {
      const runs = [...due.values()];
      due.clear();
      for (const { run } of runs) run();
      await settle();
    },
  };
}

/** Answers that the test gives when it likes, in any order. */
function service() {
  const asked = [];
  return { asked, ask: () => new Promise((answer, fail) => asked.push({ answer, fail })) };
}

test("the record is asked for once for each state of the call", async () => {
  const [time, { asked, ask }] = [timers(), service()];
  const record = createRecord({ fetchRecord: ask, onChange: () => {}, timers: time });
  record.follow("A26-000132", "1");
  record.follow("A26-000132", "1");
  await time.pass();
  record.follow("A26-000132", "2");
  await time.pass();
  assert.equal(asked.length, 2);
});

test("an answer that comes late does not replace a newer one", async () => {
  const [time, { asked, ask }] = [timers(), service()];
  const record = createRecord({ fetchRecord: ask, onChange: () => {}, timers: time });
  record.follow("A26-000132", "1");
  await time.pass();
  record.follow("A26-000132", "2");
  await time.pass();
  asked[1].answer({ number: "A26-000132", version: 2 });
  await settle();
  asked[0].answer({ number: "A26-000132", version: 1 });
  await settle();
  assert.equal(record.current.version, 2);
});

test("a record that could not be loaded is asked for again, and the old one stays", async () => {
  const [time, { asked, ask }] = [timers(), service()];
  const record = createRecord({ fetchRecord: ask, onChange: () => {}, timers: time });
  record.follow("A26-000132", "1");
  await time.pass();
  asked[0].answer({ number: "A26-000132" });
  await settle();
  record.follow("A26-000132", "2");
  await time.pass();
  asked[1].fail(new Error("no network"));
  await settle();
  assert.deepEqual([record.failed, record.current.number, time.waits()], [true, "A26-000132", [5000]]);
});

test("without a call nothing is asked", async () => {
  const [time, { asked, ask }] = [timers(), service()];
  const record = createRecord({ fetchRecord: ask, onChange: () => {}, timers: time });
  record.follow("A26-000132", "1");
  record.follow(null);
  await time.pass();
  assert.deepEqual([asked.length, record.current], [0, null]);
});

const onTheWay = { call: { number: "A26-000132" }, unit: { status: "ER" } };

test("the way is asked for while I am on my way, and not on scene", async () => {
  const [time, { asked, ask }] = [timers(), service()];
  const way = createWay({ fetchRoute: ask, onChange: () => {}, timers: time });
  way.follow(onTheWay);
  way.follow(onTheWay);
  asked[0].answer({ ok: true, number: "A26-000132", seconds: 240 });
  await settle();
  assert.deepEqual([asked.length, way.current.seconds, time.waits()], [1, 240, [20_000]]);
  way.follow({ ...onTheWay, unit: { status: "OS" } });
  assert.deepEqual([way.current, time.waits()], [null, []]);
});

test("without a way the reason is said, and it is asked for soon again", async () => {
  const [time, { asked, ask }] = [timers(), service()];
  const way = createWay({ fetchRoute: ask, onChange: () => {}, timers: time });
  way.follow(onTheWay);
  asked[0].answer({ ok: false, message: "There is no map." });
  await settle();
  assert.deepEqual([way.current, way.reason, time.waits()], [null, "There is no map.", [5000]]);
});

test("a way to another call that comes late is not shown", async () => {
  const [time, { asked, ask }] = [timers(), service()];
  const way = createWay({ fetchRoute: ask, onChange: () => {}, timers: time });
  way.follow(onTheWay);
  way.follow({ call: { number: "A26-000200" }, unit: { status: "DP" } });
  asked[0].answer({ ok: true, number: "A26-000132", seconds: 240 });
  await settle();
  assert.equal(way.current, null);
});
