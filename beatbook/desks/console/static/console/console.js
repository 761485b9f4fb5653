// The dispatcher's console: ties the parts of the page to the board and the feed.

import { askJson, askWith } from "../ui/ask.js";
import { createBoard } from "../ui/board.js";
import { createClock, createTicker, wallTime } from "../ui/clock.js";
import { connection } from "../ui/connection.js";
import { pageData } from "../ui/dom.js";
import { locale, t } from "../ui/language.js";
import { openFeed } from "../ui/feed.js";
import { post } from "../ui/post.js";
import { toast } from "../ui/toast.js";
import { createActor, whileLive } from "./act.js";
import { drawAlarm } from "./alarm.js";
import { createAlerts } from "./alerts.js";
import { drawBackups } from "./backups.js";
import { drawChecks } from "./checks.js";
import { createChoice } from "./choice.js";
import { drawChosen } from "./chosen.js";
import { drawClock } from "./clock-face.js";
import { createClosures } from "./closures.js";
import { createCommandLine } from "./command-line.js";
import { createCloseDialog, createTakeDialog } from "./dialogs.js";
import { dragUnits } from "./drag.js";
import { drawEmergencies } from "./emergencies.js";
import { createFacts } from "./facts.js";
import { drawCounts, drawMedian } from "./figures.js";
import { parse } from "./grammar.js";
import { drawGround } from "./ground.js";
import { createHelp } from "./help.js";
import { listenToKeys } from "./keys.js";
import { drawCalls, drawUnits } from "./lists.js";
import { createLookUps } from "./look-ups.js";
import { createLoudspeaker } from "./loudspeaker.js";
import { createMatches } from "./matches.js";
import { drawMeals } from "./meals.js";
import { drawChase, drawPartners } from "./partners.js";
import { nextCall } from "./picture.js";
import { createPlaces } from "./places.js";
import { drawProposals } from "./proposals.js";
import { drawQuestions } from "./questions.js";
import { drawRecommended } from "./recommended.js";
import { createRecord } from "./record.js";
import { drawRelated } from "./related.js";
import { drawSounds, listenToBoard } from "./sound-settings.js";
import { drawTags } from "./tags.js";
import { drawTimers } from "./timers.js";
import { createUndo } from "./undo.js";
import { createUnitMenu } from "./unit-menu.js";
import { shareChoice } from "./windows.js";

let ground = null; // the map, once it is drawn
const find = (id) => document.getElementById(id);
const state = pageData("state");
const book = pageData("book");
const { registry } = book;
const panel = document.body.dataset.panel ?? ""; // the part that this window shows, or all of them

