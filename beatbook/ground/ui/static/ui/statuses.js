// The statuses of units: what they are called, and the letters that the reader's agency has for them.

import { attribute, pageData, text } from "./dom.js";
import { translated } from "./language.js";

const NAMES = translated({
  AV: "Available",
  DP: "Dispatched",
  ER: "En route",
  ST: "Staging",
  OS: "On scene",
  TR: "Transport",
  CA: "Conditionally available",
  BZ: "Busy",
  OO: "Out of service",
  OD: "Off duty",
});
const LETTERS = (globalThis.document && pageData("status-letters")) || {};

/** The name behind the letters of a unit's status. */
export function statusName(code) {
  return NAMES[code] ?? code;
}

/** What the agency writes for it; our two letters where it has none of its own. */
export function statusLetters(code) {
  return LETTERS[code] ?? code;
}

export function drawStatus(element, code) {
  text(element, statusLetters(code));
  attribute(element, "data-st", code);
  attribute(element, "title", statusName(code));
}
