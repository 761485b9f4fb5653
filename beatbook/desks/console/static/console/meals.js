// The queue for a meal, above the units: who asked first stands first; a press lets that unit go.

import { stopwatch } from "../ui/clock.js";
import { attribute, h } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { hungry } from "./picture.js";

/** @param {{board, clock, run: (line: string) => void}} does */
export function drawMeals({ board, clock, run }) {
  const root = document.getElementById("meals");

  function draw() {
    const queue = hungry([...board.rows("unit").values()]);
    attribute(root, "hidden", queue.length === 0);
    root.replaceChildren(t("Meals: "), ...queue.map(button));
  }

  function button({ callsign, agency, meal_since: since }) {
    const waits = stopwatch(clock.now() - Date.parse(since));
    const title = t("Let {callsign} go to a meal; asked {waits} ago", { callsign, waits });
    const act = () => run(`ML ${agency}/${callsign}`);
    return h("button", { type: "button", class: "button small", title, onclick: act }, callsign);
  }

  board.subscribe("unit", draw);
  draw();
}
