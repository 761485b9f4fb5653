// The clock at the head of the screen, by the agency's time.

import { wallTime } from "../ui/clock.js";
import { text } from "../ui/dom.js";
import { locale } from "../ui/language.js";

export function drawClock({ ticker, timeZone }) {
  const face = document.querySelector("[data-clock]");
  const today = document.getElementById("today");
  const wall = wallTime(timeZone);
  const day = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: "short",
    month: "short",
    day: "numeric",
  });
  ticker.watch(face, (now) => {
    text(face, wall(now));
    text(today, day.format(now));
  });
}
