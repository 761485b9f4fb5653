// The rows of the board: copies of the page's own templates ({% row_templates %}), patched in place.

import { attribute, clone, fields, h, text } from "./dom.js";
import { level, stopwatch } from "./clock.js";
import { t } from "./language.js";
import { drawStatus } from "./statuses.js";

const ORDERS = { wait: t("STAGE"), stand_off: t("STAND OFF") };
const CHIPS_SHOWN = 4;

/**
 * How a call's row is made and patched, for `keyedList`. `unit(callsign)` answers the unit's row,
 * for the color of its chip.
 */
export function callRows({ ticker, unit = () => null }) {
  const parts = new WeakMap();

  function make() {
    const element = clone("call-row");
    parts.set(element, fields(element));
    return element;
  }

  function patch(element, row) {
    const part = parts.get(element);
    const waiting = row.status === "waiting";
    attribute(element, "data-key", row.number);
    attribute(element, "data-status", row.status);
    drawPriority(part.priority, row.priority, waiting);
    text(part.type_name, row.type_name);
    text(part.short, row.short);
    attribute(part.short, "title", (row.elsewhere ?? []).join(", ") || null);
    text(part.location, row.location);
    drawAside(part.aside, row, waiting, unit);
    const held = row.status === "held";
    ticker.watch(part.since, (now) => {
      const lasted = now - Date.parse(row.since);
      text(part.since, held ? t("in {time}", { time: stopwatch(Math.max(0, -lasted)) }) : stopwatch(lasted));
      attribute(part.since, "data-level", (waiting && level(lasted, row.target_s)) || null);
    });
  }

  return { key: (row) => row.number, make, patch };
}

/** How a unit's row is made and patched, for `keyedList`. */
export function unitRows({ ticker }) {
  const parts = new WeakMap();

  function make() {
    const element = clone("unit-row");
    parts.set(element, fields(element));
    return element;
  }

  function patch(element, row) {
    const part = parts.get(element);
    attribute(element, "data-key", row.id);
    attribute(element, "data-st", row.status);
    drawStatus(part.status, row.status);
    text(part.callsign, row.callsign);
    text(part.crew, row.crew);
    text(part.call_short, row.call_short);
    text(part.doing, doing(row));
    ticker.watch(part.since, (now) => {
      text(part.since, stopwatch(now - Date.parse(row.since)));
      drawSafety(element, part.safety, safetyShare(row, now));
    });
  }

  return { key: (row) => row.id, make, patch };
}

/** What the unit is on and until when, with what one must know first in front. */
export function doing(row) {
  return [
    ORDERS[row.hold],
    row.backup && (row.backup === "urgent" ? t("WANTS URGENT BACK-UP") : t("wants back-up")),
    row.sendable && t("CAN BE SENT"),
    row.meal === "asked" && t("asks for a meal"),
    row.call_type_name || row.where,
    row.until_clock && t("until {time}", { time: row.until_clock }),
    row.next && t("next {numbers}", { numbers: row.next }),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** How much of a unit's safety timer has run: 0 to 1 and beyond, or null when none runs. */
export function safetyShare(row, now) {
  if (!row.safety_due_at || !row.safety_s) return null;
  return 1 - (Date.parse(row.safety_due_at) - now) / 1000 / row.safety_s;
}

export function drawPriority(element, digit, waiting) {
  text(element, digit);
  attribute(element, "data-pr", digit);
  attribute(element, "aria-label", t("Priority {digit}", { digit }));
  element.classList.toggle("solid", waiting);
}

function drawAside(element, row, waiting, unit) {
  if (waiting) {
    const kept = row.stack && t("for {unit}", { unit: row.stack.for });
    text(element, kept || (row.beat ? t("beat {beat}", { beat: row.beat }) : ""));
    return;
  }
  const callsigns = row.units ?? [];
  const statuses = callsigns.map((callsign) => `${callsign} ${unit(callsign)?.status ?? ""}`);
  const wanted = [...statuses, row.primary].join();
  if (element.dataset.shown === wanted) return;
  element.dataset.shown = wanted;
  const chips = callsigns
    .slice(0, CHIPS_SHOWN)
    .map((callsign) => unitChip(callsign, unit(callsign)?.status, callsigns.length > 1 && row.primary));
  const more = callsigns.length - CHIPS_SHOWN;
  if (more > 0) chips.push(h("span", { class: "chip" }, `+${more}`));
  element.replaceChildren(...chips);
}

/** Among several units the primary one is marked. */
function unitChip(callsign, status, primary) {
  const marked = callsign === primary ? { "data-primary": "", title: t("Primary unit") } : {};
  return h("span", { class: "chip", "data-st": status, ...marked }, callsign);
}

function drawSafety(element, bar, share) {
  attribute(element, "data-due", share !== null && share >= 1 ? "true" : null);
  attribute(bar, "hidden", share === null);
  if (share !== null) attribute(bar, "value", Math.floor(Math.min(1, Math.max(0, share)) * 100));
}
