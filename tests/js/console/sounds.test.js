// What is heard when the picture changes, and how loud this browser was told to be.

import assert from "node:assert/strict";
import { test } from "node:test";
import { served } from "./served.js";

const { createLoudspeaker } = await served("loudspeaker.js");
const { heard, pictureOf, SOUNDS } = await served("sounds.js");

const NOW = Date.parse("2026-06-15T12:00:00Z");
const noise = { number: "A26-000001", priority: 4, status: "waiting", flags: [], requests: [] };
const unit = { id: 1, status: "OS", since: "2026-06-15T11:50:00Z", safety_s: 300 };
const late = { ...unit, safety_due_at: "2026-06-15T11:55:00Z" };

const picture = (changes = {}) =>
  pictureOf({ calls: [noise], units: [unit], live: true, now: NOW, ...changes });

test("nothing is heard while nothing happens", () => {
  assert.deepEqual(heard(picture(), picture()), []);
});

for (const [code, changes] of [
  ["call", { calls: [noise, { ...noise, number: "A26-000002" }] }],
  ["urgent", { calls: [noise, { ...noise, number: "A26-000002", priority: 1 }] }],
  ["raised", { calls: [{ ...noise, flags: ["weapon"] }] }],
  ["emergency", { units: [{ ...unit, emergency_at: "2026-06-15T11:59:00Z" }] }],
  ["safety", { units: [late] }],
  ["backup", { units: [{ ...unit, backup: "routine", backup_at: "2026-06-15T11:59:50Z", backup_seen_at: null }] }],
  ["timer", { calls: [{ ...noise, wait_due_at: "2026-06-15T11:59:00Z" }] }],
  ["lost", { live: false }],
  ["request", { calls: [{ ...noise, requests: [{ service: "tow", wanted_by: "2B10", state: "requested" }] }] }],
  ["request", { calls: [{ ...noise, requests: [{ service: "police", overdue: true }] }] }],
]) {
  test(`${code} is heard once, when it happens`, () => {
    assert.deepEqual(heard(picture(), picture(changes)), [code]);
    assert.deepEqual(heard(picture(changes), picture(changes)), []);
  });
}

test("a call that waits again is heard; one that is sent to, closed or lowered is not", () => {
  const active = picture({ calls: [{ ...noise, status: "active", flags: ["weapon"] }] });
  assert.deepEqual(heard(active, picture()), ["back"]);
  assert.deepEqual(heard(picture(), active), ["raised"]);
  assert.deepEqual(heard(active, picture({ calls: [] })), []);
});

test("every row of the table can happen, the most important first", () => {
  const before = picture({ calls: [noise, { ...noise, number: "A26-000009", status: "active" }] });
  const all = heard(
    before,
    picture({
      live: false,
      units: [
        late,
        { ...unit, id: 2, emergency_at: "2026-06-15T11:59:00Z" },
        { ...unit, id: 3, backup: "urgent", backup_at: "2026-06-15T11:59:00Z", backup_seen_at: null },
      ],
      calls: [
        { ...noise, flags: ["injury"], requests: [{ service: "police", overdue: true }] },
        { ...noise, number: "A26-000009", wait_due_at: "2026-06-15T11:59:00Z" },
        { ...noise, number: "A26-000002" },
        { ...noise, number: "A26-000003", priority: 2 },
      ],
    }),
  );
  assert.deepEqual(all, SOUNDS.map(({ code }) => code));
});

test("a back-up that nobody takes up is heard again every half minute, and not once it is taken up", () => {
  const asked = { ...unit, backup: "urgent", backup_at: "2026-06-15T11:59:50Z", backup_seen_at: null };
  const at = (seconds, more = {}) => picture({ units: [{ ...asked, ...more }], now: NOW + seconds * 1000 });
  assert.deepEqual(heard(at(0), at(15)), []);
  assert.deepEqual(heard(at(15), at(21)), ["backup"]);
  assert.deepEqual(heard(at(15), at(21, { backup_seen_at: "2026-06-15T12:00:16Z" })), []);
});

function room() {
  const waves = [];
  const param = () => ({ setValueAtTime() {}, linearRampToValueAtTime() {} });
  const node = () => ({ connect: (next) => next, gain: param() });
  const context = {
    currentTime: 0,
    resume() {},
    createGain: node,
    createOscillator() {
      const wave = { ...node(), frequency: {}, start() {}, stop() {} };
      waves.push(wave);
      return wave;
    },
  };
  const kept = new Map();
  const store = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
  return { waves, kept, store, speaker: createLoudspeaker(store, () => context) };
}

test("of several only the most important sounds, and a muted one lets the next through", () => {
  const { speaker, waves } = room();
  assert.equal(speaker.play(["urgent", "call"]), "urgent");
  const tones = SOUNDS.find(({ code }) => code === "urgent").notes.filter(([hertz]) => hertz);
  assert.equal(waves.length, tones.length, "rests make no wave");
  speaker.mute("urgent", true);
  assert.equal(speaker.play(["urgent", "call"]), "call");
  assert.equal(speaker.play(["urgent"]), null);
  assert.equal(speaker.play([]), null);
});

test("an officer's emergency is heard whatever was muted", () => {
  const { speaker, waves } = room();
  speaker.volume = 0;
  speaker.mute("emergency", true);
  assert.ok(speaker.isChosen("emergency"));
  assert.equal(speaker.play(["emergency", "lost"]), "emergency");
  assert.equal(waves.length, 6);
});

test("volume and what is muted outlive the page, and nonsense in the store does not hurt", () => {
  const { speaker, store, kept } = room();
  speaker.volume = 140;
  speaker.mute("call", true);
  const again = createLoudspeaker(store);
  assert.equal(again.volume, 100);
  assert.ok(!again.isChosen("call"));
  again.mute("call", false);
  assert.ok(createLoudspeaker(store).isChosen("call"));
  again.volume = 0;
  assert.equal(again.play(["urgent"]), null);
  kept.set("beatbook-sounds", "{");
  assert.equal(createLoudspeaker(store).volume, 60);
});
