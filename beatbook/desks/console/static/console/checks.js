// The queue of checks, over the map: what officers asked dispatch to run elsewhere, each answered by
// one press with a code; and possible hits until they are confirmed or not. Without a sound.

import { stopwatch } from "../ui/clock.js";
import { attribute, h, icon, text } from "../ui/dom.js";
import { t } from "../ui/language.js";

/** @param {{board, ticker, results: {code, name}[], run: (line: string) => void}} does */
export function drawChecks(root, { board, ticker, results, run }) {
  let shown = "";

  function draw() {
    const rows = [...board.rows("check").values()].sort((left, right) => left.id - right.id);
    const wanted = JSON.stringify(rows);
    if (wanted === shown) return;
    shown = wanted;
    root.replaceChildren(...rows.map((row) => (row.answered ? hit(row) : question(row))));
  }

  function question(row) {
    const buttons = results.map(({ code, name }) => button(name, `CKA ${row.id} ${code}`));
    return toast(row, t("Check {id}: {kind_name} {asked}", { id: row.id, kind_name: row.kind_name.toLowerCase(), asked: row.asked }), row.asked_at, buttons);
  }

  /** It points; it is no reason to detain anybody before it is confirmed. */
  function hit(row) {
    const head = t("Possible hit: {asked}{overdue}", { asked: row.asked, overdue: row.overdue ? t(" is not confirmed in time") : "" });
    const buttons = [button(t("Confirmed"), `HC ${row.id}`), button(t("Not a hit"), `HN ${row.id}`)];
    const element = toast(row, head, row.confirm_by, buttons);
    attribute(element, "data-overdue", row.overdue);
    return element;
  }

  function toast(row, head, moment, buttons) {
    const time = h("span", { class: "mono" });
    ticker.watch(time, (now) => text(time, stopwatch(Math.abs(now - Date.parse(moment)))));
    const facts = [row.purpose, row.asked_by, row.call].filter(Boolean).join(" · ");
    return h(
      "div",
      { class: `toast ${row.answered ? "bad" : "note"}`, "data-check": row.id },
      icon(row.answered ? "shield-alert" : "search"),
      h("strong", {}, `${head} `, time),
      h("p", {}, facts),
      h("div", { class: "buttons" }, ...buttons),
    );
  }

  function button(words, line) {
    return h("button", { type: "button", class: "button small", onclick: () => run(line) }, words);
  }

  board.subscribe("check", draw);
  draw();
}
