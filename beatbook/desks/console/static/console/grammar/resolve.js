// What a word means: each kind of slot has one resolver.
//
// A match is {value, quality, length} (length in words), or {several, quality, length} when the
// word could mean more than one thing, or null.

import { t } from "../../ui/language.js";

export const EXACT = 3;
export const ORDINAL = 2;
export const SHORTENED = 1;
export const BY_UNIT = 0.5;

const same = (left, right) => left.toUpperCase() === right.toUpperCase();

/** How a unit is said so that nobody else is meant: another agency may use the same callsign. */
export function unitName(unit, board) {
  const alike = board.units.filter((other) => same(other.callsign, unit.callsign));
  return alike.length > 1 ? `${unit.agency}/${unit.callsign}` : unit.callsign;
}

/** How a call is said so that no other call and no unit is meant. */
export function callName(call, board) {
  const taken =
    board.calls.some((other) => other !== call && same(other.short, call.short)) ||
    board.units.some((unit) => same(unit.callsign, call.short));
  return taken ? call.number : call.short;
}

export function resolveUnit(words, index, board) {
  const [callsign, agency] = words[index].text.toUpperCase().split("/").reverse();
  const among = board.units.filter((unit) => !agency || same(unit.agency, agency));
  const exact = among.filter((unit) => same(unit.callsign, callsign));
  if (exact.length > 0) {
    return one(preferChosen(exact, board), EXACT, (unit) => unitName(unit, board));
  }
  const recommended = resolveOrdinal(callsign, board.recommended ?? []);
  if (recommended !== undefined) {
    const unit = board.units.find((each) => each.id === recommended);
    return unit ? { value: unit, quality: ORDINAL, length: 1 } : null;
  }
  return shortened(callsign, among, board);
}

function shortened(text, among, board) {
  if (text.length < 2 || !/\d/.test(text)) return null;
  const begins = among.filter((unit) => unit.callsign.toUpperCase().startsWith(text));
  const ends = among.filter((unit) => unit.callsign.toUpperCase().endsWith(text));
  return one(begins.length > 0 ? begins : ends, SHORTENED, (unit) => unitName(unit, board));
}

function preferChosen(units, board) {
  const chosen = board.calls.find((call) => call.number === board.chosen);
  const near = chosen ? units.filter((unit) => unit.agency === chosen.agency) : [];
  return near.length === 1 ? near : units;
}

function resolveOrdinal(text, list) {
  return /^[1-9]\d?$/.test(text) ? list[Number(text) - 1] : undefined;
}

const CALL_NUMBER = /^#?([A-Z]{1,4})?-?(?:(\d\d)-)?(\d{3,8})$/;

/** Said like a call's number, whether a call on the board has it or not. */
export function isCallNumber(text) {
  return CALL_NUMBER.test(text.toUpperCase());
}

/** By number in any length (132, 0132, A132, A26-000132, #0132), or by a unit on the call. */
export function resolveCall(words, index, board) {
  const text = words[index].text.toUpperCase();
  const exact = board.calls.filter((call) => same(call.number, text));
  const theirs = board.calls.filter((call) => isTheirs(call, text));
  for (const known of [exact, theirs]) {
    if (known.length === 1) return { value: known[0], quality: EXACT, length: 1 };
  }
  const said = CALL_NUMBER.exec(text);
  const found = said ? board.calls.filter((call) => isSaid(call, said)) : [];
  return one(found, EXACT, (call) => call.number) ?? callOfUnit(words, index, board);
}

/** Is this the number of another center, with or without its dashes and zeros? */
function isTheirs(call, text) {
  const alike = (left, right) => compact(left) === compact(right) || squeezed(left) === squeezed(right);
  return text.length > 3 && (call.elsewhere ?? []).some((number) => alike(number, text));
}

