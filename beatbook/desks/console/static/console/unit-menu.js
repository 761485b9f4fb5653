// What can be said about one unit now: the commands that fit its status, as buttons.

import { h } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { parse } from "./grammar.js";
import { unitName } from "./grammar/resolve.js";

const GAP = 4;
const ASKED = new Set(["text", "back", "left", "units"]); // reasons: written out, to be finished by hand

/** @param {{registry, facts, line}} does */
export function createUnitMenu(root, { registry, facts, line }) {
  function open(unit, anchor) {
    if (!unit) return;
    root.replaceChildren(h("p", { class: "dim" }, describe(unit)), ...commands(unit));
    root.setAttribute("aria-label", t("Commands for {callsign}", { callsign: unit.callsign }));
    anchor.scrollIntoView({ block: "nearest" });
    root.showPopover();
    place(anchor.getBoundingClientRect());
    root.querySelector("button")?.focus();
  }

  function commands(unit) {
    const board = facts();
    const name = unitName(unit, board);
    const buttons = registry
      .filter((verb) => verb.forms[0].slots[0]?.kind === "units")
      .map((verb) => offer(verb, `${verb.code} ${name}`, board))
      .filter(Boolean);
    const call = board.calls.find((each) => each.number === unit.call);
    if (call) buttons.push(button(`S ${name}`, t("Choose {short}", { short: call.short }), call.type_name, true));
    return buttons.length ? buttons : [h("p", {}, t("No command fits this status."))];
  }

  /** What wants a reason, or has consequences for a call, is written out to be finished by hand. */
  function offer(verb, said, board) {
    const { problems, remarks, warnings, sentence } = parse(said, registry, board);
    const asks = problems.filter(({ kind, slot }) => kind === "missing" && ASKED.has(slot));
    const open = problems.filter((problem) => !asks.includes(problem));
    if (open.some((problem) => problem.kind !== "stale") || warnings.length > 0) return null;
    const complete = asks.length === 0 && !asksFor(verb, "text") && remarks.length === 0;
    return button(said, verb.name, [sentence, ...remarks].join("; "), complete);
  }

  function button(said, name, sentence, complete) {
    const act = () => {
      root.hidePopover();
      if (complete) line.run(said);
      else line.write(`${said} `);
    };
    return h(
      "button",
      { type: "button", title: sentence, onclick: act },
      h("kbd", {}, said.split(" ")[0]),
      h("span", {}, name),
    );
  }

  function place(box) {
    const width = root.offsetWidth;
    const height = root.offsetHeight;
    const left = Math.max(GAP, Math.min(box.left, innerWidth - width - GAP));
    const below = box.bottom + GAP + height < innerHeight;
    root.style.left = `${left}px`;
    root.style.top = `${Math.max(GAP, below ? box.bottom + GAP : box.top - height - GAP)}px`;
  }

  return { open };
}

function asksFor(verb, wanted) {
  return verb.forms.some((form) => form.slots.some(({ kind }) => kind === wanted));
}

function describe(unit) {
  return [unit.callsign, unit.crew, unit.unit_kind, unit.where].filter(Boolean).join(" · ");
}
