// Fills the slots of one form of a verb from the words of the line.

import { t } from "../../ui/language.js";
import { BY_UNIT, EXACT, isCallNumber, ORDINAL, RESOLVERS } from "./resolve.js";
import { freeText } from "./words.js";

const FREE = new Set(["place", "stretch", "text"]);
const MANY = new Set(["units", "dispositions"]);

export const MISSING = {
  units: t("Name a unit."),
  call: t("Choose a call, or give its number."),
  other_call: t("Which other call? Give its number."),
  merged: t("Which of the merged calls? Give its number."),
  linked: t("Which of the linked calls? Give its number."),
  call_type: "Say what kind of call.",
  alert: t("Which alert? Give its number."),
  alert_kind: "What kind of alert? ATL, SAFETY, TRESPASS, ORDER, WARRANT, WELFARE or STOLEN.",
  check: t("Which check? Give its number."),
  result: t("What came back? Give the code: CLEAR, VALID, EXPIRED, SUSPENDED, NOT_ON_FILE, HIT or UNABLE."),
  plate: t("Which plate? Write it with its state: 4ABC123/CA."),
  case_number: t("Which case number? Type it."),
  number: t("Which call? Give its number."),
  dispositions: t("Give a disposition."),
  place: t("Say where."),
  text: t("Write the text."),
  priority: t("Give a priority, 1 to 5."),
  override: t("Why? Give the letter of the reason."),
  service: t("Which service?"),
  offer: t("What did they say? Accepted, refused, no answer or passed."),
  question: t("Which question? Choose a call, and give the word of the question."),
  reply: t("Say yes, no or unknown."),
  means: t("How? Say PHONE, RADIO or CAD."),
  source: t("How did it come in? Phone, radio, walk-in, alarm or another way."),
  flag: t("What is it? In progress, weapon, injury or person down."),
  note_number: t("Give the number of the note."),
  stretch: t("Which street? Write it with the two it lies between: HARBOR 3RD/5TH."),
  stopped: t("Give the plate."),
  odometer: t("What does the odometer say? Whole miles."),
  percent: t("How slow? Give the share of the usual speed that is left, like 40%."),
  closure: t("Which street? Give its name."),
  until: t("Until when? Write 1700, 5PM or +2H."),
};

/**
 * @returns {{form, said, board, args, problems, starts, sure, end, ordinals}} `args` by kind of slot
 *   (`units` and `dispositions` are lists); `starts` maps a kind to the offset where it begins; `sure` are the indexes
 *   of words that need no completion; `end` is the index of the word that a marked slot stands
 *   behind; `ordinals`: some word counts in the chosen call.
 */
export function fill(form, said, board) {
  const filling = { form, said, board, args: {}, problems: [], starts: {}, sure: new Set() };
  filling.end = takeMarked(filling);
  const rest = takeLeading(filling);
  const free = form.slots.find((slot) => FREE.has(slot.kind));
  if (free) takeFree(filling, free, rest);
  takeNote(filling);
  form.slots.forEach((slot) => imply(filling, slot));
  form.slots.forEach((slot) => demand(filling, slot));
  checkOrdinals(filling);
  return filling;
}

/** Takes what stands behind its own word, and the text after it; returns that word's index. */
function takeMarked(filling) {
  const { args, board, form, problems, said } = filling;
  const slot = form.slots.find((each) => each.after);
  const at = slot ? said.words.findIndex((word) => word.text.toUpperCase() === slot.after) : -1;
  if (at < 1) return said.words.length;
  const more = at + 1 < said.words.length;
  const match = more ? RESOLVERS[slot.kind](said.words, at + 1, board) : null;
  if (!match) {
    problems.push({ kind: "unknown", slot: slot.kind, text: MISSING[slot.kind], at: at + 1 });
    return at;
  }
  args[slot.kind] = MANY.has(slot.kind) ? [match.value] : match.value;
  takeText(filling, at + 1 + match.length);
  return at;
}

function takeText({ args, form, said, starts }, index) {
  if (index >= said.words.length || !form.slots.some((slot) => slot.kind === "text")) return;
  starts.text = said.words[index].start;
  const text = freeText(said.main, starts.text, said.main.length);
  args.text = joinsNote(form, said) ? `${text}; ${said.note}` : text;
}

