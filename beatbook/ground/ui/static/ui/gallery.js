// The gallery in motion: the same board, rows, clock and map as the live screens, fed by itself.

import { createBoard } from "./board.js";
import { createClock, createTicker, wallTime } from "./clock.js";
import { connection } from "./connection.js";
import { confirm } from "./dialog.js";
import { pageData, text } from "./dom.js";
import { keyedList } from "./keyed.js";
import { createMap } from "./map.js";
import { callRows, unitRows } from "./rows.js";
import { toast } from "./toast.js";

const TOASTS = {
  note: { title: "Held for 10 minutes", words: "0132 comes back at 21:16" },
  good: {
    title: "4A11 dispatched to 0132",
    words: "Vandalism in progress, 1925 North Castle Street",
    action: { text: "Undo", keys: "Ctrl Z", run: () => toast({ title: "Undone" }) },
  },
  bad: { title: "Not sent", words: "2B10 is already on call 0134. Release it first." },
  alarm: {
    title: "Safety check overdue: 4A10",
    words: "On scene 21:03 · 573 Thames Street",
    key: "safety-4A10",
    action: { text: "Checked", keys: "F9", run: () => toast({ title: "Timer starts again" }) },
  },
};

const state = pageData("state");
const clock = createClock(state.clock);
const ticker = createTicker(clock);
const board = createBoard();

showClock();
const map = await showBoard();
connection(document.querySelector("[data-connection]"))("live");
document.addEventListener("click", answerClicks);
await map.ready;
document.documentElement.dataset.ready = "true";

function showClock() {
  const element = document.querySelector("[data-clock]");
  const time = wallTime(Intl.DateTimeFormat().resolvedOptions().timeZone);
  ticker.watch(element, (now) => text(element, time(now)));
}

async function showBoard() {
  board.load([...state.calls, ...state.units]);
  const unit = (callsign) => [...board.rows("unit").values()].find((row) => row.callsign === callsign);
  const calls = document.getElementById("calls");
  const units = document.getElementById("units");
  calls.replaceChildren();
  units.replaceChildren();
  keyedList(calls, callRows({ ticker, unit })).show([...board.rows("call").values()]);
  keyedList(units, unitRows({ ticker })).show([...board.rows("unit").values()]);

  const drawn = await createMap(document.getElementById("map"), {
    view: { center: [-76.4922, 38.9784], zoom: 13 },
  });
  drawn.showCalls([...board.rows("call").values()]);
  drawn.showUnits([...board.rows("unit").values()]);
  return drawn;
}

async function answerClicks(event) {
  const tone = event.target.closest("[data-toast]")?.dataset.toast;
  if (tone) toast({ tone, ...TOASTS[tone] });
  if (event.target.closest("[data-confirm]")) {
    const sure = await confirm({
      title: "Strike this note?",
      words: "It stays in the record with a line through it, and your name beside it.",
      doing: "Strike the note",
      danger: true,
    });
    toast(sure ? { title: "Note struck", tone: "good" } : { title: "Nothing was changed" });
  }
}
