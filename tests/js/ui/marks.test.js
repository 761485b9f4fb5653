import assert from "node:assert/strict";
import { test } from "node:test";

import {
  boundsOf,
  callFeatures,
  difference,
  isWithin,
  unitFeatures,
} from "../../../beatbook/ground/ui/static/ui/marks.js";

const call = { number: "A26-000132", priority: 2, status: "waiting", lat: 38.97, lon: -76.49 };
const unit = { id: 12, callsign: "2B10", status: "AV", lat: 38.98, lon: -76.5 };

test("a call becomes a point with what its mark shows", () => {
  const feature = callFeatures([call], "A26-000132").get("A26-000132");
  assert.deepEqual(feature.geometry.coordinates, [-76.49, 38.97]);
  assert.deepEqual(feature.properties, {
    id: "A26-000132",
    priority: "2",
    waiting: true,
    chosen: true,
  });
});

test("a call without a place is not on the map", () => {
  assert.equal(callFeatures([{ ...call, lat: null, lon: null }]).size, 0);
});

test("only what changed is sent to the map", () => {
  const before = unitFeatures([unit, { ...unit, id: 13 }, { ...unit, id: 14 }]);
  const after = unitFeatures([unit, { ...unit, id: 13, lat: 38.99 }, { ...unit, id: 15 }]);
  const change = difference(before, after);
  assert.deepEqual(change.remove, ["14"]);
  assert.deepEqual(change.add.map((feature) => feature.id), ["15"]);
  assert.deepEqual(change.update.map((one) => one.id), ["13"]);
  assert.deepEqual(change.update[0].newGeometry.coordinates, [-76.5, 38.99]);
});

test("nothing changed is no change", () => {
  assert.equal(difference(unitFeatures([unit]), unitFeatures([{ ...unit }])), null);
});

test("bounds hold all points; no points have none", () => {
  assert.deepEqual(boundsOf([call, unit]), [
    [-76.5, 38.97],
    [-76.49, 38.98],
  ]);
  assert.equal(boundsOf([]), null);
});

test("a point is on the map within its bounds, and on a map without bounds anywhere", () => {
  const town = [
    [-76.6, 38.9],
    [-76.4, 39.1],
  ];
  assert.deepEqual([isWithin(town, call), isWithin(town, { lat: 0, lon: 0 })], [true, false]);
  assert.equal(isWithin(undefined, { lat: 0, lon: 0 }), true);
});
