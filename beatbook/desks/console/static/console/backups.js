// Units that want back-up: over the map on every console, the urgent ones first, until a dispatcher
// has taken it up.

import { stopwatch } from "../ui/clock.js";
import { h, icon } from "../ui/dom.js";
import { t } from "../ui/language.js";
import { wantingBackup } from "./picture.js";

const WORDS = { routine: t("wants back-up"), urgent: t("wants URGENT back-up") };

/** @param {{board, ticker, show: (unit) => void, run: (line: string) => void}} does */
export function drawBackups({ board, ticker, show, run }) {
  const root = document.getElementById("backups");
  let shown = "[]";

  function draw() {
    const units = wantingBackup([...board.rows("unit").values()]);
    const wanted = JSON.stringify(units.map((unit) => [unit.id, unit.backup, unit.backup_at, unit.where]));
    if (wanted === shown) return;
    shown = wanted;
    root.replaceChildren(...units.map(toast));
  }

  function toast(unit) {
    const since = h("span", { class: "mono" });
    ticker.watch(since, (now) => {
      since.textContent = stopwatch(now - Date.parse(unit.backup_at));
    });
    const urgent = unit.backup === "urgent";
    const takeUp = () => run(`BUA ${unit.agency}/${unit.callsign}`);
    return h(
      "div",
      { class: urgent ? "toast alarm" : "toast timer", "data-key": unit.id },
      icon(urgent ? "siren" : "hand-helping"),
      h("strong", {}, `${unit.callsign} ${WORDS[unit.backup]}`),
      since,
      h("p", {}, [unit.crew, unit.call_type_name, unit.where].filter(Boolean).join(" · ")),
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "button", class: "button small", onclick: () => show(unit) }, t("Show")),
        h("button", { type: "button", class: "button small", onclick: takeUp }, t("Take it up")),
      ),
    );
  }

  board.subscribe("unit", draw);
  draw();
}
