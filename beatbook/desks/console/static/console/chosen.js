// The panel of the chosen call: head, facts, premise notes and chronology.

import { stopwatch, wallTime } from "../ui/clock.js";
import { attribute, h, icon, text } from "../ui/dom.js";
import { keyedList } from "../ui/keyed.js";
import { locale, t, tn } from "../ui/language.js";
import { drawPriority } from "../ui/rows.js";
import { numbered } from "./chronology.js";
import { alertNotice } from "./matches.js";

const find = (id) => document.getElementById(id);

/** @param {{choice, board, record, ticker, timeZone, press: (line: string) => void}} does */
export function drawChosen({ choice, board, record, ticker, timeZone, write }) {
  const clock = wallTime(timeZone);
  const chronology = keyedList(find("chronology"), lines({ clock, write }));

  function drawHead() {
    const { call } = choice;
    attribute(find("chosen-priority"), "hidden", !call);
    attribute(find("call-actions"), "hidden", !call);
    attribute(find("nothing-chosen"), "hidden", Boolean(call));
    text(find("chosen-type"), call?.type_name ?? t("No call chosen"));
    text(find("chosen-number"), numbersOf(call, record.detail()));
    if (call) drawPriority(find("chosen-priority"), call.priority, call.status === "waiting");
    drawFacts();
  }

  function drawFacts() {
    const { call } = choice;
    find("chosen-facts").replaceChildren(...(call ? facts(call, record.detail(), board, clock) : []));
  }

  function drawDetail() {
    const detail = record.detail();
    text(find("chosen-number"), numbersOf(choice.call, detail));
    drawFacts();
    const alerts = (detail?.alerts ?? []).map(alertNotice);
    find("chosen-premises").replaceChildren(...alerts, ...(detail?.premise_notes ?? []).map(premise));
    const lined = numbered(detail?.chronology ?? []);
    const before = find("chronology").childElementCount;
    chronology.show(lined);
    if (lined.length > before) find("chronology").scrollTop = find("chronology").scrollHeight;
  }

  ticker.watch(find("chosen-since"), (now) => {
    const { call } = choice;
    const words = call ? sinceOf(call, now) : "";
    text(find("chosen-since"), words);
  });
  choice.listen(drawHead);
  board.subscribe("call", drawHead);
  board.subscribe("unit", drawFacts);
  record.listen(drawDetail);
  drawHead();
}

/** "4:12 waiting"; of a call that was put off, how long it still is until it waits. */
function sinceOf(call, now) {
  const lasted = now - Date.parse(call.since);
  return call.status === "held" ? t("held, due in {time}", { time: stopwatch(Math.max(0, -lasted)) }) : `${stopwatch(lasted)} ${call.status}`;
}

function lines({ clock, write }) {
  function make() {
    return h("li", {}, h("time", {}), h("span", { class: "who" }), h("span", {}));
  }

  function patch(element, line) {
    const [time, who, words] = element.children;
    attribute(time, "datetime", line.at);
    text(time, clock(Date.parse(line.at)));
    text(who, line.by);
    attribute(words, "class", line.note_id ? "said" : "happened");
    words.replaceChildren(...wordsOf(line, write));
  }

  return { key: (line) => line.key, make, patch };
}

function wordsOf(line, write) {
  if (line.struck) {
    return [h("s", { class: "struck" }, line.text), h("small", {}, t(" struck by {struck}", { struck: line.struck }))];
  }
  if (!line.note_id) return [line.text];
  const strike = h(
    "button",
    {
      type: "button",
      class: "strike",
      "data-verb": "X",
      title: t("Strike note {number}", { number: line.number }),
      "aria-label": t("Strike note {number}", { number: line.number }),
      onclick: () => write(`X ${line.number} `),
    },
    icon("x"),
  );
  return [line.text, strike];
}

/** The call's number, and the case number of our own under which it is on record. */
function numbersOf(call, detail) {
  if (!call) return "";
  const own = standing(detail).filter((one) => !one.issued_by);
  return [call.number, ...own.map(({ number }) => t("case {number}", { number }))].join(" · ");
}

