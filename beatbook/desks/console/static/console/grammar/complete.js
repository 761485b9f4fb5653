// What the next word could be. A completion is {label, detail, line}: `line` is the whole line
// with the completion applied.

import { statusLetters } from "../../ui/statuses.js";
import { isNeeded } from "./fill.js";
import { callName, isBegun, unitName } from "./resolve.js";
import { endsOpen } from "./words.js";

const MOST = 8;

export function completeVerb(said, registry, may) {
  const text = (said.words[0]?.text ?? "").toUpperCase();
  return registry
    .filter((verb) => may(verb) && isCalled(verb, text))
    .slice(0, MOST)
    .map((verb) => ({ label: verb.code, detail: verb.name, line: `${verb.code} ` }));
}

function isCalled(verb, text) {
  const names = [verb.code, verb.name, ...verb.aliases];
  return names.some((name) => name.toUpperCase().startsWith(text));
}

/** What a unit is doing, in the letters of the reader's agency, and who crews it. */
function doing(unit) {
  return `${statusLetters(unit.status)} ${unit.crew}`;
}

/**
 * Completions of the last word if it is unfinished, else of what could follow, over all forms of
 * the verb: what is still wanted first.
 */
export function completeSlots(fillings) {
  const found = fillings.flatMap(completeForm).sort((left, right) => left.rank - right.rank);
  const unique = new Map(found.map((offer) => [offer.line, offer]).reverse());
  return found
    .filter((offer) => unique.get(offer.line) === offer)
    .slice(0, MOST)
    .map(({ label, detail, line }) => ({ label, detail, line }));
}

function completeForm(filling) {
  const { said } = filling;
  const open = endsOpen(said.main);
  if (said.note !== null || isSpoiled(filling, open) || isInText(filling, open)) return [];
  if (!open && filling.sure.has(said.words.length - 1)) return [];
  const word = open ? "" : said.words.at(-1).text;
  const before = open ? said.line : said.line.slice(0, said.words.at(-1).start);
  return filling.form.slots
    .flatMap((slot) => {
      const list = WHOLE[slot.kind]?.(filling) ?? offers(filling, slot, word, before);
      const rank = filling.args[slot.kind] === undefined ? 0 : 1;
      return list.map((offer) => ({ ...offer, rank }));
    })
    .filter(({ label }) => label !== word);
}

/** An earlier word that means nothing has to be mended first. */
function isSpoiled({ problems, said }, open) {
  const last = open ? -1 : said.words.length - 1;
  return problems.some(({ kind, at }) => kind === "ordinal" || (at !== undefined && at !== last));
}

function isInText({ args, said, starts }, open) {
  if (args.stretch) return said.words.at(-1).start > (starts.text ?? Infinity);
  if (starts.text === undefined) return false;
  return open || Boolean(args.units) || starts.text !== said.words.at(-1).start;
}

function offers(filling, slot, word, before) {
  const list = LISTS[slot.kind]?.(filling, slot, word.toUpperCase()) ?? [];
  return list.map(({ name, detail }) => ({ label: name, detail, line: `${before}${name} ` }));
}

