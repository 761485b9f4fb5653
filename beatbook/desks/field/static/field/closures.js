// The closed and slow streets in words, under the card: the map above shows them too.

import { effectOf, inOrder, nameOf, timesOf } from "../ui/closures.js";
import { attribute, h, text } from "../ui/dom.js";
import { keyedList } from "../ui/keyed.js";
import { locale, tn } from "../ui/language.js";

export function createClosures({ board, clock, book, wall }) {
  const root = document.getElementById("closures");
  const day = new Intl.DateTimeFormat(locale, { timeZone: book.time_zone, weekday: "short" });
  const write = { wall: (at) => wall(at).slice(0, 5), day: (at) => day.format(at) };
  const list = keyedList(root.querySelector("ul"), {
    key: (row) => row.id,
    make: () => h("li", {}, h("strong"), h("p"), h("p", { class: "dim" })),
    patch(element, row) {
      const [name, times, why] = element.children;
      text(name, nameOf(row));
      text(times, `${effectOf(row)} ${timesOf(row, clock.now(), write)}`);
      text(why, row.reason);
    },
  });

  return function draw() {
    const rows = inOrder(board.rows("closure").values(), clock.now());
    list.show(rows);
    text(root.querySelector("summary"), tn("{count} street closed or slow", "{count} streets closed or slow", rows.length));
    attribute(root, "hidden", rows.length === 0);
  };
}
