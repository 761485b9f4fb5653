// The wall: the same live rows as the console, to be looked at by a room. It asks for no call's
// record, so what only the record holds (callers, call-backs, premise notes) never comes here.

import { askJson } from "../ui/ask.js";
import { createBoard } from "../ui/board.js";
import { createClock, createTicker } from "../ui/clock.js";
import { connection } from "../ui/connection.js";
import { attribute, h, pageData, text } from "../ui/dom.js";
import { openFeed } from "../ui/feed.js";
import { keyedList } from "../ui/keyed.js";
import { t } from "../ui/language.js";
import { callRows, unitRows } from "../ui/rows.js";
import { createChoice } from "./choice.js";
import { drawClock } from "./clock-face.js";
import { drawCounts } from "./figures.js";
import { drawGround } from "./ground.js";
import { activeCalls, beats, waitingCalls } from "./picture.js";

const find = (id) => document.getElementById(id);
const state = pageData("state");
const book = pageData("book");
const board = createBoard(["call", "unit", "closure"]);
board.load(rowsOf(state));
const clock = createClock(state.clock);
const ticker = createTicker(clock);

drawCallLists();
drawBeats();
drawCounts({ board, ticker });
drawClock({ ticker, timeZone: book.time_zone });
drawGround({
  ...{ board, clock, ticker, map: book.map },
  choice: createChoice(board, null),
  record: { recommended: () => [], listen() {} },
  open() {},
  openClosure() {},
  pick() {},
});
openFeed({
  cursor: state.cursor,
  onEvent(event) {
    if (event.type === "clock") clock.set(event.data);
    else board.dispatch(event);
  },
  onState: connection(document.querySelector("[data-connection]")),
  refetch: reload,
});
document.documentElement.dataset.ready = "";

async function reload() {
  const fresh = await askJson(book.urls.snapshot);
  clock.set(fresh.clock);
  board.load(rowsOf(fresh));
  return fresh.cursor;
}

function rowsOf({ calls, units, closures }) {
  return [...calls, ...units, ...closures];
}

function drawCallLists() {
  const unit = (callsign) =>
    [...board.rows("unit").values()].find((each) => each.callsign === callsign) ?? null;
  const rows = callRows({ ticker, unit });
  const lists = [
    ["waiting", "nothing-waits", waitingCalls],
    ["active", "nothing-runs", activeCalls],
  ].map(([id, nothing, select]) => ({ list: keyedList(find(id), rows), nothing, select }));

  function draw() {
    for (const { list, nothing, select } of lists) {
      const shown = select([...board.rows("call").values()]);
      list.show(shown);
      attribute(find(nothing), "hidden", shown.length > 0);
    }
  }

  board.subscribe("call", draw);
  draw();
}

function drawBeats() {
  const rows = unitRows({ ticker });
  const lists = new WeakMap();
  const groups = keyedList(find("beats"), { key: (beat) => beat.key, make, patch });

  function make() {
    const [name, free, list] = [h("span", {}), h("span", { class: "end" }), h("ul", {})];
    const group = h("section", {}, h("h3", { class: "group" }, name, free), list);
    lists.set(group, { name, free, keyed: keyedList(list, rows) });
    return group;
  }

  function patch(group, beat) {
    const { name, free, keyed } = lists.get(group);
    text(name, beat.name);
    text(free, t("{free} of {units} free", { free: beat.free, units: beat.units.length }));
    keyed.show(beat.units);
  }

  const draw = () => groups.show(beats([...board.rows("unit").values()], book.beats));
  board.subscribe("unit", draw);
  draw();
}
