// What makes the chosen call dangerous, as four buttons: one press raises it, the next begins the
// command that takes it back. Other services asked to the chosen call: how far each is, with the
// commands that say what comes next, as buttons. And over the map, on every console, those that
// nobody accepted in time, and those that a unit on the call wants and nobody has asked yet.

import { stopwatch } from "../ui/clock.js";
import { attribute, h, icon } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { unanswered, wantedServices } from "./picture.js";

const find = (id) => document.getElementById(id);

// What may be said next in each state; what wants words is written out to be finished by hand.
const NEXT = {
  requested: ["ASK", "ACC", "ARR", "SAID", "UNREQ"],
  asked: ["ASK", "ACC", "ARR", "SAID", "UNREQ"],
  accepted: ["COMING", "ARR", "SAID", "UNREQ"],
  en_route: ["ARR", "SAID", "UNREQ"],
  on_scene: ["SAID", "GONE"],
  safe: ["GONE"],
};
const SAY_SAFE = new Set(["police", "fire", "ems", "mutual_aid"]);
const BUTTONS = {
  ASK: { words: t("Asked…"), complete: false },
  ACC: { words: t("Accepted…"), complete: false },
  COMING: { words: t("En route"), complete: true },
  ARR: { words: t("On scene"), complete: true },
  GONE: { words: t("Left"), complete: true },
  SAID: { words: t("Said safe"), complete: true },
  UNREQ: { words: t("Cancel…"), complete: false },
};

/** @param {{choice, board, record, ticker, run, write: (line: string) => void}} does */
export function drawPartners({ choice, board, record, ticker, run, write }) {
  const root = find("chosen-partners");
  const flags = find("chosen-flags");

  function draw() {
    const requests = choice.call?.requests ?? [];
    attribute(flags, "hidden", !choice.call);
    for (const each of flags.children) {
      attribute(each, "aria-pressed", String(isRaised(each.dataset.flag)));
    }
    root.replaceChildren(...requests.map((one) => row(one, choice.call)));
  }

  function row(request, call) {
    const since = h("span", { class: "mono" });
    ticker.watch(since, (now) => {
      since.textContent = stopwatch(now - Date.parse(request.since));
    });
    const known = (record.detail()?.requests ?? []).find((one) => one.service === request.service);
    const said = known ? saidOf(known) : "";
    return h(
      "div",
      { class: `notice tight ${request.overdue ? "bad" : "note"}`, "data-service": request.service },
      icon(request.overdue ? "octagon-alert" : "radio"),
      h("div", {}, `${request.name} ${request.state_name}${said}${wantedBy(request)} `, since),
      known?.next ? offer(known.next, request, call) : null,
      h("div", { class: "buttons" }, ...verbsOf(request).map((verb) => button(verb, request, call))),
    );
  }

  /** Who is next in line, and what they said, as the command "TURN". */
  function offer(company, request, call) {
    const line = (said) => `TURN ${request.service.toUpperCase()} #${call.short} ${said}`;
    return h(
      "div",
      { class: "buttons next-in-line" },
      h("span", {}, t("Next in line: {company}", { company: [company.name, company.phone].filter(Boolean).join(", ") })),
      small(t("Accepted"), () => run(line("ACCEPTED"))),
      small(t("Refused"), () => run(line("REFUSED"))),
      small(t("No answer"), () => run(line("NO_ANSWER"))),
      small(t("Pass…"), () => write(`${line("PASSED")} `)),
    );
  }

  function button(verb, request, call) {
    const { words, complete } = BUTTONS[verb];
    const line = `${verb} ${request.service.toUpperCase()} #${call.short} `;
    const act = () => (complete ? run(line.trim()) : write(line));
    return small(words, act);
  }

  function isRaised(flag) {
    return choice.call?.flags?.includes(flag) ?? false;
  }

  flags.addEventListener("click", ({ target }) => {
    const flag = target.closest("[data-flag]")?.dataset.flag;
    if (!flag || !choice.call) return;
    const said = `${flag.toUpperCase()} #${choice.call.short}`;
    if (isRaised(flag)) write(`DOWN ${said} `);
    else run(`UP ${said}`);
  });
  choice.listen(draw);
  board.subscribe("call", draw);
  record.listen(draw);
  draw();
}

function verbsOf({ state, service }) {
  return NEXT[state].filter((verb) => verb !== "SAID" || SAY_SAFE.has(service));
}

function wantedBy({ wanted_by: callsign, state }) {
  return callsign && state === "requested" ? t(", {callsign} wants it", { callsign }) : "";
}

function small(words, onclick) {
  return h("button", { type: "button", class: "button small", onclick }, words);
}

function saidOf({ state, asked_of: asked, accepted_by: accepted, their_number: number }) {
  const who = state === "asked" ? asked : accepted;
  const said = [who, number && t("no. {number}", { number })].filter(Boolean).join(", ");
  return said ? `: ${said}` : "";
}

/** @param {{show: (call) => void}} does `show` brings the call up. */
export function drawChase({ board, show }) {
  const root = find("chase");
  let shown = "";

  function draw() {
    const calls = [...board.rows("call").values()];
    const told = [...unanswered(calls), ...wantedServices(calls)];
    const wanted = told.map(({ call, request }) => `${call.number} ${request.service} ${request.overdue}`).join();
    if (wanted === shown) return;
    shown = wanted;
    root.replaceChildren(...told.map(toast));
  }

  function toast({ call, request }) {
    const words = request.overdue ? t("nobody accepted") : t("{wanted_by} wants it", { wanted_by: request.wanted_by });
    return h(
      "div",
      { class: request.overdue ? "toast alarm" : "toast timer" },
      icon(request.overdue ? "octagon-alert" : "radio"),
      h("strong", {}, `${request.name}: ${words}`),
      h("p", {}, `${call.short} ${call.type_name} · ${call.location}`),
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "button", class: "button small", onclick: () => show(call) }, t("Show")),
      ),
    );
  }

  board.subscribe("call", draw);
  draw();
}
