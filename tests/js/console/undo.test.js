// The seconds in which the last command can be taken back.

import { servedBy } from "../served.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { createUndo } = await servedBy("console")("undo.js");
const undoable = (token) => ({ ok: true, undo: { token, seconds: 10 } });

function button() {
  const seconds = { textContent: "" };
  return { hidden: true, querySelector: () => seconds, addEventListener() {}, seconds };
}

function desk(answer = { ok: true, message: "Taken back." }) {
  const log = { sent: [], said: [], refused: [], at: 0 };
  const shown = button();
  const undo = createUndo(shown, {
    send: async (tokens) => (log.sent.push(tokens), answer),
    say: (words) => log.said.push(words),
    refuse: (words) => log.refused.push(words),
    ticker: { watch() {} },
    now: () => log.at,
  });
  return { undo, log, shown };
}

test("the last command is taken back once, with all that it did", async () => {
  const { undo, log, shown } = desk();
  undo.offer([undoable("a"), undoable("b")]);
  assert.equal(shown.seconds.textContent, "10");
  await undo.act();
  await undo.act();
  assert.deepEqual(log.sent, [["a", "b"]]);
  assert.deepEqual([log.said, log.refused], [["Taken back."], ["There is nothing to undo."]]);
});

test("after ten seconds nothing is sent, and what cannot be undone says why", async () => {
  const { undo, log } = desk();
  undo.offer([undoable("a")]);
  log.at = 10_000;
  await undo.act();
  undo.offer([{ ok: true, not_undone: "Reopen it." }]);
  await undo.act();
  undo.offer([undoable("a"), { ok: true }]);
  await undo.act();
  assert.deepEqual(log.sent, []);
  assert.deepEqual(log.refused.slice(1, 2), ["Reopen it."]);
  assert.equal(log.refused.length, 3);
});

test("what the server refuses is said, and may be tried again", async () => {
  const { undo, log } = desk({ ok: false, message: "2B10 has gone on." });
  undo.offer([undoable("a")]);
  await undo.act();
  await undo.act();
  assert.deepEqual([log.sent.length, log.refused[0]], [2, "2B10 has gone on."]);
});