const runs = (text) => text.toUpperCase().match(/[A-Z]+|\d+/g) ?? [];
const compact = (text) => runs(text).join("");
const squeezed = (text) => runs(text).map((run) => run.replace(/^0+(?=\d)/, "")).join("");

function isSaid(call, [, prefix, year, serial]) {
  const parts = /^([A-Z]*)(\d\d)-(\d+)$/.exec(call.number.toUpperCase());
  if (parts === null) return !prefix && !year && Number(call.short) === Number(serial);
  return (
    (!prefix || prefix === parts[1]) &&
    (!year || year === parts[2]) &&
    Number(serial) === Number(parts[3])
  );
}

function callOfUnit(words, index, board) {
  const match = resolveUnit(words, index, { ...board, recommended: [] });
  const call = match?.value && board.calls.find((each) => each.number === match.value.call);
  return call ? { value: call, quality: BY_UNIT, length: 1 } : null;
}

/** Something with a code and a name of one or more words; the longest reading wins. */
function resolveNamed(list) {
  return (words, index, board) => {
    for (const length of [4, 3, 2, 1]) {
      if (index + length > words.length) continue;
      const text = words
        .slice(index, index + length)
        .map((word) => word.text)
        .join(" ");
      const match = named(text, list(board), length);
      if (match) return match;
    }
    return null;
  };
}

function named(text, list, length) {
  const exact = list.filter((item) => same(item.code, text) || same(item.name, text));
  if (exact.length > 0) return { value: exact[0], quality: EXACT, length };
  if (text.length < 3) return null;
  const begins = list.filter(
    (item) =>
      item.code.toUpperCase().startsWith(text.toUpperCase()) ||
      item.name.toUpperCase().startsWith(text.toUpperCase()),
  );
  const match = one(begins, SHORTENED, (item) => item.code);
  return match && { ...match, length };
}

/** Only by its code, and only where there is a choice: a street may be called like an agency. */
function resolveAgency(words, index, board) {
  const found = board.agencies.filter(({ code }) => same(code, words[index].text));
  return board.agencies.length > 1 ? one(found, EXACT, ({ code }) => code) : null;
}

function resolvePriority(words, index) {
  const digit = /^P?([1-5])$/i.exec(words[index].text)?.[1];
  if (!digit) return null;
  return { value: { code: Number(digit), name: t("priority {digit}", { digit }) }, quality: EXACT, length: 1 };
}

/** A call that belongs to the chosen one, whether it is on the board or not. */
function resolveRelated(list) {
  return (words, index, board) => {
    const said = CALL_NUMBER.exec(words[index].text.toUpperCase());
    const found = said ? board[list].filter((call) => isSaid(call, said)) : [];
    return one(found, EXACT, (call) => call.number);
  };
}

/** Said with one letter: y, n or u. */
function resolveReply(words, index, board) {
  const text = words[index].text.toLowerCase();
  return one(board.replies.filter(({ code }) => code.startsWith(text)), EXACT, ({ code }) => code);
}

function resolveNote(words, index, board) {
  const note = resolveOrdinal(words[index].text, board.notes ?? []);
  return note && !note.struck ? { value: note, quality: ORDINAL, length: 1 } : null;
}

const [SLOWEST, FASTEST] = [5, 95]; // as the server has it

function resolvePercent(words, index) {
  const share = /^(\d{1,4})%$/.exec(words[index].text)?.[1];
  if (!share) return null;
  const code = Number(share);
  const problem =
    code < SLOWEST || code > FASTEST
      ? t("{share}%: a slowed street has {SLOWEST}% to {FASTEST}% of its speed left. RC closes it.", { share, SLOWEST, FASTEST })
      : "";
  return { value: { code, name: `${share}%` }, quality: EXACT, length: 1, problem };
}

const DAY = /^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\/\d{1,2}(\/\d{4})?)$/;
const CLOCK = /^(\d{1,2}:\d{2}|\d{3,4}|\d{1,2}(:?\d{2})?[AP]M?|\+?\d{1,4}(M|MIN|H|HR|D))$/i;
const HALF = /^[AP]M$/i;

