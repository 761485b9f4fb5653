// The officer's phone: ties the rows, the feed, the outbox and the position to the parts of the screen.

import { headline } from "../ui/alerts.js";
import { createBoard } from "../ui/board.js";
import { createClock, createTicker, wallTime } from "../ui/clock.js";
import { confirm } from "../ui/dialog.js";
import { attribute, pageData, text } from "../ui/dom.js";
import { openFeed } from "../ui/feed.js";
import { t, tn } from "../ui/language.js";
import { createAsides } from "./asides.js";
import { createAlerts } from "./alerts.js";
import { createCancelled, createShown } from "./cancelled.js";
import { createCard } from "./card.js";
import { createClosures } from "./closures.js";
import { createDues } from "./dues.js";
import { createDock } from "./dock.js";
import { createEmergency, drawEmergency, listenToHold } from "./emergency.js";
import { createGround } from "./ground.js";
import { createHeader } from "./header.js";
import { createHelp } from "./help.js";
import { createLists } from "./lists.js";
import { CASE_NUMBER, CLEAR, picture } from "./mine.js";
import { createNotes } from "./notes.js";
import { createOutbox } from "./outbox.js";
import { createOwed } from "./owed.js";
import { createPosition, STATES } from "./position.js";
import { unsent } from "./queue.js";
import { createRecord } from "./record.js";
import { createSafety } from "./safety.js";
import { ask, refetch, send } from "./server.js";
import { askEnding, askOnView, askReason, askTransport, askWhy, closeAll, showWay } from "./sheets.js";
import { createStore, draftStore, itemStore } from "./store.js";
import { tapsOf } from "./taps.js";
import { createWay } from "./way.js";

const TRANSPORT = "TR";
const NEEDS_REASON = new Set(["BZ", "OO"]);
const LOOK_EVERY_MS = 10_000; // what is shown also changes by growing old
const BUZZ = [200, 100, 200, 100, 400];

const state = pageData("state");
const book = pageData("book");
const store = createStore(`beatbook.field.${book.member}`);
const clock = createClock(state.clock);
const ticker = createTicker(clock);
const wall = wallTime(book.time_zone);
const board = createBoard(["call", "unit", "closure", "report", "alert", "check", "tag", "cancellation"]);
board.load(rowsOf(state));

const outbox = createOutbox({
  store: itemStore(store),
  send,
  seen: (item) => board.state.unit.get(String(item.unit))?.version ?? 0,
  now: clock.now,
  onChange: draw,
  onAnswer: hearAnswer,
});
const record = createRecord({ fetchRecord: (signal) => ask(book.urls.record, signal), onChange: settle });
const way = createWay({ fetchRoute: () => ask(book.urls.route), onChange: draw });
const taps = tapsOf({
  unit: book.unit,
  statusUrl: book.urls.status,
  safetyUrl: book.urls.safety,
  mealUrl: book.urls.meal,
  sendableUrl: book.urls.sendable,
  onViewUrl: book.urls.on_view,
  transportUrl: book.urls.transport,
  backupUrl: book.urls.backup,
  shownUrl: book.urls.shown,
  cancellationUrl: book.urls.cancellation,
  names: book.names,
  now: clock.now,
});
const notes = createNotes({
  drafts: draftStore(store),
  isDurable: () => store.isDurable,
  send: (number, words) => outbox.put(taps.note(number, words)),
});
const parts = [
  createCancelled({ wall, got: (call) => outbox.put(taps.read(call)), told: (words) => alarm(words) }),
  createShown({ put: (call) => outbox.put(taps.shown(call)), queue: () => outbox.queue }),
  createCard({ ticker, book, wall, record, draw: drawCaseNumber }),
  createSafety({ ticker, tapped: safe, due: askIfSafe }),
  createDock(document.querySelector(".dock"), { wall, tapped }),
  createAsides({
    wall,
    arrived: () => askTransport(({ odometer }) => outbox.put(taps.transportEnds(callNumber(), odometer)), true),
    onView: () => askOnView(book.types, startOnView),
    meal: (act) => outbox.put(taps.meal(act, callNumber())),
    sendable: (yes) => outbox.put(taps.sendable(yes, callNumber())),
  }),
  createHelp({
    ...{ book, wall },
    raise: (flag) => outbox.put(taps.raise(callNumber(), flag)),
    ask: (service) => outbox.put(taps.service(callNumber(), service)),
    backup: (kind) => outbox.put(taps.backup(kind, callNumber())),
  }),
  createLists({ board, ticker, wall, book }),
  createClosures({ board, clock, book, wall }),
  createDues({ board, book }),
  createOwed({ wall, written: (row) => outbox.put(taps.report(row)) }),
  createAlerts({ board, clock, book, wall, queue: () => outbox.queue, got: gotIt, told: announceAlert }),
  notes.draw,
  drawPhrase,
];
const emergency = createEmergency({
  store,
  send: (options) => send(book.urls.emergency, {}, options),
  onChange: draw,
});
const sayEmergency = drawEmergency({ wall });
listenToHold(document.getElementById("emergency"), () => emergency.raise());
const drawHeader = createHeader({ ticker, since: book.since, wall, again, drop });
const position = createPosition({
  geolocation: navigator.geolocation,
  isSecure: isSecureContext,
  permission: locationPermission,
  choice: { get: () => store.get("position"), set: (word) => store.set("position", word) },
  times: () => ({ now: clock.now(), wall: Date.now() }),
  send: (points) => send(book.urls.positions, { points }),
  onState: drawPosition,
  onFix: showFix,
  onSent: way.moved,
});

