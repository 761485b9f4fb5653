// The safety check of a unit on scene: when it is near or due, one tap says that all is well.

import { stopwatch } from "../ui/clock.js";
import { attribute, text } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { asked } from "./mine.js";

const CAN_BE_TAPPED = new Set(["soon", "due"]);
const SMALL = { sending: t("sending…"), unsent: t("not sent yet") };

/**
 * `tapped()` hears that all is well; `due()` is told once when a check becomes due. The answer draws
 * a picture (see mine.js).
 */
export function createSafety({ ticker, tapped, due }) {
  const root = document.getElementById("safety");
  const button = root.querySelector("button");
  let state = "";

  button.addEventListener("click", () => CAN_BE_TAPPED.has(state) && tapped());

  function show(safety, now) {
    const before = state;
    state = safety ? asked(safety, now) : "";
    attribute(root, "hidden", state === "");
    attribute(root, "data-state", state);
    attribute(button, "aria-disabled", CAN_BE_TAPPED.has(state) ? null : "true");
    text(button.querySelector("small"), SMALL[state] ?? "");
    text(root.querySelector("[data-field=words]"), safety ? words(safety, now) : "");
    if (state === "due" && before !== "due") due();
  }

  return ({ safety }) => ticker.watch(root, (now) => show(safety, now));
}

function words({ due, way }, now) {
  if (way) return t("Safety check answered");
  const time = stopwatch(Math.abs(due - now));
  return now >= due ? t("Safety check due for {time}", { time }) : t("Safety check in {time}", { time });
}
