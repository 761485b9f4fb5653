// Officers whose safety check is overdue: over the map until somebody has seen to it. Hiding it
// here hides it on this screen only; the unit's row stays marked everywhere.

import { wallTime } from "../ui/clock.js";
import { h, icon } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { overdue } from "./picture.js";

/** @param {{show: (unit) => void}} does `show` brings the unit and its call up. */
export function drawAlarm({ board, ticker, timeZone, show }) {
  const root = document.getElementById("alarm");
  const clock = wallTime(timeZone);
  const hidden = new Set();
  let shown = "";

  function draw(now) {
    const late = overdue([...board.rows("unit").values()], now);
    const open = late.filter((unit) => !hidden.has(occasion(unit)));
    const wanted = open.map(occasion).join();
    if (wanted === shown) return;
    shown = wanted;
    root.replaceChildren(...(open.length ? [toast(open)] : []));
  }

  function toast([unit, ...others]) {
    const since = clock(Date.parse(unit.since)).slice(0, 5);
    const facts = [t("On scene since {since}", { since }), unit.call_type_name, unit.where];
    if (others.length) facts.push(`${others.length} more`);
    return h(
      "div",
      { class: "toast alarm" },
      icon("octagon-alert"),
      h("strong", {}, t("Safety check overdue: {callsign} {crew}", { callsign: unit.callsign, crew: unit.crew })),
      h("p", {}, facts.filter(Boolean).join(" · ")),
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "button", class: "button small", onclick: () => show(unit) }, t("Show")),
        hideButton(unit),
      ),
    );
  }

  function hideButton(unit) {
    const hide = () => {
      hidden.add(occasion(unit));
      ticker.tickAll();
    };
    const label = t("Hide this warning about {callsign} on this screen", { callsign: unit.callsign });
    const properties = { type: "button", class: "button quiet small", "aria-label": label };
    return h("button", { ...properties, onclick: hide }, icon("x"));
  }

  ticker.watch(root, draw);
}

/** One stay on one scene: the next one alarms anew. */
function occasion(unit) {
  return `${unit.id} ${unit.since}`;
}
