import assert from "node:assert/strict";
import { test } from "node:test";

import { served } from "./served.js";

const { createEmergency, told } = await served("emergency.js");
const wall = () => "21:07:00";

function memory(kept = {}) {
  return {
    get: (key) => kept[key] ?? null,
    set: (key, text) => void (kept[key] = text),
    drop: (key) => void delete kept[key],
    kept,
  };
}

function phone({ answers, store = memory() }) {
  const sent = [];
  const waiting = [];
  const timers = { setTimeout: (act) => waiting.push(act) };
  const send = async ({ commandId }) => {
    sent.push(commandId);
    return answers.shift();
  };
  const emergency = createEmergency({ store, send, onChange: () => {}, timers });
  return { emergency, sent, store, waiting };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("it says sent only when the server has it", () => {
  assert.deepEqual(told({ at: null, sending: "" }, wall), { state: "", words: "" });
  assert.equal(told({ at: null, sending: "sending" }, wall).state, "sending");
  assert.match(told({ at: null, sending: "unsent" }, wall).words, /NOT SENT - use the radio/);
  assert.equal(
    told({ at: "2026-06-15T21:07:00Z", sending: "" }, wall).words,
    "Emergency sent 21:07. Dispatch ends it.",
  );
});

test("what could not be sent is called so at once, kept, and sent again under the same id", async () => {
  const { emergency, sent, store, waiting } = phone({ answers: [{ ok: false, status: 0 }, { ok: true }] });
  emergency.raise();
  assert.equal(emergency.sending, "sending");
  await settled();
  assert.equal(emergency.sending, "unsent");
  assert.ok(store.get("emergency"));
  waiting.shift()();
  await settled();
  assert.equal(sent.length, 2);
  assert.equal(sent[0], sent[1]);
  assert.equal(store.get("emergency"), null);
});

test("held again while it is under way, it is one emergency", async () => {
  const { emergency, sent } = phone({ answers: [{ ok: true }] });
  emergency.raise();
  emergency.raise();
  await settled();
  assert.equal(sent.length, 1);
});

test("a page that was loaded anew goes on sending", async () => {
  const { sent, emergency } = phone({ answers: [{ ok: true }], store: memory({ emergency: "the-id" }) });
  await settled();
  assert.deepEqual(sent, ["the-id"]);
  emergency.seen();
  assert.equal(emergency.sending, "");
});

test("what the server refuses is not tried for ever, and is called not sent", async () => {
  const { emergency, waiting } = phone({ answers: [{ ok: false, status: 403 }] });
  emergency.raise();
  await settled();
  assert.equal(waiting.length, 0);
  assert.equal(emergency.sending, "unsent");
});
