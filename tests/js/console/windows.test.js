// Several windows of one dispatcher: what is chosen in one is chosen in all.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createBoard } from "../../../beatbook/ground/ui/static/ui/board.js";
import { served } from "./served.js";

const { createChoice } = await served("choice.js");
const { shareChoice } = await served("windows.js");

const row = (number) => ({ kind: "call", key: number, version: 1, row: { number } });

/** Windows on one channel that hands every message on at once, and counts them. */
function desk() {
  const channels = [];
  const sent = [];
  return {
    sent,
    open(numbers, first = null) {
      const board = createBoard(["call"]);
      board.load(numbers.map(row));
      const choice = createChoice(board, first);
      let hear = () => {};
      const channel = {
        addEventListener: (_, listener) => (hear = listener),
        postMessage(data) {
          sent.push(data);
          assert.ok(sent.length < 50, "they tell one another for ever");
          for (const other of channels) if (other !== channel) other.hear({ data });
        },
        hear: (event) => hear(event),
      };
      channels.push(channel);
      shareChoice(choice, channel);
      return { board, choice };
    },
  };
}

test("a choice in one window is the choice of all, in whichever it is made", () => {
  const { open } = desk();
  const [one, two, three] = [open(["1", "2"]), open(["1", "2"]), open(["1", "2"])];
  one.choice.choose("2");
  assert.deepEqual([two.choice.number, three.choice.number], ["2", "2"]);
  three.choice.choose("1");
  assert.deepEqual([one.choice.number, two.choice.number], ["1", "1"]);
  one.choice.choose(null);
  assert.deepEqual([two.choice.number, three.choice.number], [null, null]);
});

test("a window that opens takes over what the others have chosen", () => {
  const { open } = desk();
  open(["1", "2"], "2");
  assert.equal(open(["1", "2"], "1").choice.number, "2");
});

test("a window that has not heard of the call yet chooses it as soon as it has", () => {
  const { open } = desk();
  const [quick, slow] = [open(["1", "2"], "1"), open(["1"], "1")];
  quick.choice.choose("2");
  assert.equal(quick.choice.number, "2", "the slow window takes nothing away");
  slow.board.dispatch({ type: "patch", data: [row("2")] });
  assert.equal(slow.choice.number, "2");
});