/** A time, with its day before it or am and pm behind it: the server says which moment it is. */
function resolveUntil(words, index) {
  const texts = words.slice(index, index + 3).map((word) => word.text);
  let length = DAY.test(texts[0] ?? "") ? 1 : 0;
  if (!CLOCK.test(texts[length] ?? "")) return null;
  length += HALF.test(texts[length + 1] ?? "") ? 2 : 1;
  const text = texts.slice(0, length).join(" ");
  return { value: { code: text, name: text }, quality: EXACT, length };
}

/** FOR 2B10, FOR BEAT, FOR BEAT 2: who a call waits for. Without its code it is the call's own. */
function resolveWaiter(words, index, board) {
  if (!same(words[index].text, "FOR") || index + 1 >= words.length) return null;
  if (same(words[index + 1].text, "BEAT")) return resolveBeat(words, index, board);
  const match = resolveUnit(words, index + 1, { ...board, recommended: [] });
  if (!match || match.several) return match && { ...match, length: 2 };
  const { id, callsign } = match.value;
  return { value: { id, callsign, name: callsign }, quality: EXACT, length: 2 };
}

function resolveBeat(words, index, board) {
  const said = words[index + 2]?.text ?? "";
  const code = Object.values(board.beats ?? {}).flatMap(Object.keys).find((one) => same(one, said));
  const name = code ? t("beat {beat}", { beat: code }) : t("the units of its beat");
  return { value: { beat: code ?? "own", name }, quality: EXACT, length: code ? 3 : 2 };
}

const HEARD = /^@(\d{1,2}):?(\d{2})?([AP]M?)?$/i;

/** A time of day behind @, heard late: the server says which moment it was. */
function resolveReached(words, index) {
  const text = words[index].text;
  if (!HEARD.test(text)) return null;
  const code = text.slice(1);
  const name = /^\d{4}$/.test(code) ? `${code.slice(0, 2)}:${code.slice(2)}` : code;
  return { value: { code, name }, quality: EXACT, length: 1 };
}

