// The numbers at the head of the screen and of the lists.

import { stopwatch } from "../ui/clock.js";
import { text } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { figures, waitingCalls } from "./picture.js";

const MEDIAN_EVERY_MS = 60_000;
const AFTER_A_CALL_MS = 2_000;
const find = (id) => document.getElementById(id);

/** How many wait, run and are free, and how long the oldest waits. */
export function drawCounts({ board, ticker }) {
  function draw() {
    const { waiting, active, free, units } = figures(
      [...board.rows("call").values()],
      [...board.rows("unit").values()],
    );
    text(find("figure-waiting"), waiting);
    text(find("figure-active"), active);
    text(find("figure-free"), free);
    text(find("figure-units"), t("of {units} units free", { units }));
    text(find("waiting-count"), waiting);
    text(find("active-count"), active);
    text(find("units-count"), units);
    find("waiting-count").classList.toggle("hot", waiting > 0);
  }

  ticker.watch(find("oldest"), (now) => {
    const since = waitingCalls([...board.rows("call").values()]).map((call) =>
      Date.parse(call.since),
    );
    text(find("oldest"), since.length ? t("oldest {since}", { since: stopwatch(now - Math.min(...since)) }) : "");
  });
  board.subscribe("call", draw);
  board.subscribe("unit", draw);
  draw();
}

/** @param {() => Promise<{median_to_dispatch_s: number|null}>} ask */
export function drawMedian({ board, ask }) {
  let timer = 0;

  async function fetchMedian() {
    try {
      const { median_to_dispatch_s: median } = await ask();
      text(find("figure-median"), median === null ? "–" : stopwatch(median * 1000));
    } catch {
      text(find("figure-median"), "–");
    }
  }

  /** Soon after the calls change, and each minute; never more often, however much changes. */
  function fetchSoon(wait) {
    clearTimeout(timer);
    timer = setTimeout(() => fetchMedian().then(() => fetchSoon(MEDIAN_EVERY_MS)), wait);
  }

  board.subscribe("call", () => fetchSoon(AFTER_A_CALL_MS));
  fetchSoon(0);
}
