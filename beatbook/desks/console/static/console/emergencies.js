// Officers who need help: a bar over the whole screen, on every console, until a dispatcher ends it.
// It cannot be hidden.

import { wallTime } from "../ui/clock.js";
import { h, icon } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { emergencies } from "./picture.js";

/** @param {{board, timeZone, show: (unit) => void, write: (line: string) => void}} does */
export function drawEmergencies({ board, timeZone, show, write }) {
  const root = document.getElementById("emergencies");
  const clock = wallTime(timeZone);
  let shown = "[]";

  function draw() {
    const units = emergencies([...board.rows("unit").values()]);
    const wanted = JSON.stringify(units.map((unit) => [unit.id, unit.emergency_at, unit.call, unit.where]));
    if (wanted === shown) return;
    shown = wanted;
    root.replaceChildren(...units.map(bar));
  }

  function bar(unit) {
    const since = clock(Date.parse(unit.emergency_at));
    const facts = [unit.crew, unit.call_type_name, unit.where, t("since {since}", { since })].filter(Boolean);
    const end = () => write(`EMX ${unit.agency}/${unit.callsign}`);
    return h(
      "div",
      { class: "emergency", "data-key": unit.id },
      icon("octagon-alert"),
      h("strong", {}, t("EMERGENCY {callsign}", { callsign: unit.callsign })),
      h("span", {}, facts.join(" · ")),
      h("button", { type: "button", class: "button small", onclick: () => show(unit) }, t("Show")),
      h("button", { type: "button", class: "button small", onclick: end }, t("End it…")),
    );
  }

  board.subscribe("unit", draw);
  draw();
}
