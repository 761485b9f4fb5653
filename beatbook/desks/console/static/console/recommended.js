// The recommended units of the chosen call. Each row is the command "D <its number>" as a button;
// units that are not recommended stand below, with the reason; those that could go against the rules
// begin the command "OVR", which asks why.

import { stopwatch } from "../ui/clock.js";
import { attribute, h, text } from "../ui/dom.js";
import { keyedList } from "../ui/keyed.js";
import { t } from "../ui/language.js";
import { statusLetters, statusName } from "../ui/statuses.js";
import { distance } from "./distance.js";

const CELLS = ["unseen", "ordinal", "callsign", "status", "crew", "eta", "far"];

/** @param {{record, choice, run: (line: string) => void, write: (line: string) => void}} does */
export function drawRecommended({ record, choice, run, write }) {
  const nothing = document.getElementById("nothing-recommended");
  const basis = document.getElementById("recommended-basis");
  const list = keyedList(document.getElementById("recommended"), rows({ run, write }));

  function draw() {
    const ranked = ranking(record.ranking());
    list.show(ranked);
    text(basis, basisOf(choice.call));
    text(nothing, emptiness(record, choice, ranked));
    attribute(nothing, "hidden", nothing.textContent === "");
  }

  record.listen(draw);
  choice.listen(draw);
  draw();
}

function ranking(answer) {
  let number = 0;
  return (answer?.units ?? []).map((unit) => ({
    ...unit,
    number: unit.recommended ? (number += 1) : null,
  }));
}

/** What the order goes by: without a place on the map there is no travel time. */
function basisOf(call) {
  if (!call) return "";
  return Number.isFinite(call.lat) ? t("soonest by road") : t("not on the map: no travel times");
}

function emptiness(record, choice, ranked) {
  if (choice.number === null) return t("Choose a call to see who can be there soonest.");
  if (record.ranking() === null) return t("Asking for travel times…");
  return ranked.length === 0 ? t("No unit is on duty.") : "";
}

/** Who and what it is; what one must know first stands in its reason. */
function about(unit) {
  if (unit.number === null) return unit.reason;
  const who = `${unit.crew} · ${unit.unit_kind}`;
  const notes = [
    unit.part === "assist" && t("assists, stages first"),
    unit.status === "CA" && unit.reason,
    unit.sendable && t("on a call, which it leaves"),
    unit.uncovers && t("leaves beat {uncovers} without a unit", { uncovers: unit.uncovers }),
  ];
  return [who, ...notes.filter(Boolean)].join(" · ");
}

function rows({ run, write }) {
  function make() {
    const cells = CELLS.map((name) => h("span", { class: name }));
    return h("li", {}, h("button", { type: "button" }, ...cells));
  }

  function patch(element, unit) {
    const button = element.firstElementChild;
    const [act, ordinal, callsign, status, crew, eta, far] = button.children;
    attribute(element, "data-st", unit.status);
    attribute(element, "data-able", String(unit.number !== null));
    attribute(element, "data-timed", String(unit.seconds !== null));
    const against = (unit.available || unit.sendable) && !unit.able;
    attribute(button, "disabled", unit.number === null && !against);
    attribute(button, "title", unit.reason);
    button.onclick = () => (against ? write(`OVR ${unit.callsign} `) : run(`D ${unit.number}`));
    text(act, against ? t("Override: send") : unit.number === null ? "" : t("Dispatch"));
    text(ordinal, unit.number);
    text(callsign, unit.callsign);
    text(status, statusLetters(unit.status));
    attribute(status, "title", statusName(unit.status));
    text(crew, about(unit));
    text(eta, unit.seconds === null ? "" : stopwatch(unit.seconds * 1000));
    text(far, unit.meters === null ? "" : distance(unit.meters));
  }

  return { key: (unit) => unit.unit_id, make, patch };
}
