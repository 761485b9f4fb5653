// Officers whose safety check is overdue: over the map until it is answered.

import { stopwatch, wallTime } from "../ui/clock.js";
import { h, icon } from "../ui/dom.js";
import { overdue } from "./picture.js";

/** @param {{show: (unit) => void}} does `show` brings the unit's call up. */
export function drawAlarm({ board, ticker, timeZone, show }) {
  const root = document.getElementById("alarm");
  const clock = wallTime(timeZone);
  let shown = "";

  ticker.watch(root, (now) => {
    const late = overdue([...board.rows("unit").values()], now);
    const wanted = late.map((unit) => `${unit.id} ${unit.since}`).join();
    if (wanted === shown) return;
    shown = wanted;
    root.replaceChildren(...(late.length ? [toast(late, now)] : []));
  });

  function toast([unit, ...others], now) {
    const since = clock(Date.parse(unit.since)).slice(0, 5);
    const late = stopwatch(now - Date.parse(unit.safety_due_at));
    const facts = [`On scene ${since}, ${late} over`, unit.call_type_name, unit.where];
    return h(
      "div",
      { class: "toast alarm" },
      icon("octagon-alert"),
      h("strong", {}, `Safety check overdue: ${unit.callsign} ${unit.crew}`),
      h("p", {}, facts.filter(Boolean).join(" · "), others.length ? ` · ${others.length} more` : ""),
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "button", class: "button small", onclick: () => show(unit) }, "Show"),
      ),
    );
  }
}