const board = createBoard(["call", "unit", "closure", "alert", "check", "tag"]);
board.load(rowsOf(state));
const clock = createClock(state.clock);
const ticker = createTicker(clock);
const choice = createChoice(board, firstChoice());
const record = createRecord({ board, choice, ask: askJson });
const places = createPlaces(askPlaces);
const stretches = createPlaces((query, signal) => askJson(`${book.urls.stretch}?${query}`, signal));
const askMatches = (query, signal) => askJson(`${book.urls.matching}?${query}`, signal);
const help = createHelp(find("help"));
const isLive = () => feed.state === "live";
const send = whileLive(post, isLive);
const facts = createFacts({ board, book, choice, record, isLive });
const perform = createActor({ send, toast, done: showDone });
const line = createCommandLine(find("command"), {
  registry,
  facts,
  places,
  stretches,
  matches: createMatches(find("matches"), askMatches),
  draft,
  perform,
  history: book.urls.history,
  local: {
    select: ({ call }) => choice.choose(call.number),
    help: ({ topic }) => help.open(topic),
    alerts: () => alerts.open(),
    go: () => proposed.send(),
    undo: () => undo.act(),
  },
  dialogs: {
    call: createTakeDialog(find("take"), {
      places,
      matches: createMatches(find("take").querySelector(".matches"), askMatches),
      send: (body) => send(book.urls.take, body),
      taken: showTaken,
      ask: (body, signal) => askWith(book.urls.beside, body, signal),
      show: (number) => choice.choose(number),
    }),
    close: createCloseDialog(find("close"), { facts, close: closeCall }),
    closure: (args) => closures.fill(args),
    closures: () => closures.open(),
    alert: (args) => alerts.fill(args),
  },
});
const closures = createClosures(find("closures"), {
  ...{ board, clock, ticker },
  may: isGranted("closure:set"),
  write: writers(book.time_zone),
  ask: (question) => askJson(`${book.urls.stretch}?${new URLSearchParams(question)}`),
  send: (body) => send(book.urls.close, body),
  run: line.run,
  say: line.say,
  draft,
});
const alerts = createAlerts(find("alerts"), {
  ...{ board, clock, ticker, toast },
  may: isGranted("alert:issue"),
  records: book.urls.alerts,
  write: writers(book.time_zone),
  send: (body) => send(book.urls.alert, body),
  begin: line.write,
  say: line.say,
});
const lookUps = createLookUps(find("look-up"), {
  write: writers(book.time_zone),
  records: book.urls.history,
});
const undo = createUndo(find("undo"), {
  ticker,
  send: (tokens) => send(book.urls.undo, { undo: tokens }),
  say: line.say,
  refuse: (words) => toast({ title: t("Not undone"), words, tone: "bad", key: "refused" }),
});
const proposed = drawProposals({ board, run: line.run, say: line.say });
const menu = createUnitMenu(find("unit-menu"), { registry, facts, line });
const showState = connection(document.querySelector("[data-connection]"));
const feed = openFeed({
  cursor: state.cursor,
  onEvent: hear,
  onState: (now, heardAt) => {
    showState(now, heardAt);
    line.refresh();
  },
  refetch: reload,
});

draw();
listen();
line.clear();
document.documentElement.dataset.ready = "";

function draw() {
  const timeZone = book.time_zone;
  if (panel === "" || panel === "map") {
    ground = drawGround({
      ...{ board, choice, record, clock, ticker, map: book.map },
      open: showUnit,
      openClosure: closures.open,
      pick: closures.choose,
    });
  }
  const visit = async (call) => (await ground)?.visit(call);
  drawCalls({ board, ticker, choice, visit });
  drawUnits({ board, ticker, choice, beatNames: book.beats, open: menu.open });
  dragUnits({ board, facts, run: line.run });
  drawChosen({ choice, board, record, ticker, timeZone, write: line.write });
  drawPartners({ choice, board, record, ticker, run: line.run, write: line.write });
  drawQuestions({ choice, record, run: line.run });
  drawRelated({ choice, record, run: line.run });
  drawChase({ board, show: ({ number }) => choice.choose(number) });
  drawRecommended({ record, choice, run: line.run, write: line.write });
  drawEmergencies({ board, timeZone, show: showUnit, write: line.write });
  drawTimers({
    ...{ board, ticker, run: line.run },
    show: ({ unit, number }) => (unit ? showUnit(unit) : choice.choose(number)),
  });
  drawBackups({ board, ticker, show: showUnit, run: line.run });
  drawTags({ board, list: book.urls.tows, several: Object.keys(book.grants).length > 1, write: line.write });
  drawMeals({ board, clock, run: line.run });
  drawCounts({ board, ticker });
  drawMedian({ board, ask: () => askJson(book.urls.figures) });
  drawAlarm({ board, ticker, timeZone, show: showUnit });
  if (isGranted("check:answer")) {
    drawChecks(find("checks"), { board, ticker, results: book.results, run: line.run });
  }
  drawClock({ ticker, timeZone });
}

