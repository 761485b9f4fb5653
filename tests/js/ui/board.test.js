import assert from "node:assert/strict";
import { test } from "node:test";

import * as boards from "../../../beatbook/ground/ui/static/ui/board.js";

const call = (version, row = { location: `place ${version}` }) => ({
  kind: "call",
  key: "A26-000132",
  version,
  row,
});
const patch = (...data) => ({ type: "patch", data });
const after = (...events) => events.reduce(boards.apply, boards.empty());
const shown = (state) => boards.rowOf(state, "call", "A26-000132");

test("a newer version takes the place of an older one", () => {
  assert.deepEqual(shown(after(patch(call(1)), patch(call(2)))), { location: "place 2" });
});

test("an older version that arrives late is ignored, and the same board comes back", () => {
  const board = after(patch(call(2)));
  assert.equal(boards.apply(board, patch(call(1))), board);
});

test("a removal takes the row off and an older row does not bring it back", () => {
  const board = after(patch(call(1)), patch(call(3, null)), patch(call(2)));
  assert.equal(shown(board), null);
  assert.equal(boards.rowsOf(board, "call").size, 0);
});

test("a row one may no longer see goes, though the server cannot say its version", () => {
  const gone = { ...call(null, null) };
  const board = after(patch(call(4)), patch(gone), patch(call(4)), patch(call(3)));
  assert.equal(shown(board), null);
  assert.deepEqual(shown(boards.apply(board, patch(call(5)))), { location: "place 5" });
});

test("kinds and events it does not know change nothing", () => {
  const board = after(patch(call(1)));
  assert.equal(boards.apply(board, patch({ ...call(9), kind: "zebra" })), board);
  assert.equal(boards.apply(board, { type: "clock", data: { rate: 2 } }), board);
});

test("it never changes the board it was given", () => {
  const before = after(patch(call(1)));
  boards.apply(before, patch(call(2)));
  assert.deepEqual(shown(before), { location: "place 1" });
});

test("a unit stands at the newer of its row and the stream of positions", () => {
  const row = { id: 12, lat: 38.9, lon: -76.4, position_at: "2026-11-07T21:00:00Z" };
  const unit = { kind: "unit", key: "12", version: 1, row };
  const seen = (at, lat) => ({ type: "positions", data: [[12, lat, -76.4, at]] });
  const at = (...events) => boards.positionOf(after(patch(unit), ...events), "12").lat;

  assert.equal(at(), 38.9);
  assert.equal(at(seen("2026-11-07T21:00:05Z", 38.91)), 38.91);
  assert.equal(at(seen("2026-11-07T20:59:00Z", 38.8)), 38.9);
  assert.equal(at(seen("2026-11-07T21:00:05Z", 38.91), seen("2026-11-07T21:00:02Z", 38.7)), 38.91);
});

test("a unit that is not on the board has no position", () => {
  const seen = { type: "positions", data: [[12, 38.9, -76.4, "2026-11-07T21:00:00Z"]] };
  assert.equal(boards.positionOf(after(seen), "12"), null);
});

test("listeners of a kind hear only changes of that kind, with the row or null", () => {
  const board = boards.createBoard();
  const heard = [];
  const stop = board.subscribe("call", (changed) => heard.push(changed));
  board.dispatch(patch(call(1)));
  board.dispatch(patch({ kind: "unit", key: "1", version: 1, row: {} }));
  board.dispatch(patch(call(1)));
  board.dispatch(patch(call(2, null)));
  stop();
  board.dispatch(patch(call(3)));
  assert.deepEqual(heard, [
    [["call", "A26-000132", { location: "place 1" }]],
    [["call", "A26-000132", null]],
  ]);
});

test("loading anew tells of the rows that came, changed and went", () => {
  const board = boards.createBoard();
  const other = { ...call(1), key: "A26-000133" };
  board.load([call(1), other]);
  const heard = [];
  board.subscribe("call", (changed) => heard.push(...changed));
  board.load([call(2)]);
  assert.deepEqual(heard, [
    ["call", "A26-000132", { location: "place 2" }],
    ["call", "A26-000133", null],
  ]);
});
