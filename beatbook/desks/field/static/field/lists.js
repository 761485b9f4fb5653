// What happened on my call, and the other calls on my beat.

import { attribute, h, text } from "../ui/dom.js";
import { keyedList } from "../ui/keyed.js";
import { t } from "../ui/language.js";
import { callRows } from "../ui/rows.js";
import { onTheWay } from "./card.js";

/** The answer draws a picture (see mine.js). */
export function createLists({ board, ticker, wall, book }) {
  const find = (id) => document.getElementById(id);
  const lines = keyedList(find("lines"), lineRows(wall));
  const callsigns = () => new Map([...board.rows("unit").values()].map((unit) => [unit.callsign, unit]));
  const nearby = keyedList(
    find("nearby"),
    callRows({ ticker, unit: (callsign) => callsigns().get(callsign) ?? null }),
  );

  const kept = keyedList(find("next-calls"), callRows({ ticker }));

  return function draw({ call, unit, lines: happened, nearby: calls, next }) {
    kept.show(next);
    attribute(find("next"), "hidden", next.length === 0);
    lines.show(call ? [...happened].reverse() : []);
    attribute(find("happened"), "hidden", !call || happened.length === 0);
    nearby.show(calls);
    text(find("beat-count"), calls.length);
    text(find("beat-title").firstChild, "");
    find("beat-title").firstChild.data = t("Other calls on beat {book} ", { book: beatWords(unit, book) });
    attribute(find("nothing-near"), "hidden", calls.length > 0);
    attribute(find("beat"), "hidden", !unit.beat);
  };
}

function beatWords(unit, book) {
  return `${unit.beat} ${book.beats[unit.beat] ?? ""}`.trim();
}

function lineRows(wall) {
  return {
    key: (line) => line.key,
    make: () => h("li", {}, h("time"), h("p"), h("small")),
    patch(element, line) {
      const [time, words, source] = element.children;
      attribute(element, "data-kind", line.kind);
      attribute(element, "data-struck", Boolean(line.struck));
      attribute(element, "data-sending", line.sending || null);
      attribute(time, "datetime", line.at);
      text(time, wall(Date.parse(line.at)).slice(0, 5));
      text(words, line.text);
      text(source, `${line.by}${onTheWay(line)}${line.struck ? ` · ${t("struck out, {why}", { why: line.struck })}` : ""}`);
    },
  };
}
