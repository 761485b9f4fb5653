// The card at the top: what my call is, where, with whom, and what is known about it.

import { headline } from "../ui/alerts.js";
import { attribute, fields, h, icon, text } from "../ui/dom.js";
import { keyedList } from "../ui/keyed.js";
import { t } from "../ui/language.js";
import { drawPriority } from "../ui/rows.js";
import { drawStatus, statusName } from "../ui/statuses.js";
import { stopwatch } from "../ui/clock.js";
import { order, whereabouts } from "./words.js";

const HAZARD_ICONS = {
  alert: "bell-ring",
  hazard: "triangle-alert",
  access: "key-round",
  medical: "hand-helping",
  other: "info",
};
const GRAVEST_FIRST = ["alert", "hazard", "medical", "access", "other"];
const WAITING = { AV: t("Waiting for a call"), OD: t("Off duty") };
const WAYS = { sending: t("Case number: asking…"), unsent: t("Case number: not sent yet") };
const TEACH = {
  AV:
    t("A call that is sent to you appears here by itself, with the way to it and the buttons for " +
    "your status. Keep this page open."),
  BZ: t("While you are busy no call is sent to you. Tap Available when you are free."),
  OO: t("While you are out of service no call is sent to you. Tap Available when you are back."),
  OD: t("Your shift on this unit has ended. No call and no position is sent."),
};

/** The answer draws a picture (see mine.js). `draw` asks for a case number. */
export function createCard({ ticker, book, wall, record, draw: drawNumber }) {
  const find = (id) => document.getElementById(id);
  find("draw-case-number").addEventListener("click", drawNumber);
  const latest = keyedList(find("latest"), noteRows(wall));
  const hazards = keyedList(find("hazards"), hazardRows());

  return function draw({ unit, call, companions, latest: notes, record: known, onRecord }) {
    drawStanding(find("standing"), unit, ticker);
    show(find("number"), call?.number);
    drawCaseNumbers(onRecord, book.may_draw_case_numbers);
    text(find("headline"), call ? call.type_name : (WAITING[unit.status] ?? doing(unit)));
    drawOrder(find("order"), call ? order(unit, { ...known, location: call.location }) : null);
    drawCallPriority(find("priority"), call);
    show(find("where"), call?.location);
    drawWhereabouts(find("whereabouts"), call ? whereabouts(factsOf(call, known, book)) : []);
    drawCompanions(find("with"), companions, unit);
    latest.show(call ? notes : []);
    attribute(find("latest"), "hidden", !call || notes.length === 0);
    const warnings = call ? gravestFirst([...alertsOf(known), ...(known?.premise_notes ?? [])]) : [];
    hazards.show(warnings.map((note, index) => ({ ...note, index })));
    attribute(find("hazards"), "hidden", warnings.length === 0);
    show(find("teach"), call ? missing(known, record.failed) : TEACH[unit.status]);
  };
}

function drawCaseNumbers(onRecord, mayDraw) {
  const said = [...(onRecord?.numbers ?? []), WAYS[onRecord?.way]].filter(Boolean);
  show(document.getElementById("case-numbers"), said.join(" · "));
  attribute(document.getElementById("draw-case-number"), "hidden", !(mayDraw && onRecord?.mayDraw));
}

/** While the record is not there, that is said; an empty place would read as "nothing known". */
function missing(known, failed) {
  if (known) return "";
  return failed ? t("The notes could not be loaded. Trying again.") : t("Loading the notes…");
}

function alertsOf(known) {
  return (known?.alerts ?? []).map((alert) => ({
    kind: "alert",
    text: t("{alert}. {text} (from {source})", { alert: headline(alert), text: alert.text, source: alert.source }),
  }));
}

function gravestFirst(notes) {
  const rank = (note) => GRAVEST_FIRST.indexOf(note.kind);
  return [...notes].sort((one, other) => rank(one) - rank(other));
}

function doing(unit) {
  const name = statusName(unit.status);
  return unit.reason ? `${name}: ${unit.reason}` : name;
}

function show(element, words) {
  text(element, words ?? "");
  attribute(element, "hidden", !words);
}

function factsOf(call, known, book) {
  return {
    corner: known?.corner,
    beat: call.beat,
    beatName: book.beats[call.beat],
  };
}

/** Staging, or standing off, goes before everything else on the screen. */
function drawOrder(element, told) {
  const { title, words } = fields(element);
  text(title, told?.title);
  text(words, told?.words);
  attribute(element, "hidden", !told);
}

/** Each part stays in one piece, wherever the line breaks. */
function drawWhereabouts(element, parts) {
  const spans = parts.map((part) => h("span", {}, part));
  element.replaceChildren(...spans.flatMap((span, index) => (index ? [" · ", span] : [span])));
  attribute(element, "hidden", parts.length === 0);
}

/** My status with the time it has lasted. */
function drawStanding(element, unit, ticker) {
  const { badge, name, since } = fields(element);
  drawStatus(badge, unit.status);
  text(name, unit.sending ? t("{status} · not confirmed", { status: statusName(unit.status) }) : statusName(unit.status));
  ticker.watch(since, (now) => text(since, stopwatch(now - Date.parse(unit.since))));
  attribute(since, "hidden", unit.sending);
}

function drawCallPriority(element, call) {
  attribute(element, "hidden", !call?.priority);
  if (call?.priority) drawPriority(element, call.priority, true);
}

/** Who else is there, and which of us is the primary unit, which owes the report. */
function drawCompanions(element, companions, { primary }) {
  attribute(element, "hidden", companions.length === 0);
  const chips = companions.map((one) =>
    h("span", { class: "chip words", "data-st": one.status }, companion(one)),
  );
  const mine = primary ? [h("strong", {}, t("You are the primary unit."))] : [];
  element.replaceChildren(icon("users"), t("With"), ...chips, ...mine);
}

function companion({ callsign, status, primary }) {
  return [callsign, primary && t("primary"), status && statusName(status)].filter(Boolean).join(" · ");
}

function noteRows(wall) {
  return {
    key: (note) => note.key,
    make: () => h("li", {}, h("span"), h("small")),
    patch(element, note) {
      const [words, source] = element.children;
      text(words, note.text);
      text(source, `${wall(Date.parse(note.at)).slice(0, 5)} ${note.by}${onTheWay(note)}`);
    },
  };
}

export function onTheWay(line) {
  if (line.sending === "unsent") return t(" · not sent yet");
  return line.sending ? t(" · sending…") : "";
}

function hazardRows() {
  return {
    key: (note) => `${note.index} ${note.kind}`,
    make: (note) => h("li", { class: `notice ${note.kind === "alert" ? "bad" : "warn"}` }, icon(HAZARD_ICONS[note.kind] ?? "info"), h("span")),
    patch: (element, note) => text(element.lastChild, note.text),
  };
}