let drawGround = () => {};
let heard = { state: null, at: clock.now() };
let ordered = ""; // what my unit was told last: to stage, to stand off, nothing
let known = null; // the number of the call that was shown last
let here = null; // {lat, lon}: the newest fix of this phone
let isSignedOut = false;
let waiting = false;

const feed = openFeed({ cursor: state.cursor, onEvent: hear, onState: hearState, refetch: reload });
listen();
drawNow();
outbox.flush();
drawGround = await createGround({ board, clock, book, wall });
drawNow();
document.documentElement.dataset.ready = "";

function shown() {
  return picture(board.state, outbox.queue, {
    unitId: book.unit,
    order: book.order,
    record: record.current,
    me: book.member,
  });
}

/** Draw once for all that happens in one go. */
function draw() {
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => {
    waiting = false;
    drawNow();
  });
}

function drawNow() {
  const now = shown();
  if (!now.unit) return;
  record.follow(now.call?.number ?? null, versionOf(now.call));
  way.follow(now);
  position.setDuty(now.unit.status !== "OD");
  position.setUrgent(Boolean(now.unit.emergency_at || emergency.sending));
  sayEmergency(now.unit, emergency);
  for (const drawPart of parts) drawPart(now);
  drawHeader(outbox.queue, isSignedOut ? "signed-out" : heard.state, heard.at);
  drawGround(now, way.current, way.reason);
  announce(now);
}

/** The record changes with the call, and with every unit that is on it. */
function versionOf(call) {
  const units = [...board.state.unit.values()].filter(({ row }) => row?.call && row.call === call?.number);
  const versions = units.map(({ version }) => version);
  return [board.state.call.get(call?.number)?.version ?? 0, ...versions].join();
}

/** The rows have changed: what was tapped may be in them now. */
function settle() {
  outbox.move({ type: "rows", server: board.state, record: record.current, now: clock.now() });
  draw();
}

function hear(event) {
  if (event.type === "clock") clock.set(event.data);
  else board.dispatch(event);
}

function hearState(now) {
  if (now === "live") outbox.flush();
  if (heard.state === "live") heard = { state: now, at: clock.now() };
  heard.state = now;
  document.documentElement.dataset.feed = now;
  draw();
}

/** A command tells sooner than the feed that the session has ended. */
function hearAnswer(answer, item) {
  isSignedOut = answer.status === 401;
  if ((item.kind === "note" || item.kind === CASE_NUMBER) && answer.ok) record.reload();
  draw();
}

async function reload() {
  const fresh = await refetch();
  if (fresh.me.unit !== book.unit) location.reload();
  clock.set(fresh.clock);
  board.load(rowsOf(fresh));
  return fresh.cursor;
}

function rowsOf({ calls, units, closures, reports, alerts, checks, tags, cancellations }) {
  return [...calls, ...units, ...closures, ...reports, ...alerts, ...checks, ...tags, ...cancellations];
}

function listen() {
  const kinds = ["call", "unit", "closure", "report", "alert", "check", "tag", "cancellation", "position"];
  for (const kind of kinds) board.subscribe(kind, settle);
  board.subscribe("closure", way.bent);
  board.subscribe("alert", record.reload);
  board.subscribe("unit", leaveWithTheCrew(board.row("unit", book.unit)?.crew));
  setInterval(settle, LOOK_EVERY_MS);
  addEventListener("online", outbox.flush);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    outbox.flush();
    draw();
  });
  document.getElementById("position").addEventListener("click", position.toggle);
  document.getElementById("go").addEventListener("click", () => way.current && showWay(way.current, wall));
  document.querySelector("[data-leaves]")?.addEventListener("submit", askBeforeLeaving);
  addEventListener("beforeunload", (event) => {
    if (!store.isDurable && unsent(outbox.queue).length) event.preventDefault();
  });
}

/** When others crew my unit, or nobody does, this page is not about me any more. */
function leaveWithTheCrew(crew) {
  let before = crew;
  return () => {
    const now = board.row("unit", book.unit)?.crew;
    if (now === before) return;
    before = now;
    reload().catch(() => {});
  };
}

