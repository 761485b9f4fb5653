// What an officer may also say: what one came upon, that a meal is wanted, and that one on a call can
// be sent.

import { attribute, text } from "../ui/dom.js";
import { t } from "../ui/language.js";

const CAN_COME_UPON = new Set(["AV", "CA"]);

/** `onView()`, `meal(act)` and `sendable(yes)` hear the taps. The answer draws a picture (see mine.js). */
export function createAsides({ arrived, onView, meal, sendable, wall }) {
  const mealButton = document.getElementById("ask-meal");
  const sendableButton = document.getElementById("can-be-sent");
  const onViewButton = document.getElementById("on-view");
  let shown = null;

  const arrivedButton = document.getElementById("transport-arrived");
  arrivedButton.addEventListener("click", arrived);
  onViewButton.addEventListener("click", onView);
  mealButton.addEventListener("click", () => meal(shown.meal === "asked" ? "decline" : "ask"));
  sendableButton.addEventListener("click", () => sendable(!shown.sendable));

  return function draw({ unit, call }) {
    shown = unit;
    const asked = unit.meal === "asked";
    const since = unit.meal_since ? ` ${wall(Date.parse(unit.meal_since)).slice(0, 5)}` : "";
    attribute(mealButton, "hidden", unit.status === "OD" || unit.meal === "granted");
    attribute(mealButton, "aria-pressed", String(asked));
    text(mealButton.lastElementChild, asked ? t("Meal asked for{since}", { since }) : t("Ask for a meal"));
    attribute(onViewButton, "hidden", !CAN_COME_UPON.has(unit.status));
    attribute(arrivedButton, "hidden", unit.status !== "TR" || unit.odometer_from === null);
    attribute(sendableButton, "hidden", !call);
    attribute(sendableButton, "aria-pressed", String(Boolean(unit.sendable)));
  };
}