const LISTS = {
  units: ({ args, board }, slot, text) => {
    const named = new Set(args.units ?? []);
    const rank = (unit) => (slot.among.includes(unit.status) ? 0 : 1);
    const fits = (unit) => !slot.on_call || unit.call;
    return board.units
      .filter((unit) => fits(unit) && unitName(unit, board).toUpperCase().includes(text))
      .filter((unit) => !named.has(unit) || text !== "")
      .sort((left, right) => rank(left) - rank(right))
      .map((unit) => ({ name: unitName(unit, board), detail: doing(unit) }));
  },
  call: ({ args, board, form }, slot, text) => {
    if (form.slots.some((each) => each.kind === "place" || each.kind === "text")) return [];
    if (text === "" && (slot.implied || args.call)) return [];
    return board.calls
      .filter((call) => callName(call, board).includes(text))
      .map((call) => ({ name: callName(call, board), detail: call.type_name }));
  },
  other_call: ({ args, board }, slot, text) =>
    args.other_call && text === ""
      ? []
      : board.calls
          .filter((call) => call.number !== board.chosen && callName(call, board).includes(text))
          .map((call) => ({ name: callName(call, board), detail: call.type_name })),
  merged: ({ args, board }, slot, text) => (args.merged ? [] : related(board.merged, text)),
  linked: ({ args, board }, slot, text) => (args.linked ? [] : related(board.linked, text)),
  call_type: ({ args, board, form }, slot, text) =>
    args.call_type && text === "" ? [] : namedLike(board.types, text, needsLetters(form, text)),
  note_number: ({ args, board }) =>
    args.note_number
      ? []
      : (board.notes ?? [])
          .map((note, index) => ({ ...note, name: String(index + 1), detail: note.text }))
          .filter((note) => !note.struck),
  dispositions: ({ args, board }, slot, text) =>
    args.dispositions && text === "" ? [] : namedLike(board.dispositions, text, false),
  back: ({ args, board }, slot, text) =>
    args.back || !isNeeded(slot, args) ? [] : namedLike(board.backs, text, false),
  left: ({ args, board }, slot, text) =>
    args.left || !isNeeded(slot, args) ? [] : namedLike(board.lefts, text, false),
  flag: ({ args, board }, slot, text) =>
    args.flag && text === "" ? [] : namedLike(board.flags, text, false),
  alert: ({ args, board }) =>
    args.alert ? [] : board.alerts.map(({ id, name }) => ({ name: String(id), detail: name })),
  check: ({ args, board }) =>
    args.check ? [] : board.checks.map(({ id, name }) => ({ name: String(id), detail: name })),
  result: ({ args, board }, slot, text) =>
    args.result && text === "" ? [] : namedLike(board.results, text, false),
  alert_kind: ({ args, board }, slot, text) =>
    args.alert_kind && text === "" ? [] : namedLike(board.alert_kinds, text, false),
  service: ({ args, board }, slot, text) =>
    text === "" ? [] : namedLike(board.services, text, false),
  offer: ({ args, board }, slot, text) =>
    args.offer && text === "" ? [] : namedLike(board.offers, text, false),
  question: ({ args, board }, slot, text) =>
    args.question && text === "" ? [] : namedLike(board.questions, text, false),
  reply: ({ args, board }, slot, text) =>
    args.question && !args.reply ? namedLike(board.replies, text, false) : [],
  means: ({ args, board }, slot, text) => 
    args.means ? [] : namedLike(board.means, text, false),
  source: ({ args, board }, slot, text) =>
    args.source && text === "" ? [] : namedLike(board.sources, text, false),
  override: ({ args, board }, slot, text) =>
    args.override && text === "" ? [] : namedLike(board.overrides, text, false),
};

function related(list, text) {
  return list
    .filter(({ short }) => short.includes(text))
    .map(({ short, type_name: detail }) => ({ name: short, detail }));
}

/** While an address is being typed, every letter would offer a type: wait for two. */
function needsLetters(form, text) {
  return form.slots.some((slot) => slot.kind === "place") && text.length === 1;
}

function namedLike(list, text, wait) {
  if (wait) return [];
  return list
    .filter(({ code, name }) => [code, name].some((each) => each.toUpperCase().startsWith(text)))
    .map(({ code, name }) => ({ name: code, detail: name }));
}

/** Slots of several words, whose offers replace all of them. */
const WHOLE = { closure: closures, place: places, stretch: stretches, waiter: waiters };

/** Behind FOR: the units on duty, and the beat. */
function waiters({ args, board, said }) {
  const at = said.words.findIndex((word) => word.text.toUpperCase() === "FOR");
  if (args.waiter || at < 0 || at + 2 < said.words.length) return [];
  const typed = (said.words[at + 1]?.text ?? "").toUpperCase();
  const before = `${said.line.slice(0, said.words[at].end)} `;
  return [{ name: "BEAT", detail: "" }, ...board.units.map((unit) => named(unit, board))]
    .filter(({ name }) => name.toUpperCase().includes(typed))
    .map(({ name, detail }) => ({ label: name, detail, line: `${before}${name} ` }));
}

function named(unit, board) {
  return { name: unitName(unit, board), detail: doing(unit) };
}

function closures({ args, board, said }) {
  if (args.closure) return [];
  const typed = said.words.slice(1).map((word) => word.text);
  const before = said.line.slice(0, said.words[1]?.start ?? said.line.length);
  return board.closures
    .filter(({ code, name }) => isBegun(name, typed) || isBegun(code, typed))
    .map(({ code, name }) => ({ label: code, detail: name, line: `${before}${code}` }));
}

/** The stretches that the words may mean, put where they stand; what follows them stays. */
function stretches({ args, board, end, said, starts }) {
  const asked = board.stretch;
  if (!args.stretch || asked?.stretch !== args.stretch) return [];
  const after = end < said.words.length ? ` ${said.line.slice(said.words[end].start)}` : "";
  const before = said.line.slice(0, starts.stretch);
  const choices = asked.answer.choices ?? [];
  return choices.map((label) => ({ label, detail: "", line: `${before}${label}${after}` }));
}

/** The server's suggestions for the place being typed, put where the place stands. */
function places({ args, board, said, starts }) {
  if (!args.place) return [];
  const before = said.line.slice(0, starts.place);
  return (board.places ?? [])
    .filter((place) => place.label !== args.place && !/[;]/.test(place.label))
    .map((place) => ({
      label: place.label,
      detail: place.detail ?? "",
      line: before + place.label,
    }));
}
