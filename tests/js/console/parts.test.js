// The small parts of the console that need no page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createBoard } from "../../../beatbook/ground/ui/static/ui/board.js";
import { served } from "./served.js";

const { createChoice } = await served("choice.js");
const { numbered } = await served("chronology.js");
const { distance } = await served("distance.js");
const { createHistory } = await served("history.js");
const { createPlaces } = await served("places.js");
const { createActor, whileLive } = await served("act.js");

const patch = (key, version, row = { number: key }) => ({ kind: "call", key, version, row });

function boardWith(...keys) {
  const board = createBoard();
  board.load(keys.map((key) => patch(key, 1)));
  return board;
}

test("the chosen call survives every patch and is let go when it is gone", () => {
  const board = boardWith("A1", "A2");
  const choice = createChoice(board, "A1");
  const heard = [];
  choice.listen((number) => heard.push(number));
  board.dispatch({ type: "patch", data: [patch("A1", 2), patch("A3", 1)] });
  assert.equal(choice.number, "A1");
  board.dispatch({ type: "patch", data: [patch("A1", 3, null)] });
  assert.equal(choice.call, null);
  assert.deepEqual(heard, [null]);
});

test("one's own new call is chosen as soon as the board has it", () => {
  const board = boardWith("A1");
  const choice = createChoice(board, "A1");
  choice.expect("A2");
  assert.equal(choice.number, "A1");
  board.dispatch({ type: "patch", data: [patch("A2", 1)] });
  assert.equal(choice.number, "A2");
});

test("choosing something else meanwhile stands", () => {
  const board = boardWith("A1", "A3");
  const choice = createChoice(board, "A1");
  choice.expect("A2");
  choice.choose("A3");
  board.dispatch({ type: "patch", data: [patch("A2", 1)] });
  assert.equal(choice.number, "A3");
});

test("history goes back through the lines and forward to the unfinished one", () => {
  const history = createHistory();
  history.add("D 1");
  history.add("OS");
  assert.equal(history.step(-1, "NOTE half"), "OS");
  assert.equal(history.step(-1, "OS"), "D 1");
  assert.equal(history.step(-1, "D 1"), "D 1");
  assert.equal(history.step(1, "D 1"), "OS");
  assert.equal(history.step(1, "OS"), "NOTE half");
});

test("distances read as the server writes them", () => {
  const words = [0, 137, 160, 161, 483, 15_900, 19_312].map(distance);
  assert.deepEqual(words, ["0 ft", "450 ft", "520 ft", "0.1 mi", "0.3 mi", "9.9 mi", "12 mi"]);
});

test("only notes carry the number by which they are struck", () => {
  const lines = [{ note_id: null }, { note_id: 7 }, { note_id: null }, { note_id: 9 }];
  assert.deepEqual(
    numbered(lines).map((line) => line.number),
    [null, 1, null, 2],
  );
});

test("places are asked for the last words only, and a late answer is dropped", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const asked = [];
  const answers = [];
  const ask = (text) => {
    asked.push(text);
    return new Promise((resolve) => answers.push(resolve));
  };
  const found = [];
  const places = createPlaces(ask);
  const suggest = (text) => places.suggest(text, (list, said) => found.push([said, list]));
  suggest("192");
  suggest("1925");
  t.mock.timers.tick(1000);
  suggest("1925 n");
  t.mock.timers.tick(1000);
  answers[0](["late"]);
  answers[1](["right"]);
  await Promise.resolve();
  await Promise.resolve();
  assert.deepEqual(asked, ["1925", "1925 n"]);
  assert.deepEqual(found, [["1925 n", ["right"]]]);
});

function actor({ answers, live = () => true }) {
  const log = { posted: [], toasts: [], done: [] };
  const post = async (url) => {
    log.posted.push(url);
    return answers.shift();
  };
  const perform = createActor({
    send: whileLive(post, live),
    toast: (words) => log.toasts.push(words),
    done: (answer) => log.done.push(answer.message),
  });
  const parsed = { sentence: "Mark both on scene", requests: [{ url: "/1" }, { url: "/2" }] };
  return { log, perform: () => perform(parsed) };
}

test("requests go out one after the other and the last answer is said", async () => {
  const { log, perform } = actor({ answers: [{ ok: true }, { ok: true, message: "Done." }] });
  await perform();
  assert.deepEqual([log.posted, log.done, log.toasts], [["/1", "/2"], ["Done."], []]);
});

test("the first refusal stops what would follow, and names the command", async () => {
  const { log, perform } = actor({ answers: [{ ok: false, status: 422, message: "No." }] });
  assert.equal(await perform(), null);
  assert.deepEqual(log.posted, ["/1"]);
  assert.equal(log.toasts[0].title, "Not done: Mark both on scene");
  assert.equal(log.toasts[0].action, null);
});

test("what the server never answered can be tried again under the same id", async () => {
  const again = async () => ({ ok: true, message: "Done." });
  const { log, perform } = actor({ answers: [{ ok: false, status: 0, message: "Quiet.", again }] });
  await perform();
  await log.toasts[0].action.run();
  assert.deepEqual(log.done, ["Done."]);
});

test("nothing leaves a screen that is not live, and the line is the way to try again", async () => {
  const { log, perform } = actor({ answers: [], live: () => false });
  assert.equal(await perform(), null);
  assert.deepEqual(log.posted, []);
  assert.match(log.toasts[0].words, /^Not live: .* What you typed stays here\.$/);
  assert.equal(log.toasts[0].action, null);
});

test("what is left of a command stays here when the connection goes in the middle of it", async () => {
  const states = [true, false];
  const { log, perform } = actor({ answers: [{ ok: true }], live: () => states.shift() });
  assert.equal(await perform(), null);
  assert.deepEqual(log.posted, ["/1"]);
});

test("trying again waits for the connection too, and keeps the id of the command", async () => {
  let live = true;
  let sent = 0;
  const again = async () => {
    sent += 1;
    return { ok: true, message: "Done." };
  };
  const quiet = { ok: false, status: 0, message: "Quiet.", again };
  const { log, perform } = actor({ answers: [quiet], live: () => live });
  await perform();
  live = false;
  await log.toasts[0].action.run();
  assert.deepEqual([sent, log.done], [0, []]);
  live = true;
  await log.toasts[1].action.run();
  assert.deepEqual([sent, log.done], [1, ["Done."]]);
});
