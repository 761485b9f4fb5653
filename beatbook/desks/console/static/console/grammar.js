// The command line's meaning. Pure: a line, the registry of verbs and the board go in; what Enter
// would do comes out. It knows no verb by name.
//
// The board: {calls: [row], units: [row], chosen: number|null, recommended: [unit id],
// notes: [{id, text, struck}], types: [{code, name}], dispositions: [{code, name}],
// overrides, services, sources, backs, lefts, replies: [{code, name}],
// questions: [{code, name}], merged, linked: [{number, short, type_name}] of the chosen call,
// flags: [{code, name}],
// agencies: [{code, name}] to take calls for, places: [{label, detail}], placesSaid: string,
// statuses: {code: name},
// alerts: [row with id, name], alert_kinds: [{code, name}], states: [code],
// checks: [row with id, name], results: [{code, name}],
// closures: [row with code, name], stretch: {stretch, until, answer} as the server found it,
// grants: {agency: [permission]}, live: bool}

import { t } from "../ui/language.js";
import { completeSlots, completeVerb } from "./grammar/complete.js";
import { fill, notOpen } from "./grammar/fill.js";
import { EXACT, isCallNumber, resolveCall, verbCalled } from "./grammar/resolve.js";
import { both, requests, say } from "./grammar/say.js";
import { split } from "./grammar/words.js";

const COST = { unknown: 10, ambiguous: 5, state: 4, ordinal: 4, missing: 3 };
export const STALE =
  t("Not live: nothing is sent until the connection is back. What you typed stays here.");

/**
 * @returns {{verb: object|null, args: object, sentence: string, parts: object[],
 *   problems: object[], remarks: string[], warnings: string[], completions: object[],
 *   requests: object[], local: string, dialog: string}}
 *   `requests` is empty while there are problems. `problems` are {kind, slot, text}; `remarks` say
 *   what else follows, `warnings` what one would not expect.
 */
export function parse(line, registry, board) {
  const said = split(line);
  const may = (verb) => isAllowed(verb, board);
  if (said.words.length === 0) return nothing(completeVerb(said, registry, may));
  const verb = verbCalled(said.words[0].text, registry);
  if (!verb) return withoutVerb(said, registry, board);
  const fillings = verb.forms.map((form) => fill(form, said, { ...board, registry }));
  const filling = cheapest(fillings);
  const asked = [...unknownStretch(filling, board), ...filling.problems];
  const problems = [...asked, ...refusals(verb, filling, board)];
  const parts = say(filling.form.sentence, filling.args, board);
  const typingVerb = said.words.length === 1 && said.main.trimEnd() === said.main;
  const completions = typingVerb ? completeVerb(said, registry, may) : completeSlots(fillings);
  return {
    verb,
    args: filling.args,
    parts,
    sentence: parts.map((part) => part.text).join(""),
    problems,
    remarks: remarksOf(filling, board),
    warnings: warningsOf(filling, board),
    completions,
    requests: problems.length > 0 ? [] : requests(filling.form, filling.args),
    local: problems.length > 0 ? "" : verb.local,
    dialog: isUnfinished(problems) ? filling.form.dialog : "",
  };
}

/** The line with `verb` in front: what a function key writes. */
export function withVerb(line, verb, registry) {
  const said = split(line);
  const first = said.words[0];
  const begins = first && verbCalled(first.text, registry) ? first.end : 0;
  const rest = said.line.slice(begins).trim() || verb.opening;
  return rest === "" ? `${verb.code} ` : `${verb.code} ${rest}`;
}

function nothing(completions) {
  return {
    verb: null,
    args: {},
    parts: [],
    sentence: "",
    problems: [],
    remarks: [],
    warnings: [],
    completions,
    requests: [],
    local: "",
    dialog: "",
  };
}

/** A call's number alone chooses the call; anything else wants a verb. */
function withoutVerb(said, registry, board) {
  const select = registry.find((verb) => verb.local === "select");
  const alone = said.words.length === 1;
  const match = resolveCall(said.words, 0, board);
  if (select && alone && match?.value && match.quality === EXACT) {
    return parse(`${select.code} ${said.words[0].text}`, registry, board);
  }
  if (alone && isCallNumber(said.words[0].text)) {
    return { ...nothing([]), problems: [notOpen(said.words[0].text)] };
  }
  const completions = alone ? completeVerb(said, registry, allowed(board)) : [];
  const text = t("{text}: no such command.", { text: said.words[0].text });
  return { ...nothing(completions), problems: [{ kind: "verb", slot: null, text }] };
}

