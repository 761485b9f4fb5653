// Tagged vehicles that are due for another look: over the map, each until somebody has looked. A call
// of it is one line away. Hiding one hides it on this screen only, until it is due again.

import { h, icon } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { dueTags } from "./picture.js";

const SHOWN = 3;

/**
 * @param {{board, list: string, several: boolean, write: (line: string) => void}} does `list`: the
 *   page of tows and tags; `several`: calls are taken for more than one agency.
 */
export function drawTags({ board, list, several, write }) {
  const root = document.getElementById("tags");
  const hidden = new Set();
  let shown = "";

  function draw() {
    const due = dueTags([...board.rows("tag").values()]).filter((row) => !hidden.has(occasion(row)));
    const wanted = due.map(occasion).join();
    if (wanted === shown) return;
    shown = wanted;
    root.replaceChildren(...due.slice(0, SHOWN).map(toast), ...more(due.length - SHOWN));
  }

  function toast(row) {
    const call = () => write(`N ${several ? `${row.agency} ` : ""}ABANDONED ${row.address}; second look at ${row.vehicle}`);
    const hide = () => {
      hidden.add(occasion(row));
      draw();
    };
    const facts = [row.vehicle === row.description ? "" : row.description, row.address, row.beat && t("beat {beat}", { beat: row.beat })];
    return h(
      "div",
      { class: "toast note", "data-tag": row.id },
      icon("car-front"),
      h("strong", {}, t("Look again: {vehicle}", { vehicle: row.vehicle })),
      h("p", {}, facts.filter(Boolean).join(" · ")),
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "button", class: "button small", onclick: call }, t("Make a call…")),
        h("a", { class: "button small", href: list }, t("Tow log")),
        h("button", { type: "button", class: "button quiet small", "aria-label": t("Hide {vehicle}", { vehicle: row.vehicle }), onclick: hide }, icon("x")),
      ),
    );
  }

  function more(count) {
    return count > 0 ? [h("p", { class: "toast" }, h("a", { href: list }, t("{count} more tagged vehicles are due", { count })))] : [];
  }

  board.subscribe("tag", draw);
  draw();
}

/** One time of being due: the next one is shown anew. */
function occasion({ id, due_at: due }) {
  return `${id} ${due}`;
}
