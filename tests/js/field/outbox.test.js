// The way of a tap to the server, over a network that loses requests and answers.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";

import { served } from "./served.js";
import { note, tap } from "./shift.js";

const { createOutbox } = await served("outbox.js");
const { createStore, draftStore, itemStore } = await served("store.js");

const settle = async () => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
};

/** A storage as a browser has it, that outlives the page. */
function storage(kept = {}) {
  return Object.defineProperties(kept, {
    getItem: { value: (key) => kept[key] ?? null },
    setItem: { value: (key, text) => void (kept[key] = text) },
    removeItem: { value: (key) => void delete kept[key] },
  });
}

/** A server that does each command once, behind a network whose moods are given. */
function service(moods) {
  const done = [];
  const asked = [];
  let underWay = 0;
  async function send(url, body, { commandId }) {
    asked.push(commandId);
    underWay += 1;
    assert.equal(underWay, 1, "two requests at once");
    await Promise.resolve();
    underWay -= 1;
    const mood = moods.shift() ?? "well";
    if (mood === "lost") return { ok: false, status: 0, message: "No answer." };
    if (mood === "no") return { ok: false, status: 422, message: "No." };
    if (!done.includes(commandId)) done.push(commandId);
    return mood === "answer lost" ? { ok: false, status: 0, message: "" } : { ok: true, status: 200 };
  }
  return { send, done, asked };
}

function phone(send, kept = storage()) {
  const timers = [];
  const shown = [];
  const outbox = createOutbox({
    store: itemStore(createStore("beatbook.field.1", kept)),
    send,
    seen: () => 1,
    now: () => 0,
    onChange: (queue) => shown.push(queue.map((item) => [item.id, item.state])),
    timers: { setTimeout: (run) => timers.push(run), clearTimeout: () => timers.splice(0) },
  });
  return { outbox, kept, shown, pass: () => timers.splice(0).forEach((run) => run()) };
}

test("a tap is kept before it is sent, and forgotten when the server has it", async () => {
  const { send } = service([]);
  const { outbox, kept } = phone(send);
  outbox.put(tap("ER"));
  assert.equal(Object.keys(kept).length, 1);
  await settle();
  assert.equal(Object.keys(kept).length, 0);
  assert.deepEqual(outbox.queue.map((item) => item.state), ["answered"]);
});

test("a lost request is sent again under the same id, and done once", async () => {
  const { send, asked, done } = service(["answer lost"]);
  const { outbox, pass } = phone(send);
  const item = tap("ER");
  outbox.put(item);
  await settle();
  assert.deepEqual(outbox.queue.map((one) => [one.state, one.tries]), [["waiting", 1]]);
  pass();
  await settle();
  assert.deepEqual([asked, done], [[item.id, item.id], [item.id]]);
});

test("a page that is loaded again goes on with what was not sent", async () => {
  const kept = storage();
  const item = note("Two people, one red jacket.");
  phone(service(["lost"]).send, kept).outbox.put(item);
  await settle();
  const { send, done } = service([]);
  const again = phone(send, kept);
  assert.deepEqual(again.outbox.queue.map((one) => one.text), ["Two people, one red jacket."]);
  again.outbox.flush();
  await settle();
  assert.deepEqual(done, [item.id]);
});

test("a refused tap does not hold up the next", async () => {
  const { send, done } = service(["no"]);
  const { outbox } = phone(send);
  const [one, two] = [tap("OS"), tap("TR")];
  outbox.put(one);
  outbox.put(two);
  await settle();
  assert.deepEqual(done, [two.id]);
  assert.deepEqual(outbox.queue.map((item) => item.state), ["refused", "answered"]);
});

test("whatever the network does, each tap is done once, in order, and none is lost", async () => {
  const mood = fc.constantFrom("well", "lost", "answer lost");
  const scenario = fc.tuple(fc.array(mood, { maxLength: 25 }), fc.integer({ min: 1, max: 5 }));
  await fc.assert(
    fc.asyncProperty(scenario, async ([moods, count]) => {
      const { send, done } = service([...moods]);
      const { outbox, kept, pass } = phone(send);
      const items = Array.from({ length: count }, () => tap("ER"));
      for (const item of items) outbox.put(item);
      for (let turn = 0; turn <= moods.length; turn += 1) {
        await settle();
        const unsent = outbox.queue.filter((item) => item.state !== "answered");
        assert.deepEqual(Object.keys(kept).length, unsent.length);
        pass();
      }
      await settle();
      assert.deepEqual(done, items.map((item) => item.id));
      assert.deepEqual(Object.keys(kept), []);
    }),
    { numRuns: 60 },
  );
});

test("a browser that keeps nothing still holds the words while the page is open", () => {
  const refusing = { getItem: () => null, removeItem() {}, setItem() { throw new Error("full"); } };
  const store = createStore("beatbook.field.1", refusing);
  draftStore(store).set("A26-000132", "gate is open");
  assert.equal(draftStore(store).get("A26-000132"), "gate is open");
  assert.equal(store.isDurable, false);
});

test("drafts are found again by the number of their call, and go when they are empty", () => {
  const drafts = draftStore(createStore("beatbook.field.1", storage()));
  drafts.set("A26-000132", "gate is open");
  drafts.set("A26-000133", "x");
  drafts.set("A26-000133", "");
  assert.deepEqual(drafts.numbers(), ["A26-000132"]);
});

test("one member's words are not another's", () => {
  const kept = storage();
  draftStore(createStore("beatbook.field.1", kept)).set("A26-000132", "gate is open");
  assert.deepEqual(draftStore(createStore("beatbook.field.12", kept)).numbers(), []);
});

test("a refusal nobody has read is still there after a reload", async () => {
  const kept = storage();
  phone(service(["no"]).send, kept).outbox.put(note("gate is open"));
  await settle();
  const again = phone(service([]).send, kept);
  assert.deepEqual(again.outbox.queue.map((item) => [item.text, item.message]), [["gate is open", "No."]]);
});