/** The form that the words fit best; the first of equals. */
function cheapest(fillings) {
  const cost = ({ problems }) => problems.reduce((sum, problem) => sum + COST[problem.kind], 0);
  return fillings.reduce((best, filling) => (cost(filling) < cost(best) ? filling : best));
}

function refusals(verb, { args }, board) {
  const problems = [];
  const agency = args.call?.agency ?? args.closure?.agency ?? args.alert?.agency ?? args.check?.agency;
  const held = agency ? (board.grants[agency] ?? []).includes(verb.permission) : null;
  if (held === false || !isAllowed(verb, board)) {
    problems.push({ kind: "forbidden", slot: null, text: t("You may not: {name}.", { name: verb.name }) });
  }
  if (!board.live && !verb.local) problems.push({ kind: "stale", slot: null, text: STALE });
  return problems;
}

/** The rest can be typed in the form, also while the screen is not live; a whole line cannot. */
function isUnfinished(problems) {
  const [first] = problems;
  const kinds = problems.map((problem) => problem.kind).filter((kind) => kind !== "stale");
  return first?.kind !== "stale" && kinds.every((kind) => kind === "missing");
}

function isAllowed(verb, board) {
  return Object.values(board.grants).some((held) => held.includes(verb.permission));
}

function allowed(board) {
  return (verb) => isAllowed(verb, board);
}

function unknownStretch({ args }, board) {
  const found = stretchFound(args, board);
  return found?.ok === false ? [{ kind: "unknown", slot: "stretch", text: found.message }] : [];
}

/** The server's answer for the stretch as it is written now, if it has come. */
function stretchFound(args, board) {
  const { stretch: asked } = board;
  const same = asked && asked.stretch === args.stretch && asked.until === (args.until?.code ?? "");
  return same ? asked.answer : null;
}

/** What becomes of the calls that units leave, and of the units of a call that closes. */
function remarksOf({ args, form }, board) {
  const found = stretchFound(args, board);
  if (found?.ok) return [found.words];
  if (args.place && board.placesSaid) return [board.placesSaid];
  const on = (call) => board.units.filter((unit) => unit.call === call.number);
  if (!form.slots.some((slot) => slot.leaving)) {
    const freed = form.dialog === "close" && args.call ? on(args.call) : [];
    return freed.length > 0 ? [t("frees {callsign}", { callsign: both(freed.map((unit) => unit.callsign)) })] : [];
  }
  const leaving = args.units ?? [];
  const left = board.calls.filter((call) => leaving.some((unit) => unit.call === call.number));
  return left.map((call) => {
    const staying = on(call).filter((unit) => !leaving.includes(unit));
    if (staying.length > 0)
      return t("{callsign} still on {short}", { callsign: both(staying.map((unit) => unit.callsign)), short: call.short });
    return args.dispositions ? t("closes {short}", { short: call.short }) : t("{short} waits again", { short: call.short });
  });
}

/** Who can be sent from a call is sent like who is free. */
function isUsual({ status, sendable }, { among }) {
  return among.includes(status) || (sendable && among.includes("AV"));
}

/** The reason that is asked for says already that this is not the usual way. */
function isStepBack(form, unit) {
  return form.slots.some((slot) => slot.needed_from.includes(unit.status));
}

/** A unit in an unexpected status is worth a word before Enter; the server decides. */
function warningsOf({ args, form }, board) {
  const slot = form.slots.find((each) => each.kind === "units");
  if (!slot || slot.among.length === 0) return [];
  return (args.units ?? [])
    .filter((unit) => !isUsual(unit, slot) && !isStepBack(form, unit))
    .map((unit) => {
      const status = (board.statuses[unit.status] ?? unit.status).toLowerCase();
      return t("{callsign} is {status}{call_short}", { callsign: unit.callsign, status, call_short: unit.call_short ? t(" at {call_short}", { call_short: unit.call_short }) : "" });
    });
}