function standing(detail) {
  return (detail?.case_numbers ?? []).filter((one) => !one.voided_at);
}

function facts(call, detail, board, clock) {
  const caller = [detail?.caller, detail?.callback].filter(Boolean).join(" · ");
  const count = detail?.earlier_calls ?? 0;
  const earlier = count ? tn("{count} call in 90 days", "{count} calls in 90 days", count) : "";
  const history = (detail?.earlier ?? []).map(earlierWords);
  const elsewhere = standing(detail).filter((one) => one.issued_by);
  const stages = assignedStaging(board, call) ? detail?.staging || t("near by, out of sight") : "";
  const assigned = [...board.rows("unit").values()].filter((unit) => unit.call === call.number);
  return [
    fact("map-pin", call.location),
    call.beat ? fact("flag", t("beat {beat}", { beat: call.beat })) : null,
    caller ? fact("phone-call", caller) : null,
    earlier ? fact("history", [earlier, history[0]].filter(Boolean).join(" · "), history) : null,
    call.stack ? fact("timer", t("kept for {unit} until {time}", keptFor(call, clock))) : null,
    stages ? fact("flag", t("stage: {stages}", { stages })) : null,
    ...elsewhere.map(({ number, issued_by }) => fact("file-text", t("{number} of {issued_by}", { number, issued_by }))),
    ...(detail?.elsewhere ?? []).map((one) => fact("link", theirs(one, clock))),
    ...assigned.map((unit) => h("span", chipFor(unit, detail, clock), chipWords(unit))),
  ].filter(Boolean);
}

/** "2026-0004711 of Alder County 911, received 11:57": the call as another center has it. */
function theirs({ number, center, received_at: at }, clock) {
  if (!at) return t("{number} of {center}", { number, center });
  return t("{number} of {center}, received {time}", { number, center, time: clock(Date.parse(at)) });
}

function keptFor({ stack }, clock) {
  return { unit: stack.for, time: clock(Date.parse(stack.until)).slice(0, 5) };
}

/** `more` is what a pointer that rests on it is told. */
function fact(name, words, more = []) {
  const title = more.join("\n") || null;
  return h("span", { class: "fact", title }, icon(name), h("span", {}, words));
}

/** How an earlier call at the same address ended: "Noise complaint, Jun 2: Warning given". */
function earlierWords({ type_name: type, received_at: at, disposition }) {
  const day = new Date(at).toLocaleDateString(locale, { month: "short", day: "numeric" });
  return `${type}, ${day}: ${disposition ?? "still open"}`;
}

const TIMES = { assigned_at: "sent", en_route_at: t("en route"), on_scene_at: t("on scene") };

/** A pointer that rests on the chip is told the unit's times; one that was passed over is said. */
function chipFor({ id, status }, detail, clock) {
  const sent = (detail?.units ?? []).find((one) => one.unit_id === id && !one.cleared_at);
  const said = Object.entries(TIMES).map(([name, words]) => {
    if (sent?.missing.includes(name)) return t("{words}: not given", { words });
    return sent?.[name] ? `${words} ${clock(Date.parse(sent[name]))}` : "";
  });
  return { class: "chip", "data-st": status, title: said.filter(Boolean).join("\n") || null };
}

function chipWords({ callsign, hold, primary }) {
  return [callsign, primary && "primary", hold === "stand_off" && t("STAND OFF")].filter(Boolean).join(" ");
}

function assignedStaging(board, call) {
  return [...board.rows("unit").values()].some((unit) => unit.call === call.number && unit.hold);
}

/** A premise note as a notice. */
export function premise(note) {
  const day = new Date(`${note.verified_on}T12:00:00`);
  const verified = day.toLocaleDateString(locale, {
    month: "short",
    day: "numeric",
    year: "numeric",
  });
  const words = t("Premise note: {text} (verified {verified})", { text: note.text, verified });
  return h(
    "div",
    { class: "notice warn tight", title: words },
    icon("triangle-alert"),
    h("div", {}, words),
  );
}
