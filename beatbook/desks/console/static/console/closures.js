// Closed and slow streets beside the map: those that stand, each to be opened again, and the form
// to close one. While it is open a click on the map chooses a block. What was typed stays in it.

import { attribute, h, icon, text } from "../ui/dom.js";
import { effectOf, inOrder, nameOf, timesOf } from "../ui/closures.js";
import { t } from "../ui/language.js";

/**
 * @param {{board, ticker, clock, may: boolean, write: {wall, day}, ask, send, run, draft}} does
 *   `ask(question)` answers the stretch that is meant; `send(body)` closes it; `run(line)` does a
 *   command; `draft(lines)` shows a stretch on the map.
 */
export function createClosures(root, does) {
  const list = root.querySelector("ul");
  const form = root.querySelector("form");
  const choosing = form && createForm(form, does);
  let wanted = null; // the closure that was asked for
  let drawn = "";

  /** Again when one is set, changed or lifted, and when one begins or ends by the clock. */
  function tick(now) {
    const rows = inOrder(does.board.rows("closure").values(), now);
    const words = rows.map((row) => [row.id, row.reason, timesOf(row, now, does.write)]);
    const next = JSON.stringify([wanted, words]);
    if (next !== drawn) draw(rows, now);
    drawn = next;
  }

  function draw(rows, now) {
    list.replaceChildren(...rows.map((row) => item(row, now)));
    root.querySelector("[data-none]").hidden = rows.length > 0;
    text(document.getElementById("closure-count"), rows.length || "");
  }

  function item(row, now) {
    const times = `${effectOf(row)} ${timesOf(row, now, does.write)}`;
    return h(
      "li",
      { "data-key": row.id, "data-slow": String(row.percent !== null), "data-wanted": String(row.id === wanted) },
      icon(row.percent === null ? "ban" : "triangle-alert"),
      h("div", {}, h("strong", {}, nameOf(row)), h("p", {}, times), h("p", {}, row.reason), by(row)),
      does.may ? opener(row) : null,
    );
  }

  function by(row) {
    return h("p", { class: "dim" }, t("No. {id} · set by {by}", { id: row.id, by: row.by }));
  }

  function opener(row) {
    const act = () => does.run(`RO ${row.id}`);
    const name = t("Open again: {row}", { row: nameOf(row) });
    const button = { type: "button", class: "button small", "aria-label": name, onclick: act };
    return h("button", button, t("Open again"));
  }

  function open(closure = null) {
    wanted = closure?.id ?? null;
    root.hidden = false;
    tick(does.clock.now());
    root.querySelector('[data-wanted="true"]')?.scrollIntoView({ block: "nearest" });
  }

  function close() {
    root.hidden = true;
    does.draft([]);
  }

  root.querySelector("[data-close-closures]").addEventListener("click", close);
  does.board.subscribe("closure", () => tick(does.clock.now()));
  does.ticker.watch(root, tick);

  return {
    open,
    close,
    toggle: () => (root.hidden ? open() : close()),
    /** The form, with what the line already says. */
    fill(args) {
      open();
      choosing?.fill(args);
    },
    /** A click on the map: true when it chose a block. */
    choose(point) {
      if (root.hidden || !choosing) return false;
      choosing.choose(point);
      return true;
    },
    get isOpen() {
      return !root.hidden;
    },
  };
}

const NOWHERE = { lat: "", lon: "", before: 0, after: 0 };

function createForm(form, { ask, send, draft, say }) {
  const { stretch, heading, effect, percent, until, reason } = form.elements;
  const found = form.querySelector("[data-found]");
  const error = form.querySelector("[data-error]");
  const extenders = [...form.querySelectorAll("[data-extends]")];
  let place = NOWHERE; // the block that was chosen on the map, and how many more
  let asked = 0;

  const question = () => ({ stretch: stretch.value.trim(), ...place, until: until.value.trim() });

  async function look() {
    const turn = (asked += 1);
    const { stretch: words, lat, until: end } = question();
    if (!words && lat === "") return show(null);
    const answer = await ask({ ...question(), heading: heading.value, until: end });
    if (turn === asked) show(answer);
  }

  function show(answer) {
    text(found, answer === null ? "" : (answer.words ?? answer.message));
    attribute(found, "data-bad", answer?.ok === false);
    for (const button of extenders) button.disabled = place.lat === "";
    if (answer?.ok) name(answer.headings);
    draft(answer?.lines ?? []);
  }

  /** The two directions by the winds that this street runs in. */
  function name(headings) {
    const chosen = heading.value;
    const both = h("option", { value: "" }, t("Both directions"));
    const ways = headings.map((way) => h("option", { value: way }, t("Only {way}", { way })));
    heading.replaceChildren(both, ...ways);
    heading.value = headings.includes(chosen) ? chosen : "";
  }

  async function submit(event) {
    event.preventDefault();
    const slow = effect.value === "slow" ? percent.value : "";
    const body = { ...question(), heading: heading.value, reason: reason.value };
    const answer = await send(filled({ ...body, speed_percent: slow }));
    text(error, answer.ok ? "" : answer.message);
    error.hidden = answer.ok;
    if (!answer.ok) return form.elements[answer.field]?.focus();
    form.reset();
    place = NOWHERE;
    show(null);
    say(answer.message);
  }

  stretch.addEventListener("input", () => {
    place = NOWHERE;
    later(look);
  });
  until.addEventListener("input", () => later(look));
  heading.addEventListener("change", look);
  percent.addEventListener("input", () => (effect.value = "slow"));
  form.addEventListener("submit", submit);
  for (const button of extenders) {
    button.addEventListener("click", () => {
      const side = button.dataset.extends;
      place = { ...place, [side]: place[side] + 1 };
      look();
    });
  }
  show(null);

  return {
    choose({ lat, lon }) {
      stretch.value = "";
      place = { ...NOWHERE, lat: lat.toFixed(6), lon: lon.toFixed(6) };
      look();
    },
    fill({ stretch: words, until: end, text: why, percent: share }) {
      if (words) stretch.value = words;
      if (end) until.value = end.code;
      if (why) reason.value = why;
      if (share) [effect.value, percent.value] = ["slow", share.code];
      if (words) look();
      (stretch.value && !reason.value ? reason : stretch).focus();
    },
  };
}

const AFTER_MS = 200;
let timer = 0;

function later(act) {
  clearTimeout(timer);
  timer = setTimeout(act, AFTER_MS);
}

function filled(body) {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== "" && value !== 0));
}
