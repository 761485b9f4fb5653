// Alerts in force beside the map: what each says, who on duty has not got it, the commands that end
// it, and the form to issue one. A new one is said on every console.

import { headline, inForce, receipt, sourceWords, untilWords } from "../ui/alerts.js";
import { attribute, h, icon, text } from "../ui/dom.js";
import { t } from "../ui/language.js";

const MOST_NAMED = 6;

/**
 * @param {{board, clock, ticker, may: boolean, records: string, write: {wall, day}, send, begin, say,
 *   toast}} does  `send(body)` issues one; `begin(line)` writes a command to be finished by hand;
 *   `records` is the address of all alerts, or "".
 */
export function createAlerts(root, does) {
  const { board, clock, ticker } = does;
  const list = root.querySelector("ul");
  const form = createForm(root.querySelector("form"), does);
  const known = new Set(ids());
  let drawn = "";

  function ids() {
    return [...board.rows("alert").values()].map(({ id }) => id);
  }

  /** Again when one is issued, got or over, and when one expires by the clock. */
  function tick(now) {
    const rows = inForce(board.rows("alert").values(), now);
    const units = [...board.rows("unit").values()];
    const shown = rows.map((row) => ({ row, receipt: receipt(row, units) }));
    const next = JSON.stringify([shown, does.write.day(now)]);
    if (next !== drawn) draw(shown, now);
    drawn = next;
  }

  function draw(shown, now) {
    const open = new Set([...list.querySelectorAll("details[open]")].map((each) => each.dataset.of));
    list.replaceChildren(...shown.map(({ row, receipt: found }) => item(row, found, now, open)));
    root.querySelector("[data-none]").hidden = shown.length > 0;
    text(document.getElementById("alert-count"), shown.length || "");
  }

  function item(row, found, now, open) {
    const words = [
      t("No. {id}", { id: row.id }),
      t("from {source}", { source: sourceWords(row, now, does.write) }),
      untilWords(row, now, does.write),
      t("by {issued_by}", { issued_by: row.issued_by }),
    ];
    return h(
      "li",
      { "data-key": row.id },
      icon("bell-ring"),
      h(
        "div",
        {},
        h("strong", {}, headline(row)),
        h("p", {}, row.text),
        h("p", { class: "dim" }, words.join(" · ")),
        receiptOf(row, found, open),
        does.may ? changes(row) : null,
      ),
    );
  }

  function receiptOf(row, { got, waiting }, open) {
    const all = got.length + waiting.length;
    if (waiting.length === 0) {
      return h("p", { class: "got" }, icon("check"), all ? t("Everybody on duty has got it") : t("Nobody is on duty"));
    }
    const named = waiting.slice(0, MOST_NAMED).map(({ callsign }) => callsign);
    const more = waiting.length > named.length ? t(" and {named} more", { named: waiting.length - named.length }) : "";
    return h(
      "details",
      { "data-of": row.id, open: open.has(String(row.id)) },
      h("summary", {}, t("Got by {count} of {all} units; not by {named}{more}", { count: got.length, all, named: named.join(", "), more })),
      h("ul", {}, ...waiting.map((unit) => h("li", {}, crewWords(unit)))),
    );
  }

  function changes({ id }) {
    return h(
      "div",
      { class: "buttons" },
      button(t("Extend…"), `ALE ${id} `, t("Extend alert {id}", { id })),
      button(t("Cancel…"), `ALX ${id} `, t("Cancel alert {id}", { id })),
      does.records ? correction(id) : null,
    );
  }

  function button(words, line, name) {
    const act = () => does.begin(line);
    return h("button", { type: "button", class: "button small", "aria-label": name, onclick: act }, words);
  }

  /** In a tab of its own: the console stays where it is. */
  function correction(id) {
    const properties = { class: "button small", href: `${does.records}${id}/`, target: "_blank" };
    return h("a", { ...properties, "aria-label": t("Correct alert {id}, in a new tab", { id }) }, t("Correct…"));
  }

  /** What came in while one sits here, once. */
  function announce() {
    for (const row of board.rows("alert").values()) {
      if (known.has(row.id)) continue;
      known.add(row.id);
      const action = { text: t("Show"), run: () => open() };
      does.toast({ title: headline(row), words: row.text, tone: "note", key: t("alert {id}", { id: row.id }), action });
    }
  }

  function open() {
    root.hidden = false;
    tick(clock.now());
  }

  root.querySelector("[data-close-alerts]").addEventListener("click", close);
  board.subscribe("alert", announce);
  for (const kind of ["alert", "unit"]) board.subscribe(kind, () => tick(clock.now()));
  ticker.watch(root, tick);

  function close() {
    root.hidden = true;
  }

  return {
    open,
    close,
    toggle: () => (root.hidden ? open() : close()),
    /** The form, with what the line already says. */
    fill(args) {
      open();
      form?.fill(args);
    },
    get isOpen() {
      return !root.hidden;
    },
  };
}

function crewWords({ callsign, crew, members, of }) {
  return members ? t("{callsign} {crew} ({members} of {of})", { callsign, crew, members, of }) : `${callsign} ${crew}`;
}

function createForm(form, { send, say }) {
  if (!form) return null;
  const error = form.querySelector("[data-error]");

  async function submit(event) {
    event.preventDefault();
    const filled = [...new FormData(form)].filter(([, value]) => value.trim() !== "");
    const answer = await send(Object.fromEntries(filled));
    text(error, answer.ok ? "" : answer.message);
    attribute(error, "hidden", answer.ok);
    if (!answer.ok) return form.elements[answer.field]?.focus();
    form.reset();
    return say(answer.message);
  }

  form.addEventListener("submit", submit);

  return {
    fill({ alert_kind: kind, plate, text: words, note: source, until, agency }) {
      const { elements } = form;
      elements.kind.value = kind?.code ?? "bolo";
      if (agency && elements.agency) elements.agency.value = agency.code;
      if (plate) elements.plate.value = plate.code;
      if (words) elements.text.value = words;
      if (source) elements.source.value = source;
      if (until) elements.until.value = until.code;
      [elements.text, elements.source].find((each) => !each.value)?.focus();
    },
  };
}