/** What stands behind the semicolon belongs to the text, unless it has a place of its own. */
function joinsNote(form, said) {
  return said.note && !form.slots.some((slot) => slot.kind === "note");
}

/** Takes words as long as they mean something; returns the index where free text begins. */
function takeLeading(filling) {
  const { words } = filling.said;
  const free = filling.form.slots.some((slot) => FREE.has(slot.kind));
  let index = 1;
  while (index < filling.end) {
    const best = bestMatch(filling, index);
    if (best === null && free) break;
    if (best === null) unknown(filling, index);
    else put(filling, best, index);
    index += best?.match.length ?? 1;
  }
  return index;
}

function bestMatch(filling, index) {
  let best = null;
  for (const slot of filling.form.slots) {
    const match = matchFor(filling, slot, index);
    if (match && (best === null || match.quality > best.match.quality)) best = { slot, match };
  }
  return best;
}

function matchFor(filling, slot, index) {
  const { args, board, form, said } = filling;
  const resolver = RESOLVERS[slot.kind];
  const isTaken = !MANY.has(slot.kind) && args[slot.kind] !== undefined;
  if (!resolver || slot.after || isTaken) return null;
  const match = resolver(said.words, index, board);
  return match && mayMean(match, slot, form, args, said.words[index]) ? match : null;
}

