// Tagged vehicles that the unit's beat must look at again; one that no beat is known of is everybody's.

import { attribute, h, text } from "../ui/dom.js";
import { keyedList } from "../ui/keyed.js";
import { tn } from "../ui/language.js";

/** The answer draws a picture (see mine.js). */
export function createDues({ board, book }) {
  const root = document.getElementById("dues");
  const list = keyedList(root.querySelector("ul"), {
    key: (row) => row.id,
    make: (row) => h("li", {}, h("a", { class: "button large", href: `${book.urls.tags}${row.id}/` }, h("span"))),
    patch: (element, row) => text(element.querySelector("span"), `${row.vehicle}, ${row.address}`),
  });

  return function draw({ unit }) {
    const due = duesOf(unit, [...board.rows("tag").values()]);
    list.show(due);
    text(root.querySelector("h2"), tn("Look again: {count} tagged vehicle", "Look again: {count} tagged vehicles", due.length));
    attribute(root, "hidden", due.length === 0);
  };
}

/** Those of my beat, and those of no beat that is known, the longest due first. */
export function duesOf(unit, tags) {
  return tags
    .filter((tag) => tag.agency === unit.agency && (!tag.beat || tag.beat === unit.beat))
    .sort((one, other) => Date.parse(one.due_at) - Date.parse(other.due_at) || one.id - other.id);
}
