// The reports I owe: each stays until I say that it is written, or a sergeant decides otherwise.

import { attribute, h, text } from "../ui/dom.js";
import { keyedList } from "../ui/keyed.js";
import { t, tn } from "../ui/language.js";

/** `written(row)` hears that a report is written. The answer draws a picture (see mine.js). */
export function createOwed({ wall, written }) {
  const root = document.getElementById("owed");
  const list = keyedList(root.querySelector("ul"), {
    key: (row) => row.id,
    make: (row) =>
      h(
        "li",
        {},
        h("div", {}, h("strong"), h("p", { class: "mono dim" })),
        h("button", { class: "button large", type: "button", onclick: () => written(row) }, t("Written")),
      ),
    patch(element, row) {
      const [what, numbers] = element.firstElementChild.children;
      text(what, `${row.type_name}, ${row.location}`);
      const since = t("since {time}", { time: wall(Date.parse(row.owed_at)).slice(0, 5) });
      text(numbers, [...row.case_numbers, row.number, since].join(" · "));
      attribute(element.lastElementChild, "aria-label", t("Report on {number} is written", { number: row.number }));
    },
  });

  return function draw({ owed }) {
    list.show(owed);
    text(root.querySelector("h2"), tn("You owe {count} report", "You owe {count} reports", owed.length));
    attribute(root, "hidden", owed.length === 0);
  };
}
