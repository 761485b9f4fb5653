import assert from "node:assert/strict";
import { test } from "node:test";

import { openFeed } from "../../../beatbook/ground/ui/static/ui/feed.js";
import { settle, world } from "./browser.js";

function opened(more = {}) {
  const environment = world();
  const states = [];
  const events = [];
  const feed = openFeed({
    cursor: "c1",
    onEvent: (event) => events.push(event),
    onState: (state) => states.push(state),
    refetch: async () => "c9",
    environment,
    now: environment.now,
    ...more,
  });
  return { environment, states, events, feed };
}

test("it starts from the page's cursor, and is live only once the server has said something", () => {
  const { environment, states } = opened();
  assert.equal(environment.source.url, "/feed?cursor=c1");
  assert.deepEqual(states, ["reconnecting"]);
  environment.source.send("beat");
  assert.deepEqual(states, ["reconnecting", "live"]);
});

test("patches, positions and clock settings are handed on; heartbeats are not", () => {
  const { environment, events } = opened();
  environment.source.send("patch", [{ kind: "call" }], "c2");
  environment.source.send("positions", [[1, 2, 3, "t"]]);
  environment.source.send("clock", { rate: 2 });
  environment.source.send("beat");
  assert.deepEqual(events, [
    { type: "patch", data: [{ kind: "call" }] },
    { type: "positions", data: [[1, 2, 3, "t"]] },
    { type: "clock", data: { rate: 2 } },
  ]);
});

test("a lost connection is reconnecting at first, stale after fifteen seconds, never live", async () => {
  const { environment, states } = opened();
  environment.source.send("beat");
  environment.source.fail(0);
  await environment.advance(14_000);
  assert.equal(states.at(-1), "reconnecting");
  await environment.advance(3_000);
  assert.equal(states.at(-1), "stale");
});

test("silence on an open connection is found out, and the connection is made anew", async () => {
  const { environment, states } = opened();
  const first = environment.source;
  first.send("patch", [], "c5");
  await environment.advance(13_500);
  assert.equal(states.at(-1), "reconnecting");
  assert.equal(first.closed, true);
  assert.equal(environment.source.url, "/feed?cursor=c5");
  environment.source.send("beat");
  assert.equal(states.at(-1), "live");
});

test("an open connection that sends nothing does not make a stale page live", async () => {
  const { environment, feed } = opened();
  environment.source.send("beat");
  await environment.advance(40_000);
  assert.equal(feed.state, "stale");
});

test("a server that is down is asked again, later each time", async () => {
  const { environment } = opened();
  environment.status = 503;
  const tries = () => environment.EventSource.opened.length;
  const waits = [];
  for (let round = 0; round < 5; round += 1) {
    environment.source.fail(2);
    await settle();
    const before = environment.now();
    const soFar = tries();
    while (tries() === soFar) await environment.advance(250);
    waits.push(environment.now() - before);
  }
  assert.ok(waits[0] <= 1250 && waits[4] >= 4000 && Math.max(...waits) <= 10_250, String(waits));
});

test("a session that ended is said to be signed out, and comes back after signing in again", async () => {
  const { environment, states } = opened();
  environment.source.send("beat");
  environment.status = 401;
  environment.source.fail(2);
  await settle();
  assert.equal(states.at(-1), "signed-out");
  await environment.advance(31_000);
  environment.source.send("beat");
  assert.equal(states.at(-1), "live");
});

test("resync fetches the page's state anew and goes on from its cursor", async () => {
  const { environment } = opened();
  environment.source.send("resync");
  await settle();
  assert.equal(environment.source.url, "/feed?cursor=c9");
});

test("a server that asks for it again and again is not asked in a tight circle", async () => {
  let fetched = 0;
  const { environment } = opened({ refetch: async () => `c${(fetched += 1)}` });
  for (let round = 0; round < 60; round += 1) {
    environment.source.send("resync");
    await environment.advance(1_000);
  }
  assert.ok(fetched > 3 && fetched < 40, String(fetched));
});

test("a resync that fails is tried again through a new connection", async () => {
  const { environment, states } = opened({
    refetch: async () => {
      throw new Error("no answer");
    },
  });
  environment.source.send("beat");
  environment.source.send("resync");
  await environment.advance(2_000);
  assert.equal(states.at(-1), "reconnecting");
  assert.equal(environment.source.url, "/feed?cursor=c1");
});

test("a machine that comes back online does not wait for the next try", async () => {
  const { environment } = opened();
  environment.status = 0;
  environment.source.fail(2);
  await settle();
  const before = environment.EventSource.opened.length;
  environment.happen("online");
  assert.equal(environment.EventSource.opened.length, before + 1);
});

test("a closed feed stays closed", async () => {
  const { environment, feed, states } = opened();
  environment.source.send("beat");
  feed.close();
  await environment.advance(60_000);
  assert.equal(environment.EventSource.opened.length, 1);
  assert.equal(states.at(-1), "live");
});
