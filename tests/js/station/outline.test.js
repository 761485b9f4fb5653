import assert from "node:assert/strict";
import { test } from "node:test";

import * as outline from "../../../beatbook/desks/station/static/station/outline.js";

const at = (lat, lon) => outline.typed(`${lat}, ${lon}`);
const square = [at(0, 0), at(0, 2), at(2, 2), at(2, 0)];
const texts = (rings) => rings.map((ring) => ring.map((corner) => corner.text));

test("degrees are understood as they are typed, words are for the server", () => {
  assert.deepEqual(outline.typed("41.5, -69.2"), { text: "41.5, -69.2", lat: 41.5, lon: -69.2 });
  assert.deepEqual(outline.typed("Bank & Casa"), { text: "Bank & Casa", lat: null, lon: null });
  assert.equal(outline.placed({ lat: 41.5, lon: -69.2 }).text, "41.500000, -69.200000");
});

test("corners are added, moved, put in another order and removed, and nothing before is changed", () => {
  const start = [square];
  const added = outline.insert(start, 0, 1, at(0, 1));
  assert.deepEqual(texts(added)[0].slice(0, 3), ["0, 0", "0, 1", "0, 2"]);
  assert.deepEqual(texts(outline.replace(added, 0, 0, at(9, 9)))[0][0], "9, 9");
  assert.deepEqual(texts(outline.shift(start, 0, 0, 1))[0].slice(0, 2), ["0, 2", "0, 0"]);
  assert.equal(outline.shift(start, 0, 0, -1), start);
  assert.equal(outline.remove(start, 0, 3)[0].length, 3);
  assert.deepEqual(texts(start), [["0, 0", "0, 2", "2, 2", "2, 0"]]);
});

test("a hole goes with its last corner", () => {
  const holed = outline.insert(outline.addRing([square]), 1, 0, at(1, 1));
  assert.equal(holed.length, 2);
  assert.deepEqual(outline.remove(holed, 1, 0), [square]);
});

test("the map has each ring, its corners, and a dot between two of them", () => {
  const { outline: lines, handles } = outline.features([square, []]);
  assert.deepEqual(lines.features.map((one) => one.geometry.type), ["Polygon", "LineString"]);
  assert.equal(lines.features[0].geometry.coordinates[0].length, 5);
  assert.deepEqual(lines.features[1].geometry.coordinates, lines.features[0].geometry.coordinates[0]);
  assert.equal(handles.features.filter((one) => !one.properties.isNew).length, 4);
  const dots = handles.features.filter((one) => one.properties.isNew);
  assert.deepEqual(dots[0].geometry.coordinates, [1, 0]);
  assert.deepEqual(dots[0].properties, { ring: 0, at: 1, isNew: true });
});

test("a line joins the first two corners, before there is any ground", () => {
  const { outline: lines } = outline.features([[at(0, 0), at(0, 2)]]);
  assert.deepEqual(lines.features.map((one) => one.geometry.type), ["LineString"]);
});

test("a corner whose words are not found yet is not on the map, and keeps its place in the list", () => {
  const rings = [[at(0, 0), outline.typed("Bank & Casa"), at(2, 2)]];
  assert.deepEqual(outline.known(rings)[0].map((corner) => corner.at), [0, 2]);
});
