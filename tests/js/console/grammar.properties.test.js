// What holds for every line on every board.

import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { call, registry, town, unit } from "./town.js";
import { served } from "./served.js";

const { parse } = await served("grammar.js");

const STATUSES = ["AV", "DP", "ER", "OS", "TR", "BZ", "OO", "OD"];
const pick = (...values) => fc.constantFrom(...values);

const callNumber = fc
  .tuple(pick("A", "M", "AC"), pick("25", "26"), fc.integer({ min: 1, max: 2100 }))
  .map(([prefix, year, serial]) => `${prefix}${year}-${String(serial).padStart(6, "0")}`);

const callsign = fc.oneof(
  fc.stringMatching(/^[1-4][A-C]1[0-2]$/),
  fc.stringMatching(/^[1-9]0[1-5]$/),
);

const boards = fc
  .record({
    numbers: fc.uniqueArray(callNumber, { maxLength: 6 }),
    crews: fc.uniqueArray(fc.tuple(callsign, pick("AB", "MB")), {
      maxLength: 10,
      selector: (crew) => crew.join(),
    }),
    seeds: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
    live: fc.boolean(),
    places: pick([], [{ label: "1925 North Castle Street", detail: "Beat 2" }]),
  })
  .map(({ numbers, crews, seeds, live, places }) => {
    const calls = numbers.map((number) => call(number, "Noise complaint", "8 Mill Lane"));
    const units = crews.map(([name, agency], index) => {
      const on = calls.length && seeds[index] % 2 ? calls[seeds[index] % calls.length] : null;
      const status = STATUSES[seeds[index] % STATUSES.length];
      return unit(index + 1, name, status, on?.number ?? null, agency);
    });
    const chosen = calls.length && seeds[10] % 3 ? calls[seeds[10] % calls.length].number : null;
    const recommended = units.slice(0, seeds[11] % 4).map(({ id }) => id);
    return town({ calls, units, chosen, recommended, live, places });
  });

const verbs = registry.flatMap((verb) => [verb.code, ...verb.aliases]);
const word = fc.oneof(
  callsign,
  callNumber,
  callNumber.map((number) => number.slice(-4)),
  pick("1", "2", "9", "N", "CASTLE", "NOISE", "noise", "complaint", "REPORT", "4A", "#0132", "P2"),
  fc.string({ maxLength: 8 }),
);
const sentence = fc
  .tuple(
    fc.oneof(pick(...verbs), word),
    fc.array(word, { maxLength: 6 }),
    pick(" ", ".", "  "),
    pick("", " ", ";", "; loud music", "."),
  )
  .map(([verb, words, gap, tail]) => [verb, ...words].join(gap) + tail);
const line = fc.oneof(sentence, fc.string(), fc.string({ unit: "binary" }));

const holds = (property) => fc.assert(property, { numRuns: 3000 });

test("parsing never throws and always has the same shape", () => {
  const shape = Object.keys(parse("", registry, town())).sort();
  holds(
    fc.property(line, boards, (text, board) => {
      const found = parse(text, registry, board);
      assert.deepEqual(Object.keys(found).sort(), shape);
      assert.equal(found.sentence, found.parts.map((part) => part.text).join(""));
      assert.ok(found.problems.every((problem) => problem.text.endsWith(".")));
    }),
  );
});

test("parsing changes neither the registry nor the board", () => {
  const before = JSON.stringify(registry);
  holds(
    fc.property(line, boards, (text, board) => {
      const copy = JSON.stringify(board);
      parse(text, registry, board);
      assert.equal(JSON.stringify(board), copy);
      assert.equal(JSON.stringify(registry), before);
    }),
  );
});

test("the sentence names exactly the units and the call that the requests touch", () => {
  holds(
    fc.property(sentence, boards, (text, board) => {
      const { requests, sentence: shown, args } = parse(text, registry, board);
      if (requests.length === 0) return;
      const touched = new Set(requests.flatMap((request) => touchedUnits(request)));
      const named = new Set((args.units ?? []).map((each) => each.id));
      assert.deepEqual(touched, named);
      for (const each of args.units ?? []) assert.ok(shown.includes(each.callsign), shown);
      if (args.call && !shown.startsWith("Strike")) assert.ok(shown.includes(args.call.number));
    }),
  );
});

test("a request never has an unfilled place in it", () => {
  holds(
    fc.property(sentence, boards, (text, board) => {
      for (const request of parse(text, registry, board).requests) {
        assert.match(request.url, /^\/(alerts|calls|checks|closures|incidents|look-ups|radio|swaps|tows|units)\/([\w-]+\/)*$/);
        assert.doesNotMatch(JSON.stringify(request), /undefined|\{\w+\.\w+\}/);
      }
    }),
  );
});

test("nothing is sent while the picture is stale or a problem is open", () => {
  holds(
    fc.property(sentence, boards, (text, board) => {
      const { problems, requests } = parse(text, registry, board);
      if (!board.live || problems.length > 0) assert.deepEqual(requests, []);
    }),
  );
});

test("a completion, once applied, holds no word that means nothing", () => {
  holds(
    fc.property(sentence, boards, (text, board) => {
      for (const completion of parse(text, registry, board).completions) {
        const after = parse(completion.line, registry, board);
        assert.ok(after.verb, `${text} -> ${completion.line}`);
        const spoiled = after.problems.filter(({ kind }) => /unknown|ambiguous|verb/.test(kind));
        assert.deepEqual(spoiled, [], `${text} -> ${completion.line}`);
      }
    }),
  );
});

test("every example in the registry does what it says", () => {
  const board = town({
    units: [unit(1, "2C10"), unit(3, "2B10", "DP", "A26-000132")],
    recommended: [1],
  });
  for (const verb of registry) {
    for (const example of verb.examples) {
      const found = parse(example, registry, board);
      assert.equal(found.verb?.code, verb.code, example);
      assert.deepEqual(found.problems, [], example);
      assert.ok(found.requests.length > 0 || found.local, example);
    }
  }
});

test("dots and spaces mean the same wherever no free text is asked for", () => {
  const plain = registry.filter(({ forms }) =>
    forms.every(({ slots }) => slots.every(({ kind }) => !["place", "text"].includes(kind))),
  );
  const words = fc.array(fc.oneof(callsign, callNumber, pick("1", "REPORT", "2")), {
    maxLength: 5,
  });
  holds(
    fc.property(pick(...plain), words, boards, (verb, rest, board) => {
      const spoken = parse([verb.code, ...rest].join(" "), registry, board);
      const dotted = parse([verb.code, ...rest].join("."), registry, board);
      assert.equal(dotted.sentence, spoken.sentence);
      assert.deepEqual(dotted.requests, spoken.requests);
    }),
  );
});

function touchedUnits({ url, body }) {
  const fromUrl = /^\/units\/(\d+)\//.exec(url);
  return [...(fromUrl ? [Number(fromUrl[1])] : []), ...[body.unit ?? []].flat()];
}