/** A call's number, on the board or not: which call is meant, the server knows. */
function resolveNumber(words, index) {
  const text = words[index].text.toUpperCase().replace(/^#/, "");
  if (!isCallNumber(text)) return null;
  return { value: { code: text, name: text }, quality: EXACT, length: 1 };
}

const PLATE = /^([A-Z0-9-]{2,10})\/([A-Z]{2})$/i;

/** Only with its state, 4ABC123/CA: a word of a description is no plate. */
function resolvePlate(words, index, board) {
  const [, plate, state] = PLATE.exec(words[index].text.toUpperCase()) ?? [];
  if (!plate || !board.states.includes(state)) return null;
  return { value: { code: `${plate} ${state}`, name: `${plate} ${state}` }, quality: EXACT, length: 1 };
}

function resolveCheck(words, index, board) {
  const number = /^#?(\d{1,9})$/.exec(words[index].text)?.[1];
  const known = board.checks.find(({ id }) => id === Number(number));
  return known ? { value: known, quality: EXACT, length: 1 } : null;
}

/** By its number, also one that is on no screen: whether it is in force, the server knows. */
function resolveAlert(words, index, board) {
  const number = /^#?(\d{1,9})$/.exec(words[index].text)?.[1];
  if (!number) return null;
  const known = board.alerts.find(({ id }) => id === Number(number));
  return { value: known ?? { id: Number(number), name: t("no. {number}", { number }) }, quality: EXACT, length: 1 };
}

const STOPPED = /^[A-Z\d-]{2,10}$/i;

/** A plate as it is read out. Behind the unit it is the next word, whatever it looks like. */
function resolveStopped(words, index) {
  const text = words[index].text.toUpperCase();
  if (index < 2 || !STOPPED.test(text)) return null;
  return { value: { code: text, name: text }, quality: EXACT, length: 1 };
}

/** The state, right behind the plate: further on two letters are a part of the place. */
function resolvePlateState(words, index, board) {
  const text = words[index].text.toUpperCase();
  if (index !== 3 || !board.states.includes(text) || index + 1 >= words.length) return null;
  return { value: { code: text, name: text }, quality: EXACT, length: 1 };
}

/** Whole miles, as the odometer shows them. */
function resolveOdometer(words, index) {
  const code = /^\d{3,7}$/.test(words[index].text) ? Number(words[index].text) : null;
  return code === null ? null : { value: { code, name: String(code) }, quality: EXACT, length: 1 };
}

const CASE_NUMBER = /^(?=.*\d)[A-Z0-9][A-Z0-9/-]{0,28}[A-Z0-9]$/i;

/** Any word that can be one: whether the call has it, the server knows. A call is said with #. */
function resolveCaseNumber(words, index) {
  const { text } = words[index];
  if (!CASE_NUMBER.test(text)) return null;
  return { value: { code: text, name: text.toUpperCase() }, quality: EXACT, length: 1 };
}

/** A closed street by its number, or by the beginnings of the words of its name: "n cast". */
function resolveClosure(words, index, board) {
  const { closures } = board;
  const numbered = closures.filter(({ code }) => same(code, words[index].text));
  if (numbered.length > 0) return { value: numbered[0], quality: EXACT, length: 1 };
  const typed = words.slice(index).map((word) => word.text);
  const found = closures.filter(({ name }) => isBegun(name, typed));
  const match = one(found, SHORTENED, ({ code, name }) => `${code} (${name})`);
  return match && { ...match, length: typed.length };
}

/** Is the name written so, word by word, as far as it is written? */
export function isBegun(name, typed) {
  const words = name.toUpperCase().split(" ");
  return typed.every((text, at) => words[at]?.startsWith(text.toUpperCase()));
}

function resolveTopic(words, index, board) {
  const found = verbCalled(words[index].text, board.registry ?? []);
  return found ? { value: found, quality: EXACT, length: 1 } : null;
}

export function verbCalled(text, registry) {
  return registry.find((verb) => [verb.code, ...verb.aliases].some((name) => same(name, text)));
}

function one(found, quality, nameOf) {
  if (found.length === 0) return null;
  if (found.length === 1) return { value: found[0], quality, length: 1 };
  return { several: found.map(nameOf), quality, length: 1 };
}

export const RESOLVERS = {
  agency: resolveAgency,
  alert: resolveAlert,
  alert_kind: resolveNamed((board) => board.alert_kinds),
  plate: resolvePlate,
  units: resolveUnit,
  call: resolveCall,
  other_call: resolveCall,
  merged: resolveRelated("merged"),
  linked: resolveRelated("linked"),
  call_type: resolveNamed((board) => board.types),
  dispositions: resolveNamed((board) => board.dispositions),
  override: resolveNamed((board) => board.overrides),
  back: resolveNamed((board) => board.backs),
  left: resolveNamed((board) => board.lefts),
  plate_state: resolvePlateState,
  odometer: resolveOdometer,
  stopped: resolveStopped,
  reached: resolveReached,
  flag: resolveNamed((board) => board.flags),
  service: resolveNamed((board) => board.services),
  source: resolveNamed((board) => board.sources),
  means: resolveNamed((board) => board.means),
  offer: resolveNamed((board) => board.offers),
  question: resolveNamed((board) => board.questions),
  reply: resolveReply,
  priority: resolvePriority,
  note_number: resolveNote,
  percent: resolvePercent,
  until: resolveUntil,
  case_number: resolveCaseNumber,
  number: resolveNumber,
  check: resolveCheck,
  closure: resolveClosure,
  result: resolveNamed((board) => board.results),
  topic: resolveTopic,
  waiter: resolveWaiter,
};
