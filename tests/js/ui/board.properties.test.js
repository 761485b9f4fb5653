// Whatever the network does to the order of patches, every screen ends with the same rows.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";

import { apply, empty, positionOf, rowsOf } from "../../../beatbook/ground/ui/static/ui/board.js";

const KEYS = ["A26-000001", "A26-000002", "A26-000003"];

/** What a version of a key looks like is decided by key and version alone, as on the server. */
const rowOf = (key, version) => (version % 4 === 0 ? null : { key, version });
const patches = fc.array(
  fc
    .record({
      kind: fc.constantFrom("call", "unit"),
      key: fc.constantFrom(...KEYS),
      version: fc.integer({ min: 1, max: 9 }),
    })
    .map((one) => ({ ...one, row: rowOf(one.key, one.version) })),
  { maxLength: 30 },
);

const replay = (events) => events.reduce(apply, empty());
const single = (patch) => ({ type: "patch", data: [patch] });
const asObject = (state) =>
  Object.fromEntries(["call", "unit"].map((kind) => [kind, sorted(rowsOf(state, kind))]));
const sorted = (rows) => [...rows].sort(([one], [other]) => (one < other ? -1 : 1));

function newest(all) {
  const rows = { call: new Map(), unit: new Map() };
  for (const one of [...all].sort((left, right) => left.version - right.version)) {
    rows[one.kind].set(one.key, one.row);
  }
  const there = (kind) => sorted([...rows[kind]].filter(([, row]) => row !== null));
  return { call: there("call"), unit: there("unit") };
}

test("any order of patches, repeated at will, ends with the newest version of each row", () => {
  const scenario = patches.chain((all) =>
    fc.record({
      all: fc.constant(all),
      order: fc.shuffledSubarray(all, { minLength: all.length }),
      repeats: fc.subarray(all),
    }),
  );
  fc.assert(
    fc.property(scenario, ({ all, order, repeats }) => {
      const board = replay([...order, ...repeats].map(single));
      assert.deepEqual(asObject(board), newest(all));
    }),
  );
});

test("many patches in one event do what they do one by one", () => {
  fc.assert(
    fc.property(patches, (all) => {
      const together = apply(empty(), { type: "patch", data: all });
      assert.deepEqual(asObject(together), asObject(replay(all.map(single))));
    }),
  );
});

test("an event seen before changes nothing at all", () => {
  fc.assert(
    fc.property(patches, (all) => {
      const board = replay(all.map(single));
      for (const patch of all) assert.equal(apply(board, single(patch)), board);
    }),
  );
});

test("positions in any order end with the latest", () => {
  const times = fc.uniqueArray(fc.integer({ min: 0, max: 3600 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(times, (seconds) => {
      const at = (second) => new Date(Date.UTC(2026, 10, 7, 21) + second * 1000).toISOString();
      const unit = single({ kind: "unit", key: "7", version: 1, row: { id: 7 } });
      const seen = seconds.map((second) => ({
        type: "positions",
        data: [[7, second, second, at(second)]],
      }));
      const board = replay([unit, ...seen]);
      assert.equal(positionOf(board, "7").lat, Math.max(...seconds));
    }),
  );
});