/** Free text is never eaten by a lucky guess: beside it only plain references count. */
function mayMean(match, slot, form, args, word) {
  const beside = form.slots.find((each) => FREE.has(each.kind))?.kind;
  const ordinalsCount = form.slots.some((each) => each.kind === "call");
  if (slot.kind === "units" && match.quality === ORDINAL && !ordinalsCount) return false;
  if (!beside) return true;
  if (slot.kind === "units") return match.quality === EXACT || !args.units;
  if (slot.kind === "call" && match.quality === BY_UNIT) return false;
  return slot.kind !== "call" || beside !== "place" || /[#-]/.test(word.text);
}

function put(filling, { slot, match }, index) {
  const { args, said, starts } = filling;
  starts[slot.kind] = said.words[index].start;
  if (match.problem) {
    filling.problems.push({ kind: "unknown", slot: slot.kind, text: match.problem, at: index });
  }
  if (match.several) {
    const problem = t("{text} could be {several}.", { text: said.words[index].text, several: either(match.several) });
    filling.problems.push({ kind: "ambiguous", slot: slot.kind, text: problem, at: index });
  } else if (MANY.has(slot.kind)) {
    args[slot.kind] = [...new Set([...(args[slot.kind] ?? []), match.value])];
  } else {
    args[slot.kind] = match.value;
  }
  filling.ordinals ||= match.quality === ORDINAL;
  if (match.quality >= ORDINAL && !match.several) filling.sure.add(index + match.length - 1);
}

function unknown(filling, index) {
  const word = filling.said.words[index].text;
  const kinds = filling.form.slots.filter((slot) => RESOLVERS[slot.kind]);
  if (kinds.some((slot) => slot.kind === "call") && isCallNumber(word)) {
    filling.problems.push({ ...notOpen(word), at: index });
    return;
  }
  const names = kinds.map((slot) => t(slot.kind.replace("_", " ").replace(/s$/, "")));
  const text = names.length ? t("{word}: no such {names}.", { word, names: names.join(t(" or ")) }) : t("{word}: not needed.", { word });
  filling.problems.push({ kind: "unknown", slot: null, text, at: index });
}

/** The board holds the open calls only: whether there was one of that number, the history knows. */
export function notOpen(word) {
  const text = t("{word}: no open call has that number.", { word });
  return { kind: "unknown", slot: "call", text, history: word };
}

function takeFree(filling, slot, index) {
  const { args, form, said, starts } = filling;
  let last = filling.end;
  if (slot.kind === "place") last = takeTypeAtEnd(filling, index) ?? last;
  if (slot.kind === "text") last = takeOdometerAtEnd(filling, index) ?? last;
  if (index >= last) return;
  starts[slot.kind] = said.words[index].start;
  const open = last === said.words.length;
  const whole = open ? said.main.length : said.words[last - 1].end;
  const text = freeText(said.main, said.words[index].start, whole);
  const behind = slot.kind === "text" ? args.text : ""; // what stands after UNTIL and its time
  const joins = slot.kind === "text" && !behind && joinsNote(form, said);
  args[slot.kind] = joins ? `${text}; ${said.note}` : [text, behind].filter(Boolean).join(" ");
}

/** Behind where a unit goes stands the mile at which it begins. */
function takeOdometerAtEnd({ args, board, form, said }, index) {
  const at = said.words.length - 1;
  if (args.odometer || at < index || !form.slots.some((slot) => slot.kind === "odometer")) return null;
  const match = RESOLVERS.odometer(said.words, at, board);
  if (!match) return null;
  args.odometer = match.value;
  return at;
}

/** The type may stand behind the place, but there only in full: "12 PARK" is an address. */
function takeTypeAtEnd(filling, index) {
  const { args, board, form, said } = filling;
  if (args.call_type || !form.slots.some((slot) => slot.kind === "call_type")) return null;
  for (let at = index; at < said.words.length; at += 1) {
    const match = RESOLVERS.call_type(said.words, at, board);
    const reachesEnd = match && at + match.length === said.words.length;
    if (reachesEnd && match.quality === EXACT) {
      args.call_type = match.value;
      return at;
    }
  }
  return null;
}

function takeNote({ args, form, problems, said }) {
  if (!said.note) return;
  if (form.slots.some((slot) => slot.kind === "note")) {
    args.note = said.note;
  } else if (!form.slots.some((slot) => slot.kind === "text")) {
    problems.push({ kind: "unknown", slot: "note", text: t("This command takes no note.") });
  } else {
    args.text ??= said.note;
  }
}

function imply({ args, board, problems }, slot) {
  if (!slot.implied || args[slot.kind] !== undefined) return;
  if (slot.kind === "service") [args.service] = board.services;
  if (slot.kind === "agency" && board.agencies.length > 1) [args.agency] = board.agencies;
  if (problems.some((problem) => problem.slot === slot.kind)) return;
  const chosen = board.calls.find((call) => call.number === board.chosen);
  if (!chosen) return;
  if (slot.kind === "call") args.call = chosen;
  if (slot.kind !== "units") return;
  const able = board.units.filter(
    (unit) => unit.call === chosen.number && slot.among.includes(unit.status),
  );
  if (able.length === 1) args.units = able;
}

function demand({ args, board, problems }, slot) {
  const value = args[slot.kind];
  if (value === undefined) {
    const said = problems.some((problem) => problem.slot === slot.kind);
    if ((slot.required || isNeeded(slot, args)) && !said) {
      problems.push({ kind: "missing", slot: slot.kind, text: slot.ask || MISSING[slot.kind] });
    }
  } else if (slot.kind === "units" && value.length < slot.least) {
    problems.push({ kind: "missing", slot: "units", text: slot.ask });
  } else if (slot.kind === "units" && slot.on_call) {
    for (const unit of value.filter((each) => !isOnCall(each, board))) {
      problems.push({ kind: "state", slot: "units", text: t("{callsign} is on no call.", { callsign: unit.callsign }) });
    }
  }
}

/** Does one of the units, as its status is now, make this argument needed? */
export function isNeeded(slot, { units = [] }) {
  return units.some((unit) => slot.needed_from.includes(unit.status) && !unit[slot.needed_unless]);
}

function isOnCall(unit, board) {
  return board.calls.some((call) => call.number === unit.call);
}

/** Numbers of the recommendation and of the notes belong to the chosen call, to no other. */
function checkOrdinals({ args, board, ordinals, problems }) {
  if (!ordinals || !args.call || args.call.number === board.chosen) return;
  const text = t("Numbers count in the chosen call. Choose {number} first.", { number: args.call.number });
  problems.push({ kind: "ordinal", slot: "call", text });
}

export function either(names) {
  const shown = names.slice(0, names.length > 5 ? 4 : 5);
  if (names.length > shown.length)
    return t("{names} or {count} others", { names: shown.join(", "), count: names.length - shown.length });
  return t("{names} or {last}", { names: shown.slice(0, -1).join(", "), last: shown.at(-1) });
}