function listen() {
  shareChoice(choice);
  if (panel === "") wireSounds();
  board.subscribe("call", () => line.refresh());
  board.subscribe("unit", () => line.refresh());
  record.listen(() => line.refresh());
  choice.listen((number) => {
    line.refresh();
    history.replaceState(null, "", `#${number ?? ""}`);
  });
  find("show-closures").addEventListener("click", closures.toggle);
  find("show-alerts").addEventListener("click", alerts.toggle);
  listenToKeys(document, { registry, line, press, escape });
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-verb]");
    const verb = registry.find((each) => each.code === chosen?.dataset.verb);
    chosen?.closest("details.dropdown")?.removeAttribute("open");
    if (verb && !event.defaultPrevented) press(verb);
  });
}

function hear(event) {
  if (event.type === "clock") clock.set(event.data);
  else board.dispatch(event);
}

async function reload() {
  const fresh = await askJson(book.urls.snapshot);
  clock.set(fresh.clock);
  board.load(rowsOf(fresh));
  return fresh.cursor;
}

/** In any agency; of a particular row the server decides. */
function isGranted(permission) {
  return Object.values(book.grants).some((held) => held.includes(permission));
}

/** Show on the map a stretch that is not closed yet. */
async function draft(lines) {
  (await ground)?.draft(lines);
}

function rowsOf({ calls, units, closures: closed, alerts: told, checks, tags }) {
  return [...calls, ...units, ...closed, ...told, ...checks, ...tags];
}

/** How times are told of what may end on another day. */
function writers(timeZone) {
  const wall = wallTime(timeZone);
  const day = new Intl.DateTimeFormat(locale, { timeZone, weekday: "short" });
  return { wall: (at) => wall(at).slice(0, 5), day: (at) => day.format(at) };
}

/** The call in the address, as a reload keeps it; else the most urgent one. */
function firstChoice() {
  const asked = decodeURIComponent(location.hash.slice(1));
  if (board.row("call", asked)) return asked;
  return nextCall([...board.rows("call").values()])?.number ?? null;
}

/** One window sounds, however many there are. */
function wireSounds() {
  const loudspeaker = createLoudspeaker(localStorage);
  drawSounds(find("sounds"), { loudspeaker, opener: document.querySelector("[data-opens=sounds]") });
  listenToBoard({ board, clock, ticker, loudspeaker, isLive });
}

/** A key or a button: the verb with what is typed or chosen; Enter does it. */
function press(verb) {
  if (verb.local === "help") return help.toggle();
  if (verb.local === "alerts") return alerts.toggle();
  if (verb.local === "go") return proposed.send();
  if (verb.local === "undo") return undo.act();
  const parsed = line.begin(verb);
  if (parsed.dialog) line.submit();
}

function escape() {
  if (help.isOpen) help.close();
  else if (closures.isOpen) closures.close();
  else if (alerts.isOpen) alerts.close();
  else if (lookUps.isOpen) lookUps.close();
  else line.clear();
}

/** The menu of a unit, with its call chosen so that its record is in view. */
function showUnit(unit) {
  if (unit?.call) choice.choose(unit.call);
  menu.open(unit, document.querySelector(`.unit[data-key="${unit?.id}"]`));
}

function showDone(answer, { sentence }, answers) {
  undo.offer(answers);
  line.say(answer.message || sentence);
  if (answer.found) lookUps.show(answer.found);
  if (answer.number) choice.expect(answer.number);
}

function showTaken(answer) {
  line.say(answer.message);
  choice.expect(answer.number);
}

async function closeCall(call, dispositions, note) {
  const parsed = parse(`C ${call.number} ${dispositions.join(" ")}; ${note}`, registry, facts());
  if (parsed.problems.length > 0) return { ok: false, message: parsed.problems[0].text };
  return (await perform(parsed)) ?? { ok: false, message: t("The call is still open.") };
}

/** {places, said}: the choices, and a sentence on them: which of two streets, or outside the map. */
function askPlaces(query, signal, agency) {
  return askJson(`${book.urls.where}?${new URLSearchParams({ q: query, agency })}`, signal);
}

/** A question whose words belong in no address: nothing changes by it. */
