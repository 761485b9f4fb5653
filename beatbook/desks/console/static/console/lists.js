// The waiting and the active calls, and the units by beat: lists that follow the board.

import { attribute, h, text } from "../ui/dom.js";
import { keyedList } from "../ui/keyed.js";
import { t } from "../ui/language.js";
import { callRows, unitRows } from "../ui/rows.js";
import { stackOf } from "../ui/stack.js";
import { listbox } from "./listbox.js";
import { activeCalls, beats, heldCalls, waitingCalls } from "./picture.js";

const LISTS = [
  ["waiting", "nothing-waits", waitingCalls],
  ["active", "nothing-runs", activeCalls],
  ["held", "held-title", heldCalls],
];

/**
 * Both lists of calls. The chosen call is the selected option of the list it stands in; Enter or a
 * double click also visits it on the map, and the second time goes back.
 */
export function drawCalls({ board, ticker, choice, visit }) {
  const byCallsign = (callsign) =>
    [...board.rows("unit").values()].find((unit) => unit.callsign === callsign) ?? null;
  const rows = callRows({ ticker, unit: byCallsign });
  const choose = (option) => choice.choose(option.dataset.key);
  const act = (option) => {
    choose(option);
    visit(choice.call);
  };
  const lists = LISTS.map(([id, nothing, select]) => {
    const root = document.getElementById(id);
    return {
      root,
      select,
      nothing: document.getElementById(nothing),
      keyed: keyedList(root, rows),
      refresh: listbox(root, { onMove: choose, onPick: choose, onAct: act }),
    };
  });

  function draw() {
    const calls = [...board.rows("call").values()];
    for (const list of lists) {
      const shown = list.select(calls);
      list.keyed.show(shown);
      attribute(list.nothing, "hidden", (list.root.id === "held") !== shown.length > 0);
      mark(list);
    }
  }

  function mark({ root, refresh }) {
    for (const option of root.children) {
      attribute(option, "aria-selected", String(option.dataset.key === choice.number));
    }
    refresh();
  }

  function markChosen() {
    for (const list of lists) mark(list);
    const selected = document.querySelector('.calls [aria-selected="true"]');
    selected?.scrollIntoView({ block: "nearest" });
  }

  board.subscribe("call", draw);
  choice.listen(markChosen);
  draw();
}

/** The units, each with the numbers of the calls kept for it; the same object as long as both are. */
function nextNamer(board) {
  const named = new Map();

  function name(unit, kept) {
    const next = stackOf(unit, kept.filter(({ stack }) => stack.unit)).map(({ short }) => short).join(", ");
    if (!next) return unit;
    const known = named.get(unit.id);
    if (known?.unit === unit && known.row.next === next) return known.row;
    const row = { ...unit, next };
    named.set(unit.id, { unit, row });
    return row;
  }

  return () => {
    const kept = [...board.rows("call").values()].filter(({ stack }) => stack);
    return [...board.rows("unit").values()].map((unit) => name(unit, kept));
  };
}

/** Units by beat; those on the chosen call are marked. `open(unit, element)` shows its menu. */
export function drawUnits({ board, ticker, choice, beatNames, open }) {
  const root = document.getElementById("beats");
  const rows = unitRows({ ticker });
  const withNext = nextNamer(board);
  const lists = new WeakMap();
  const groups = keyedList(root, { key: (beat) => beat.key, make: makeBeat, patch: patchBeat });
  const act = (option) => open(board.row("unit", option.dataset.key), option);
  const refresh = listbox(root, { onPick: act, onAct: act });

  function makeBeat(beat) {
    const name = h("span", { id: `beat-${beat.key}` });
    const free = h("span", { class: "end" });
    const list = h("ul", { role: "presentation" });
    const group = h("div", { role: "group", "aria-labelledby": name.id });
    group.append(h("div", { class: "group", role: "presentation" }, name, free), list);
    lists.set(group, { name, free, keyed: keyedList(list, rows) });
    return group;
  }

  function patchBeat(group, beat) {
    const { name, free, keyed } = lists.get(group);
    text(name, beat.name);
    text(free, t("{free} of {units} free", { free: beat.free, units: beat.units.length }));
    keyed.show(beat.units);
  }

  function mark() {
    for (const option of root.querySelectorAll('[role="option"]')) {
      const unit = board.row("unit", option.dataset.key);
      const here = choice.number !== null && unit?.call === choice.number;
      attribute(option, "aria-current", here ? "true" : null);
    }
    refresh();
  }

  function draw() {
    groups.show(beats(withNext(), beatNames));
    mark();
  }

  root.addEventListener("contextmenu", (event) => {
    const option = event.target.closest('[role="option"]');
    if (!option) return;
    event.preventDefault();
    act(option);
  });
  board.subscribe("unit", draw);
  board.subscribe("call", draw);
  choice.listen(mark);
  draw();
}