async function askBeforeLeaving(event) {
  const left = unsent(outbox.queue).length;
  if (left === 0) return;
  event.preventDefault();
  const form = event.target;
  const sure = await confirm({
    title: t("Sign out before all is sent?"),
    words: tn(
      "{count} tap or note not sent yet. It stays on this phone and is sent when you sign in here again.",
      "{count} taps or notes not sent yet. They stay on this phone and are sent when you sign in here again.",
      left,
    ),
    doing: t("Sign out"),
    danger: true,
  });
  if (sure) form.submit();
}

function tapped(step) {
  const now = shown();
  const number = now.call?.number ?? null;
  if (step.state === "unsent") return outbox.flush();
  if (step.code === CLEAR) return askEnding(now, { fallback: book.dispositions, lefts: book.lefts, draft: notes.draft(number), clear });
  if (step.back) return askBack(step.code, number);
  if (step.code === TRANSPORT) return askTransport((said) => outbox.put(taps.transport(number, said)));
  if (!NEEDS_REASON.has(step.code)) return outbox.put(taps.status(step.code, number));
  const choose = (reason) => outbox.put(taps.status(step.code, number, { reason }));
  return askReason(book.names[step.code], book.reasons[step.code], choose);
}

/** A step that lies behind: what was tapped by mistake, or a scene that was left again. */
function askBack(code, number) {
  const choose = (back) => outbox.put(taps.status(code, number, { back }));
  askWhy(t("Back to {code}: why?", { code: book.names[code] ?? code }), book.backs, choose);
}

function safe() {
  outbox.put(taps.safe(callNumber()));
}

/** Where this phone is now, as far as it has been found; else the server knows the unit's last fix. */
function startOnView(type) {
  const { lat, lon } = here ?? {};
  outbox.put(taps.onView(type, here ? { lat, lon } : {}));
}

function showFix({ lat, lon, at }) {
  here = { lat, lon };
  hear({ type: "positions", data: [[book.unit, lat, lon, at]] });
}

function callNumber() {
  return shown().call?.number ?? null;
}

/** What dispatch has to say of a check, in words that mean nothing to who stands beside. */
function drawPhrase() {
  const mine = [...board.rows("check").values()].filter((row) => row.member === book.member && row.phrase);
  const [first] = mine;
  text(document.querySelector("#phrase strong"), first?.phrase ?? "");
  attribute(document.getElementById("phrase"), "hidden", !first);
}

function gotIt(alert) {
  const isTapped = outbox.queue.some((item) => item.alert === alert.id && item.state !== "refused");
  if (!isTapped) outbox.put(taps.got(alert.id, book.member));
}

function announceAlert(alert) {
  alarm(`${headline(alert)}. ${alert.text}`);
}

/** What must not be missed is said and felt; a browser buzzes only where somebody has tapped. */
function alarm(words) {
  text(document.getElementById("announced"), words);
  if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(BUZZ);
}

function drawCaseNumber() {
  const { call } = shown();
  if (call) outbox.put(taps.caseNumber(call.number));
}

function askIfSafe() {
  alarm(t("Safety check: are you OK?"));
}

/** The note that was begun goes before the unit leaves the call. */
function clear(dispositions, left = "") {
  const { call } = shown();
  if (!call) return;
  if (notes.draft(call.number)) document.getElementById("note").requestSubmit();
  outbox.put(taps.clear(call.number, dispositions, left));
}

function again(item) {
  outbox.move({ type: "again", id: item.id });
  outbox.flush();
}

function drop(item) {
  outbox.move({ type: "drop", id: item.id });
  if (item.kind === "note") notes.restore(item.call, item.text);
}

function drawPosition(now, reason = STATES[now][1]) {
  const button = document.getElementById("position");
  const why = document.getElementById("position-reason");
  attribute(button, "aria-checked", String(now === "on" || now === "finding" || now === "unknown"));
  attribute(button, "data-state", now);
  text(button.lastElementChild, STATES[now][0]);
  text(why.lastElementChild, reason);
  attribute(why, "hidden", !reason);
}

async function locationPermission() {
  const asked = await navigator.permissions?.query({ name: "geolocation" }).catch(() => null);
  return asked?.state ?? "prompt";
}

/** To be told to stage or to stand off must not be missed either; nor that it is over. */
function announceOrder({ hold, order }) {
  const told = hold ? order : "";
  if (told === ordered) return;
  const freed = ordered && !told;
  ordered = told;
  alarm(freed ? t("You may go in now.") : told);
}

/** A new call must not be missed: it is said, felt, and in the title. What one was asked is moot. */
function announce({ call, unit }) {
  document.title = call ? `● ${call.type_name} · ${unit.callsign}` : t("{callsign} · Field", { callsign: unit.callsign });
  const number = call?.number ?? null;
  announceOrder(unit);
  if (number === known) return;
  const first = known === null && number !== null;
  known = number;
  closeAll();
  if (!first) return;
  alarm(t("New call: {type_name}, {location}", { type_name: call.type_name, location: call.location }));
  scrollTo({ top: 0 });
}
