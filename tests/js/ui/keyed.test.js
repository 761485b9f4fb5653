import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";

import { longestRising } from "../../../beatbook/ground/ui/static/ui/keyed.js";

const staying = (positions) => [...longestRising(positions)].sort((left, right) => left - right);

test("rows that kept their order stay where they are", () => {
  assert.deepEqual(staying([0, 1, 2, 3]), [0, 1, 2, 3]);
});

test("one row that went from first to last is the only one that moves", () => {
  assert.deepEqual(staying([1, 2, 3, 0]), [0, 1, 2]);
});

test("rows that were not there before never count as staying", () => {
  assert.deepEqual(staying([-1, 0, -1, 1]), [1, 3]);
});

test("what stays is always in rising order, and no longer run exists", () => {
  const shuffled = fc.integer({ min: 0, max: 9 }).chain((size) => {
    const positions = Array.from({ length: size }, (_, index) => index);
    return fc.shuffledSubarray(positions, { minLength: size });
  });
  fc.assert(
    fc.property(shuffled, (positions) => {
      const kept = staying(positions).map((index) => positions[index]);
      assert.deepEqual(kept, [...kept].sort((left, right) => left - right));
      assert.equal(kept.length, longestByTrying(positions));
    }),
  );
});

function longestByTrying(positions) {
  const lengths = positions.map(() => 1);
  positions.forEach((position, index) => {
    for (let before = 0; before < index; before += 1) {
      if (positions[before] < position) lengths[index] = Math.max(lengths[index], lengths[before] + 1);
    }
  });
  return Math.max(0, ...lengths);
}
