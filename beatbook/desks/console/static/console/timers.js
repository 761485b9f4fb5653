// What has run out: calls that wait too long, units that do not answer, arrive or come back. Over the
// map on every console until a dispatcher has seen it.

import { stopwatch } from "../ui/clock.js";
import { h, icon } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { ranOut } from "./picture.js";

const SHOWN = 4;

/** @param {{board, ticker, show: (one) => void, run: (line: string) => void}} does */
export function drawTimers({ board, ticker, show, run }) {
  const root = document.getElementById("timers");
  let shown = "";

  function draw(now) {
    const late = ranOut([...board.rows("call").values()], [...board.rows("unit").values()], now);
    const keys = late.map(({ key }) => key);
    if (keys.join() === shown) return;
    shown = keys.join();
    root.replaceChildren(...late.slice(0, SHOWN).map((one) => toast(one)), ...more(late.length - SHOWN));
  }

  function toast(one) {
    const since = h("span", { class: "mono" });
    ticker.watch(since, (now) => {
      since.textContent = stopwatch(now - one.due);
    });
    const seen = () => run(`SEEN ${one.subject}`);
    return h(
      "div",
      { class: "toast timer" },
      icon("timer"),
      h("strong", {}, one.words),
      since,
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "button", class: "button small", onclick: () => show(one) }, t("Show")),
        h("button", { type: "button", class: "button small", onclick: seen }, t("Seen")),
      ),
    );
  }

  function more(count) {
    return count > 0 ? [h("p", { class: "toast" }, t("{count} more", { count }))] : [];
  }

  ticker.watch(root, draw);
}
