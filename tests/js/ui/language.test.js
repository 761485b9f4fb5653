// Words of scripts: English without a page, another language with its catalog.

import assert from "node:assert/strict";
import { test } from "node:test";

import { t, tn, translated } from "../../../beatbook/ground/ui/static/ui/language.js";

test("without a page, scripts speak English and put the values in", () => {
  assert.equal(t("until {time}", { time: "17:00" }), "until 17:00");
  assert.equal(t("what is {unknown} stays"), "what is {unknown} stays");
  assert.equal(tn("{count} unit", "{count} units", 1), "1 unit");
  assert.equal(tn("{count} unit", "{count} units", 2), "2 units");
  assert.deepEqual(translated({ AV: "Available" }), { AV: "Available" });
});

test("on a Spanish page, scripts say what the catalog has, and English where it has nothing", async () => {
  globalThis.document = { documentElement: { lang: "es" } };
  const words = { "until {time}": "hasta las {time}", "{count} unit": ["{count} unidad", "{count} unidades"] };
  globalThis.fetch = async (url) => {
    assert.match(String(url), /ui\/language\/es\.json$/);
    return { ok: true, json: async () => words };
  };
  const spanish = await import("../../../beatbook/ground/ui/static/ui/language.js?es");
  assert.equal(spanish.t("until {time}", { time: "17:00" }), "hasta las 17:00");
  assert.equal(spanish.tn("{count} unit", "{count} units", 1), "1 unidad");
  assert.equal(spanish.tn("{count} unit", "{count} units", 3), "3 unidades");
  assert.equal(spanish.t("loud music"), "loud music");
});

test("a catalog that does not come leaves the page in English", async () => {
  globalThis.document = { documentElement: { lang: "es" } };
  globalThis.fetch = async () => ({ ok: false });
  const alone = await import("../../../beatbook/ground/ui/static/ui/language.js?alone");
  assert.equal(alone.t("until {time}", { time: "17:00" }), "until 17:00");
});
