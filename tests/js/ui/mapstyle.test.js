import assert from "node:assert/strict";
import { test } from "node:test";

import { mapStyle } from "../../../beatbook/ground/ui/static/ui/mapstyle.js";

const tiles = "http://127.0.0.1/tiles/town/{z}/{x}/{y}";

test("every color of the style is a token", () => {
  const asked = new Set();
  const color = (name) => (asked.add(name), `rgb(${asked.size}, 0, 0)`);
  const style = mapStyle(color, { tiles });
  assert.doesNotMatch(JSON.stringify(style), /#[0-9a-f]{3,8}\b/i);
  assert.ok(asked.has("map-land") && asked.has("os-fill") && asked.has("p1-fill"));
});

test("layers have names of their own and draw from sources that exist", () => {
  const style = mapStyle(() => "red", { tiles });
  const ids = style.layers.map((layer) => layer.id);
  assert.equal(new Set(ids).size, ids.length);
  for (const layer of style.layers.filter((one) => one.source)) {
    assert.ok(style.sources[layer.source], layer.id);
  }
});

test("without tiles only our own marks are drawn", () => {
  const style = mapStyle(() => "red");
  assert.equal(style.sources.town, undefined);
  assert.equal(style.layers.some((layer) => layer.source === "town"), false);
});

test("units lie over calls, calls over the route, the route over the town", () => {
  const ids = mapStyle(() => "red", { tiles }).layers.map((layer) => layer.id);
  const order = ["street-name", "beat-line", "route", "call", "unit"].map((id) => ids.indexOf(id));
  assert.deepEqual(order, [...order].sort((left, right) => left - right));
  assert.equal(order.includes(-1), false);
});
