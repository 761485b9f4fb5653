// What the server is asked while a place is typed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { served } from "./served.js";

const { createPlaces } = await served("places.js");

test("the last words typed are asked for, with the agency whose beats are meant", async () => {
  const asked = [];
  const places = createPlaces(async (query, _signal, agency) => asked.push([query, agency]));
  places.suggest("19", () => {});
  places.suggest("1925 n", () => {}, "AB");
  places.suggest("1925 n castle", () => {}, "MB");
  await pause(300);
  assert.deepEqual(asked, [["1925 n castle", "MB"]]);
  places.suggest("harbor", () => {});
  await pause(300);
  assert.deepEqual(asked[1], ["harbor", ""]);
});
